"""One line about the money, which never says more than the statements do."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from nlp_arenden.domain.card import Kostnad
from nlp_arenden.text.amounts import find_amounts, format_sek

NOTHING_FOUND = "Inga uppgifter om kostnader hittades i texten."
_MOST = 3  # sums that are told; the rest are counted
_SPEAKERS = 2  # bodies that are named for one claim; the rest are "med flera"
_NAMES = {
    "besparing": "besparing",
    "intakt": "intäkt",
    "avgift": "avgift",
    "borgen": "borgen",
    "investering": "investering",
    "extern_finansiering": "extern finansiering",
}
_PERIODS = {"per_ar": " per år", "per_manad": " per månad", "engang": " en gång"}
_MODES = {
    "beraknad": "beräknad",
    "villkorad": "villkorad",
    "foreslagen": "föreslagen",
    "tidigare_beslutad": "tidigare beslutad",
}
_PAID = {"inom_ram": "inom ram", "ofinansierad": "ofinansierad", "extern_finansiering": "externt finansierad"}
# What is said of a class when no sum stands with it, in the order it is told.
_UNTOLD = {
    "okand": "kostnad som inte kan bedömas",
    "besparing": "minskade kostnader utan angivet belopp",
    "intakt": "intäkter utan angivet belopp",
    "avgift": "avgift utan angivet belopp",
    "borgen": "borgen utan angivet belopp",
    "kostnad_med_belopp": "kostnad i annan valuta än kronor",
    "investering": "investering i annan valuta än kronor",
    "inget_kostnadsatagande": "inget kostnadsåtagande",
    "ingen_kostnad": "inga kostnader",
    "inom_ram": "ryms inom ram",
    "ofinansierad": "finansiering saknas",
    "extern_finansiering": "extern finansiering",
}
_COSTS = frozenset({"kostnad_med_belopp", "kostnad_utan_belopp", "investering", "okand"})
_DENIALS = frozenset({"ingen_kostnad", "inget_kostnadsatagande"})


def kostnadsbild(kostnader: Sequence[Kostnad]) -> str:
    """The line for the card; says who claims that something costs nothing, and when no financing is told."""
    if not kostnader:
        return NOTHING_FOUND
    sums = _distinct(k for k in kostnader if k.belopp_sek or k.belopp_max_sek)
    told = [_sum(k) for k in sums[:_MOST]]
    if len(sums) > _MOST:
        told.append(f"ytterligare {len(sums) - _MOST} belopp")
    untold = [k for k in kostnader if not (k.belopp_sek or k.belopp_max_sek)]
    unpriced = [k for k in untold if k.klass == "kostnad_utan_belopp"]
    if unpriced:
        told.append(_unpriced(unpriced, bool(told)))
    in_part = _in_part(kostnader)
    for klass, words in _UNTOLD.items():
        claims = [k for k in untold if k.klass == klass]
        if claims:
            told.append(in_part.get(klass, words) + _according(claims))
    if any(k.klass in _COSTS for k in kostnader) and not any(k.finansiering for k in kostnader):
        told.append("finansiering anges inte")
    line = "; ".join(told)
    return line[0].upper() + line[1:] + "."


def _in_part(kostnader: Sequence[Kostnad]) -> dict[str, str]:
    """The words for claims that cannot hold for the whole ärende beside what else is said."""
    classes = {k.klass for k in kostnader}
    costs = [k for k in kostnader if k.klass in _COSTS]
    words: dict[str, str] = {}
    if classes - _DENIALS:
        words["ingen_kostnad"] = "en del av ärendet uppges inte medföra kostnader"
    if len(costs) > 1 or "ofinansierad" in classes:
        words["inom_ram"] = "en del uppges rymmas inom ram"
    if classes & {"inom_ram", "extern_finansiering"}:
        words["ofinansierad"] = "finansiering saknas för en del"
    return words


def _distinct(sums: Iterable[Kostnad]) -> list[Kostnad]:
    """The statements whose sums differ, in order; a sum told again in another part of the text is one sum."""
    first: dict[tuple[str | None, str | None, str | None], Kostnad] = {}
    for k in sums:
        first.setdefault((k.belopp_sek, k.belopp_max_sek, k.per_enhet), k)
    return list(first.values())


def _sum(kostnad: Kostnad) -> str:
    name = _NAMES.get(kostnad.klass, "kostnad")
    about = "högst " if _is_cap(kostnad) else "cirka " if kostnad.ungefarlig else ""
    unit = f" per {kostnad.per_enhet}" if kostnad.per_enhet else ""
    notes = [_MODES.get(kostnad.modalitet), _PAID.get(kostnad.finansiering or "")]
    if kostnad.klass == "extern_finansiering":
        notes.pop()
    said = [note for note in notes if note]
    suffix = f" ({', '.join(said)})" if said else ""
    return f"{name} {about}{_amount(kostnad)}{unit}{_PERIODS.get(kostnad.period or '', '')}{suffix}"


def _amount(kostnad: Kostnad) -> str:
    """ "27–39 mnkr": the unit once, when both ends have the same."""
    ends = [format_sek(Decimal(end)) for end in (kostnad.belopp_sek, kostnad.belopp_max_sek) if end]
    if len(ends) == 1:
        return ends[0]
    low, high = (end.rpartition(" ") for end in ends)
    return f"{low[0]}–{ends[1]}" if low[2] == high[2] else f"{ends[0]}–{ends[1]}"


def _is_cap(kostnad: Kostnad) -> bool:
    """True when the text gives the sum as the most it may be."""
    if kostnad.belopp_sek is None or kostnad.belopp_max_sek is not None:
        return False
    low = Decimal(kostnad.belopp_sek)
    return any(a.bound == "max" and a.low == low and a.high is None for a in find_amounts(kostnad.text))


def _unpriced(claims: Sequence[Kostnad], sums_told: bool) -> str:
    if all(k.modalitet == "villkorad" for k in claims):
        return (
            "eventuella kostnader som inte är beloppssatta"
            if sums_told
            else "kostnader kan uppstå men är inte beloppssatta"
        )
    return "kostnader som inte är beloppssatta" if sums_told else "kostnader finns men är inte beloppssatta"


def _according(claims: Sequence[Kostnad]) -> str:
    """Who says so; nobody is named when one of the claims is the document's own."""
    speakers = list(dict.fromkeys(k.talare for k in claims))
    named = [s for s in speakers if s is not None]
    if len(named) < len(speakers) or not named:
        return ""
    more = " med flera" if len(named) > _SPEAKERS else ""
    return " enligt " + " och ".join(named[:_SPEAKERS]) + more
