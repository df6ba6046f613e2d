"""The card in reading order, as headings and entries; text, Markdown and HTML only draw it."""

from dataclasses import dataclass, replace

from nlp_arenden.domain.card import CaseAnalysis, Evidence
from nlp_arenden.domain.handling import Arende
from nlp_arenden.export import labels, phrases, sections
from nlp_arenden.export.entries import Entry, Section

NOTICE = "Kortet är framtaget automatiskt. Läs stället i handlingen innan du förlitar dig på en uppgift."
QUIET = ("varningar", "beslut", "yrkande", "reservation")  # no news when there are none


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole card: title, facts about the ärende, sections in order, what was looked for and not found.

    ``key`` says how the short places are read.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    missing: tuple[str, ...]
    handlingar: tuple[str, ...]
    key: str
    modell: str


def outline(card: CaseAnalysis, arende: Arende) -> Outline:
    """The card in the order a reader wants it: what is it, what is decided, what it costs, who said what."""
    alone = len(card.handlingar) == 1
    all_sections = (
        sections.warnings(card),
        sections.summary(card),
        *(sections.proposals(card, art) for art in labels.ART),
        sections.costs(card),
        sections.bodies(card),
        sections.deadlines(card),
        sections.themes(card, {handling.id: handling for handling in arende.handlingar}),
        sections.attachments(card),
    )
    shown = tuple(_placed(section, alone) for section in all_sections if section.entries or section.lead)
    places = [place for section in shown for entry in section.entries for place in entry.places]
    return Outline(
        title=phrases.one_line(card.arende.titel or card.handlingar[0].titel or "Ärende utan titel"),
        facts=_facts(card),
        sections=shown,
        missing=tuple(
            section.heading.lower() for section in all_sections if not section.entries and section.anchor not in QUIET
        ),
        handlingar=tuple(phrases.handling_line(info, alone) for info in card.handlingar),
        key=phrases.key_to(places[0]) if places else "",
        modell=f"{card.modell.namn} {card.modell.version} ({card.modell.sha256[:12]})",
    )


def _placed(section: Section, alone: bool) -> Section:
    return replace(section, entries=tuple(_with_places(entry, alone) for entry in section.entries))


def _with_places(entry: Entry, alone: bool) -> Entry:
    """The entry with its places; one inside another says nothing more and is left out."""
    kept = [n for n, belagg in enumerate(entry.belagg) if not any(_inside(belagg, it) for it in entry.belagg)]
    belagg = tuple(entry.belagg[n] for n in kept)
    quotes = tuple(entry.quotes[n] for n in kept) if entry.quotes else ()
    return replace(entry, belagg=belagg, quotes=quotes, places=tuple(phrases.place(it, alone) for it in belagg))


def _inside(one: Evidence, other: Evidence) -> bool:
    if one.handling != other.handling or (one.start, one.slut) == (other.start, other.slut):
        return False
    return other.start <= one.start and one.slut <= other.slut


def _facts(card: CaseAnalysis) -> tuple[tuple[str, str], ...]:
    info, first, several = card.arende, card.handlingar[0], len(card.handlingar)
    kommun = info.kommun
    facts = (
        ("Diarienummer", ", ".join(info.diarienummer)),
        ("Organ", phrases.capital(info.organ or "")),
        ("Datum", first.datum or "" if several == 1 else ""),
        ("Dokumenttyp", labels.dokumenttyp_etikett(first.dokumenttyp) if several == 1 else ""),
        ("Omfattning", f"{several} handlingar" if several > 1 else ""),
        ("Kommun", f"{kommun.namn}{' (härledd ur texten)' if kommun.harledd else ''}" if kommun else ""),
        ("Huvudtema", next((tema.etikett for tema in card.teman if tema.primart), "")),
    )
    return tuple((name, phrases.one_line(value)) for name, value in facts if value)
