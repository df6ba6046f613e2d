"""One line about the money, which never says more than the statements do."""

from collections.abc import Sequence
from decimal import Decimal

from nlp_arenden.domain.card import Kostnad
from nlp_arenden.text.amounts import format_sek

NOTHING_FOUND = "Inga uppgifter om kostnader hittades i texten."
_MOST = 3  # sums that are told; the rest are counted
_NAMES = {
    "kostnad_med_belopp": "kostnad",
    "investering": "investering",
    "borgen": "borgen",
    "avgift": "avgift",
    "besparing": "besparing",
    "intakt": "intäkt",
    "extern_finansiering": "extern finansiering",
}
_PERIODS = {"per_ar": " per år", "per_manad": " per månad", "engang": " en gång"}
_MODES = {"beraknad": "beräknad", "villkorad": "villkorad", "foreslagen": "föreslagen", "tidigare_beslutad": "tidigare beslutad"}
_PAID = {"inom_ram": "inom ram", "ofinansierad": "ofinansierad", "extern_finansiering": "externt finansierad"}


def kostnadsbild(kostnader: Sequence[Kostnad]) -> str:
    """The line for the card; says who claims that something costs nothing, and when no financing is told."""
    if not kostnader:
        return NOTHING_FOUND
    sums = [k for k in kostnader if k.belopp_sek or k.belopp_max_sek]
    told = [_sum(k) for k in sums[:_MOST]]
    if len(sums) > _MOST:
        told.append(f"ytterligare {len(sums) - _MOST} belopp")
    classes = {k.klass: k for k in reversed(kostnader) if not (k.belopp_sek or k.belopp_max_sek)}
    if "kostnad_utan_belopp" in classes:
        told.append("kostnader som inte är beloppssatta" if told else "kostnader finns men är inte beloppssatta")
    if statement := classes.get("okand"):
        told.append("kostnad som inte kan bedömas" + _according(statement))
    if statement := classes.get("besparing"):
        told.append("minskade kostnader utan angivet belopp" + _according(statement))
    if statement := classes.get("intakt"):
        told.append("intäkter utan angivet belopp" + _according(statement))
    if statement := classes.get("inget_kostnadsatagande"):
        told.append("inget kostnadsåtagande" + _according(statement))
    if statement := classes.get("ingen_kostnad"):
        told.append("inga kostnader" + (" i någon del" if told else "") + _according(statement))
    if statement := classes.get("inom_ram"):
        told.append("ryms inom ram" + _according(statement))
    if statement := classes.get("ofinansierad"):
        told.append("finansiering saknas" + _according(statement))
    if statement := classes.get("extern_finansiering"):
        told.append("extern finansiering" + _according(statement))
    costs = [k for k in kostnader if k.klass in ("kostnad_med_belopp", "kostnad_utan_belopp", "investering", "okand")]
    if costs and not any(k.finansiering for k in kostnader):
        told.append("finansiering anges inte")
    line = "; ".join(told)
    return line[0].upper() + line[1:] + "."


def _sum(kostnad: Kostnad) -> str:
    low = kostnad.belopp_sek or kostnad.belopp_max_sek
    amount = format_sek(Decimal(low or "0"))
    if kostnad.belopp_sek and kostnad.belopp_max_sek:
        amount = f"{amount}–{format_sek(Decimal(kostnad.belopp_max_sek))}"
    notes = [_MODES.get(kostnad.modalitet), _PAID.get(kostnad.finansiering or "")]
    told = [note for note in notes if note and note != _PAID.get(kostnad.klass)]
    unit = f" per {kostnad.per_enhet}" if kostnad.per_enhet else ""
    suffix = f" ({', '.join(told)})" if told else ""
    about = "cirka " if kostnad.ungefarlig else ""
    name = _NAMES.get(kostnad.klass, "belopp")
    return f"{name} {about}{amount}{unit}{_PERIODS.get(kostnad.period or '', '')}{suffix}"


def _according(kostnad: Kostnad) -> str:
    return f" enligt {kostnad.talare}" if kostnad.talare else ""
