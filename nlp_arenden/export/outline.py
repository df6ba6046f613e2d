"""The card in reading order, as headings and entries; text, Markdown and HTML only draw it."""

from collections.abc import Mapping
from dataclasses import dataclass

from nlp_arenden.domain.card import CaseAnalysis, Evidence, Forslag
from nlp_arenden.domain.handling import Arende, Handling
from nlp_arenden.export import labels, phrases

NOTICE = "Kortet är framtaget automatiskt. Läs stället i handlingen innan du förlitar dig på en uppgift."


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the card.

    Args:
        anchor: ASCII id, unique on the card (``forslag-1``).
        label: short Swedish name, put beside the evidence in the source text (``Förslag 1``).
        text: what it says; ``cells`` says it instead where the section is a table.
        facts: short additions, in order.
        belagg: where it was read.
        datum: ISO date when the entry is a date.
        quotes: the words of each belägg as one reads them, where they are worth showing.
    """

    anchor: str
    label: str
    text: str
    facts: tuple[str, ...] = ()
    belagg: tuple[Evidence, ...] = ()
    cells: tuple[str, ...] = ()
    datum: str | None = None
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its entries; ``columns`` makes it a table, ``numbered`` a numbered list."""

    anchor: str
    heading: str
    entries: tuple[Entry, ...]
    lead: str | None = None
    columns: tuple[str, ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole card: title, facts about the ärende, sections in order, what was looked for and not found."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    missing: tuple[str, ...]
    handlingar: tuple[str, ...]
    modell: str


def outline(card: CaseAnalysis, arende: Arende) -> Outline:
    """The card in the order a reader wants it: what is it, what is decided, what it costs, who said what."""
    sections = (
        _summary(card),
        *(_proposals(card, art) for art in labels.ART),
        _costs(card),
        _bodies(card),
        _deadlines(card),
        _themes(card, {handling.id: handling for handling in arende.handlingar}),
        _attachments(card),
        _warnings(card),
    )
    quiet = {"beslut", "yrkande", "reservation", "varningar"}
    return Outline(
        title=phrases.one_line(card.arende.titel or card.handlingar[0].titel or "Ärende utan titel"),
        facts=_facts(card),
        sections=tuple(section for section in sections if section.entries or section.lead),
        missing=tuple(
            section.heading.lower()
            for section in sections
            if not section.entries and section.anchor not in quiet
        ),
        handlingar=tuple(phrases.handling_line(info) for info in card.handlingar),
        modell=f"{card.modell.namn} {card.modell.version} ({card.modell.sha256[:12]})",
    )


def _facts(card: CaseAnalysis) -> tuple[tuple[str, str], ...]:
    info, first = card.arende, card.handlingar[0]
    kommun = info.kommun
    facts = (
        ("Diarienummer", ", ".join(info.diarienummer)),
        ("Organ", info.organ or ""),
        ("Datum", first.datum or ""),
        ("Dokumenttyp", labels.dokumenttyp_etikett(first.dokumenttyp)),
        (
            "Kommun",
            f"{kommun.namn}{' (härledd, står inte som avsändare)' if kommun.harledd else ''}"
            if kommun
            else "",
        ),
    )
    return tuple((name, phrases.one_line(value)) for name, value in facts if value)


def _summary(card: CaseAnalysis) -> Section:
    entries = (
        Entry(f"mening-{number}", f"Mening {number}", phrases.one_line(mening.text), belagg=mening.belagg)
        for number, mening in enumerate(card.sammanfattning, 1)
    )
    return Section("sammanfattning", "Sammanfattning", tuple(entries))


def _proposals(card: CaseAnalysis, art: str) -> Section:
    def entry(number: int, forslag: Forslag) -> Entry:
        return Entry(
            anchor=f"{art}-{number}",
            label=f"{labels.ART[art]} {number}",
            text=phrases.one_line(forslag.text),
            facts=phrases.proposal_facts(forslag),
            belagg=forslag.belagg,
        )

    chosen = [forslag for forslag in card.forslag if forslag.art == art]
    entries = tuple(entry(number, forslag) for number, forslag in enumerate(chosen, 1))
    return Section(art, labels.ART_RUBRIK[art], entries, numbered=True)


def _costs(card: CaseAnalysis) -> Section:
    entries = []
    for number, kostnad in enumerate(card.kostnader, 1):
        head = (
            labels.KOSTNADSKLASS[kostnad.klass],
            phrases.sum_phrase(kostnad),
            *phrases.cost_facts(kostnad),
        )
        entries.append(
            Entry(
                anchor=f"kostnad-{number}",
                label=f"Kostnad {number}",
                text=phrases.one_line(kostnad.text),
                facts=tuple(fact for fact in head if fact),
                belagg=kostnad.belagg,
            )
        )
    return Section("kostnader", "Kostnader", tuple(entries), lead=phrases.one_line(card.kostnadsbild))


def _bodies(card: CaseAnalysis) -> Section:
    entries = []
    for number, instans in enumerate(card.remissinstanser, 1):
        name, written = phrases.one_line(instans.namn), phrases.one_line(instans.skrivet)
        shown = name if name.casefold() == written.casefold() else f"{name} (skrivet {written})"
        entries.append(
            Entry(
                anchor=f"instans-{number}",
                label=f"Instans {number}",
                text=shown,
                facts=(labels.ROLL[instans.roll], labels.HALLNING[instans.hallning]),
                cells=(shown, labels.ROLL[instans.roll], labels.HALLNING[instans.hallning]),
                belagg=instans.belagg,
            )
        )
    return Section("remissinstanser", "Remissinstanser", tuple(entries), columns=("Namn", "Roll", "Hållning"))


def _deadlines(card: CaseAnalysis) -> Section:
    entries = (
        Entry(
            anchor=f"frist-{number}",
            label=f"Frist {number}",
            text=labels.SLAG[frist.slag],
            facts=("beräknat datum",) if frist.beraknad else (),
            belagg=frist.belagg,
            datum=frist.datum,
        )
        for number, frist in enumerate(card.frister, 1)
    )
    return Section("frister", "Frister", tuple(entries))


def _themes(card: CaseAnalysis, handlingar: Mapping[str, Handling]) -> Section:
    entries = (
        Entry(
            anchor=f"tema-{number}",
            label=f"Tema {tema.etikett}",
            text=tema.etikett,
            facts=phrases.theme_facts(tema),
            belagg=tema.belagg,
            quotes=tuple(phrases.reading(belagg, handlingar[belagg.handling]) for belagg in tema.belagg),
        )
        for number, tema in enumerate(card.teman, 1)
    )
    return Section("teman", "Teman", tuple(entries))


def _attachments(card: CaseAnalysis) -> Section:
    entries = (
        Entry(
            anchor=f"bilaga-{number}",
            label=f"Bilaga {number}",
            text=phrases.one_line(": ".join(filter(None, (bilaga.beteckning, bilaga.titel))))
            + (" (medföljer)" if bilaga.medfoljer else " (nämns men finns inte bland handlingarna)"),
            belagg=bilaga.belagg,
        )
        for number, bilaga in enumerate(card.bilagor, 1)
    )
    return Section("bilagor", "Bilagor", tuple(entries))


def _warnings(card: CaseAnalysis) -> Section:
    entries = (
        Entry(
            anchor=f"varning-{number}",
            label=f"Varning {number}",
            text=phrases.one_line(varning.text),
            facts=(f"{varning.antal} ställen",) if varning.antal > 1 else (),
            belagg=varning.belagg,
        )
        for number, varning in enumerate(card.varningar, 1)
    )
    return Section("varningar", "Varningar", tuple(entries))
