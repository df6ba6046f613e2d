"""One row for each ärende, for a spreadsheet: columns that a person can read, sort and filter."""

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal

from nlp_arenden.domain.card import CaseAnalysis
from nlp_arenden.export import labels, phrases

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "namn", "diarienummer", "titel", "organ", "kommun", "dokumenttyp", "datum", "huvudtema", "teman",
    "sammanfattning", "antal_forslag", "forslag", "beslutsorgan", "kostnadsbild", "kostnadsklasser",
    "storsta_belopp_sek", "ofinansierad", "kostnad_utan_belopp", "remissinstanser", "avstyrker", "frister",
    "saknade_bilagor", "varningar", "handlingar", "modell",
)  # fmt: skip


def csv_table(
    cards: Iterable[tuple[str, CaseAnalysis]], *, bom: bool = True, decimal_comma: bool = True
) -> Iterator[str]:
    """The lines of a semicolon CSV: a header, then one row for each pair of source name and card.

    Args:
        cards: source names and their cards, in the order of the rows.
        bom: begin with a byte order mark, which Excel needs to see that it is UTF-8.
        decimal_comma: sums have a decimal comma, as Swedish Excel reads them.
    """
    yield (BOM if bom else "") + csv_line(COLUMNS)
    for namn, card in cards:
        yield csv_line(row_of(namn, card, decimal_comma=decimal_comma))


def csv_line(cells: Iterable[str]) -> str:
    """One line of semicolon CSV; no cell of it can start a formula in a spreadsheet."""
    line = io.StringIO()
    csv.writer(line, delimiter=";", lineterminator="\r\n").writerow([safe_cell(cell) for cell in cells])
    return line.getvalue()


def safe_cell(text: str) -> str:
    """The text as a spreadsheet shows it and never runs it; plain numbers stay numbers."""
    if text.startswith(FORMULA) and not text.lstrip("-").replace(",", "").replace(".", "").isdecimal():
        return f"'{text}"
    return text


def row_of(namn: str, card: CaseAnalysis, *, decimal_comma: bool = True) -> tuple[str, ...]:
    """The cells of one ärende, in the order of ``COLUMNS``."""
    info, first = card.arende, card.handlingar[0]
    largest = _largest(card)
    cells = {
        "namn": namn,
        "diarienummer": ", ".join(info.diarienummer),
        "titel": info.titel or first.titel or "",
        "organ": info.organ or "",
        "kommun": info.kommun.namn if info.kommun else "",
        "dokumenttyp": labels.dokumenttyp_etikett(first.dokumenttyp),
        "datum": first.datum or "",
        "huvudtema": _listed(tema.etikett for tema in card.teman if tema.primart),
        "teman": _listed(
            f"{tema.etikett} {phrases.per_cent(tema.sannolikhet)}{' osäkert' if tema.osaker else ''}"
            for tema in card.teman
        ),
        "sammanfattning": " ".join(mening.text for mening in card.sammanfattning),
        "antal_forslag": str(len(card.forslag)),
        "forslag": _listed(f"{labels.ART[forslag.art]}: {forslag.text}" for forslag in card.forslag),
        "beslutsorgan": _listed(forslag.beslutsorgan or "" for forslag in card.forslag),
        "kostnadsbild": card.kostnadsbild,
        "kostnadsklasser": _listed(labels.KOSTNADSKLASS[kostnad.klass] for kostnad in card.kostnader),
        "storsta_belopp_sek": (largest.replace(".", ",") if decimal_comma else largest) if largest else "",
        "ofinansierad": _yes("ofinansierad" in (k.klass, k.finansiering) for k in card.kostnader),
        "kostnad_utan_belopp": _yes(k.klass == "kostnad_utan_belopp" for k in card.kostnader),
        "remissinstanser": _listed(f"{r.namn} ({labels.HALLNING[r.hallning]})" for r in card.remissinstanser),
        "avstyrker": _listed(r.namn for r in card.remissinstanser if r.hallning.startswith("avstyrker")),
        "frister": _listed(
            f"{frist.datum} {labels.SLAG[frist.slag].lower()}{' (beräknat)' if frist.beraknad else ''}"
            for frist in card.frister
        ),
        "saknade_bilagor": _listed(bilaga.beteckning for bilaga in card.bilagor if not bilaga.medfoljer),
        "varningar": _listed(varning.text for varning in card.varningar),
        "handlingar": _listed(handling.filnamn for handling in card.handlingar),
        "modell": f"{card.modell.namn} {card.modell.version}",
    }
    return tuple(phrases.one_line(cells[column]) for column in COLUMNS)


def _largest(card: CaseAnalysis) -> str | None:
    """The largest sum stated as a cost; a saving, an income or a denial is none."""
    sums = [
        amount
        for kostnad in card.kostnader
        if not kostnad.negerad and kostnad.klass not in ("besparing", "intakt")
        for amount in (kostnad.belopp_sek, kostnad.belopp_max_sek)
        if amount is not None
    ]
    return max(sums, key=Decimal, default=None)


def _listed(items: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(item for item in items if item))


def _yes(claims: Iterable[bool]) -> str:
    return "ja" if any(claims) else "nej"
