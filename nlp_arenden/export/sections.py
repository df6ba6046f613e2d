"""The sections of the card: what each kind of finding says, in the order its reader wants it."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import chain

from nlp_arenden.domain.card import CaseAnalysis, Evidence, Forslag, Kostnad, Remissinstans, Tema
from nlp_arenden.domain.handling import Handling
from nlp_arenden.export import labels, phrases
from nlp_arenden.export.entries import Entry, Section, shared

QUOTES = 2
TELLING = (
    ("ofinansierad",),
    ("kostnad_med_belopp", "investering", "borgen"),
    ("kostnad_utan_belopp", "okand"),
    ("besparing", "intakt", "inom_ram", "extern_finansiering"),
)
STANCES = (
    "avstyrker", "avstyrker_delvis", "tillstyrker_med_synpunkter", "tillstyrker", "ingen_erinran", "neutral",
    "avstar", "svar_uteblivet", "ej_redovisad",
)  # fmt: skip


def warnings(card: CaseAnalysis) -> Section:
    """What a person should look at before trusting the rest."""
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


def summary(card: CaseAnalysis) -> Section:
    """The sentences of the summary."""
    entries = (
        Entry(f"mening-{number}", f"Mening {number}", phrases.one_line(mening.text), belagg=mening.belagg)
        for number, mening in enumerate(card.sammanfattning, 1)
    )
    return Section("sammanfattning", "Sammanfattning", tuple(entries))


def proposals(card: CaseAnalysis, art: str) -> Section:
    """The points of one kind; the chain of proposers that most have is said once."""
    chosen = [forslag for forslag in card.forslag if forslag.art == art]
    ways = [phrases.chain_of(forslag) for forslag in chosen]
    usual = shared(ways)

    def entry(number: int, forslag: Forslag) -> Entry:
        way = phrases.chain_of(forslag)
        facts = (way if way != usual else "", *phrases.proposal_facts(forslag))
        return Entry(
            anchor=f"{art}-{number}",
            label=f"{labels.ART[art]} {number}",
            text=phrases.one_line(forslag.text),
            facts=tuple(filter(None, facts)),
            belagg=forslag.belagg,
        )

    entries = tuple(entry(number, forslag) for number, forslag in enumerate(chosen, 1))
    rest = "" if len(set(ways)) == 1 else ", om inget annat anges"
    note = f"{phrases.capital(usual)}{rest}" if usual else None
    return Section(art, labels.ART_RUBRIK[art], entries, note=note, numbered=True)


def costs(card: CaseAnalysis) -> Section:
    """The cost statements; two readings of the same words are one entry, a speaker of them all is said once."""
    speakers = {phrases.one_line(kostnad.talare or "") for kostnad in card.kostnader}
    speaker = speakers.pop() if len(speakers) == 1 and len(card.kostnader) > 1 else ""
    same: dict[tuple[str, tuple[Evidence, ...]], list[Kostnad]] = {}
    for kostnad in card.kostnader:
        same.setdefault((kostnad.text, kostnad.belagg), []).append(kostnad)
    telling = sorted(same, key=lambda key: min(map(_telling, same[key])))
    entries = tuple(
        Entry(
            anchor=f"kostnad-{number}",
            label=f"Kostnad {number}",
            text=phrases.unnumbered(key[0]),
            heads=tuple(dict.fromkeys(phrases.cost_head(kostnad, speaker) for kostnad in readings)),
            belagg=key[1],
            rank=telling.index(key),
        )
        for number, (key, readings) in enumerate(same.items(), 1)
    )
    lead = phrases.one_line(card.kostnadsbild)
    return Section("kostnader", "Kostnader", entries, lead, f"Alla uppgifter enligt {speaker}" if speaker else None)


def _telling(kostnad: Kostnad) -> tuple[int, Decimal]:
    place = next((n for n, classes in enumerate(TELLING) if kostnad.klass in classes), len(TELLING))
    denied = kostnad.negerad and kostnad.klass not in phrases.DENIALS
    return place + 5 * denied, -Decimal(kostnad.belopp_max_sek or kostnad.belopp_sek or "0")


def bodies(card: CaseAnalysis) -> Section:
    """The consulted bodies, those against first and the untold last; the longest words, the stance, first."""

    def entry(number: int, instans: Remissinstans) -> Entry:
        name, written = phrases.one_line(instans.namn), phrases.one_line(instans.skrivet)
        told = name if name.casefold() == written.casefold() else f"{name} (skrivet {written})"
        shown = phrases.capital(told)
        stance = labels.HALLNING[instans.hallning]
        return Entry(
            anchor=f"instans-{number}",
            label=f"Instans {number}",
            text=shown,
            facts=(labels.ROLL[instans.roll], stance),
            cells=(shown, labels.ROLL[instans.roll], stance),
            belagg=tuple(sorted(instans.belagg, key=lambda belagg: belagg.start - belagg.slut)),
            rank=number,
        )

    ordered = sorted(card.remissinstanser, key=lambda instans: STANCES.index(instans.hallning))
    entries = tuple(entry(number, instans) for number, instans in enumerate(ordered, 1))
    return Section("remissinstanser", "Remissinstanser", entries, columns=("Namn", "Roll", "Hållning"))


def deadlines(card: CaseAnalysis) -> Section:
    """The dates, each with its kind."""
    entries = (
        Entry(
            anchor=f"frist-{number}",
            label=f"Frist {number}",
            heads=((frist.datum, labels.SLAG[frist.slag].lower(), *(["beräknat datum"] if frist.beraknad else [])),),
            belagg=frist.belagg,
        )
        for number, frist in enumerate(card.frister, 1)
    )
    return Section("frister", "Frister", tuple(entries))


def themes(card: CaseAnalysis, handlingar: Mapping[str, Handling]) -> Section:
    """The themes with a few words that speak for each; no words that the card has quoted already."""
    told = (
        (finding.belagg for finding in findings) for findings in (card.sammanfattning, card.forslag, card.kostnader)
    )
    shown = [belagg for places in chain.from_iterable(told) for belagg in places]
    entries = []
    for number, tema in enumerate(card.teman, 1):
        quoted = _worth_quoting(tema, shown)
        shown += quoted
        entries.append(
            Entry(
                anchor=f"tema-{number}",
                label=f"Tema {number}",
                heads=((tema.etikett, *phrases.theme_facts(tema)),),
                belagg=tema.belagg,
                quotes=tuple(
                    phrases.shortened(phrases.unnumbered(phrases.reading(belagg, handlingar[belagg.handling])))
                    if belagg in quoted
                    else ""
                    for belagg in tema.belagg
                ),
            )
        )
    return Section("teman", "Teman", tuple(entries))


def _worth_quoting(tema: Tema, shown: list[Evidence]) -> list[Evidence]:
    fresh = [
        belagg
        for belagg in tema.belagg
        if not any(
            belagg.handling == other.handling and belagg.start < other.slut and other.start < belagg.slut
            for other in shown
        )
    ]
    return fresh[:QUOTES]


def attachments(card: CaseAnalysis) -> Section:
    """The attachments that the text names, and whether they are here."""
    absent = bool(card.bilagor) and not any(bilaga.medfoljer for bilaga in card.bilagor)
    entries = tuple(
        Entry(
            anchor=f"bilaga-{number}",
            label=phrases.one_line(bilaga.beteckning),
            text=phrases.one_line(
                bilaga.titel
                if bilaga.titel and bilaga.beteckning.casefold() == "bilaga"
                else ": ".join(filter(None, (bilaga.beteckning, bilaga.titel)))
            ),
            facts=() if absent else ("medföljer" if bilaga.medfoljer else "saknas bland handlingarna",),
            belagg=bilaga.belagg,
        )
        for number, bilaga in enumerate(card.bilagor, 1)
    )
    return Section("bilagor", "Bilagor", entries, note="Nämns men saknas bland handlingarna" if absent else None)
