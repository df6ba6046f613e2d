"""How one thing on the card is said in Swedish: a sum, a place, a chain of proposers, a probability."""

import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal

from nlp_arenden.domain.card import Evidence, Forslag, HandlingInfo, Kostnad, Tema
from nlp_arenden.domain.handling import Handling
from nlp_arenden.export import labels

NBSP = "\N{NO-BREAK SPACE}"
SEPARATOR = " · "
SURENESS = ((0.9, "mycket troligt"), (0.7, "troligt"), (0.5, "ganska troligt"), (0.0, "möjligt"))


def one_line(text: str) -> str:
    """The text on one line: white space single, control and direction characters out."""
    words = " ".join(text.split())
    return "".join(
        char for char in words if unicodedata.category(char) not in ("Cc", "Cf") or char in "\u00ad\u200d"
    )


def grouped(number: int) -> str:
    """A whole number with no-break spaces between thousands, as Swedish has it."""
    return f"{number:,}".replace(",", NBSP)


def kronor(amount: str) -> str:
    """A decimal string in SEK as Swedish reads it: ``2500000`` is ``2 500 000 kronor``."""
    value = Decimal(amount)
    whole = grouped(int(abs(value)))
    cents = abs(value) % 1
    decimals = f"{cents:.2f}"[1:].replace(".", ",") if cents else ""
    return f"{'−' if value < 0 else ''}{whole}{decimals}{NBSP}kronor"


def sum_phrase(kostnad: Kostnad) -> str | None:
    """The sum of a cost statement in words and figures; None when it states none."""
    low, high = kostnad.belopp_sek, kostnad.belopp_max_sek
    if low is None and high is None:
        return None
    if low is None:
        phrase = f"högst {kronor(high or '0')}"
    elif high is None or high == low:
        phrase = kronor(low)
    else:
        phrase = f"{kronor(low).removesuffix(f'{NBSP}kronor')}–{kronor(high)}"
    tail = [labels.PERIOD[kostnad.period]] if kostnad.period else []
    tail += [f"per {one_line(kostnad.per_enhet)}"] if kostnad.per_enhet else []
    tail += [labels.MOMS[kostnad.moms]] if kostnad.moms else []
    return " ".join([*(["cirka"] if kostnad.ungefarlig else []), phrase, *tail])


def cost_facts(kostnad: Kostnad) -> tuple[str, ...]:
    """What a cost statement says besides its class and sum: funding, certainty, negation, speaker."""
    facts = []
    if kostnad.belopp_sek is None and kostnad.belopp_max_sek is None and kostnad.period:
        facts.append(labels.PERIOD[kostnad.period])
    if kostnad.finansiering and kostnad.finansiering != kostnad.klass:
        facts.append(labels.FINANSIERING[kostnad.finansiering])
    if kostnad.modalitet != "faktisk":
        facts.append(labels.MODALITET[kostnad.modalitet])
    if kostnad.negerad:
        facts.append("nekande utsaga")
    if kostnad.talare:
        facts.append(f"enligt {one_line(kostnad.talare)}")
    return tuple(facts)


def proposal_facts(forslag: Forslag) -> tuple[str, ...]:
    """Who proposes to whom, the act in words, and whether it is conditional."""
    chain = [one_line(name) for name in forslag.fran]
    if forslag.beslutsorgan and forslag.beslutsorgan not in forslag.fran:
        chain.append(one_line(forslag.beslutsorgan))
    facts = [" → ".join(chain)] if chain else []
    if forslag.akt != "annat":
        facts.append(f"åtgärd: {labels.AKT[forslag.akt]}")
    if forslag.villkorad:
        facts.append("villkorat")
    return tuple(facts)


def sureness(probability: float) -> str:
    """A probability in words and per cent. 0.93 gives ``mycket troligt (93 %)``."""
    word = next(word for limit, word in SURENESS if probability >= limit)
    return f"{word} ({per_cent(probability)})"


def per_cent(probability: float) -> str:
    """A probability as whole per cent, never 0 or 100: a model is not certain."""
    return f"{min(max(round(probability * 100), 1), 99)}{NBSP}%"


def theme_facts(tema: Tema) -> tuple[str, ...]:
    """How sure the theme is, and whether it is the main one."""
    return (sureness(tema.sannolikhet), *(["huvudtema"] if tema.primart else []))


def place(belagg: Evidence) -> str:
    """Where it was read, short: ``h1 s. 2, tecken 154–187`` (half-open code points in the source text)."""
    page = f"{NBSP}s.{NBSP}{belagg.sida}" if belagg.sida is not None else ""
    return f"{belagg.handling}{page},{NBSP}tecken{NBSP}{belagg.start}–{belagg.slut}"


def places(belagg: Iterable[Evidence], most: int = 2) -> str | None:
    """The places of a finding in brackets, ``most`` of them written out; None when there are none."""
    all_places = [place(one) for one in belagg]
    if not all_places:
        return None
    more = len(all_places) - most
    tail = [f"och{NBSP}{more}{NBSP}till"] if more > 0 else []
    return f"[{'; '.join([*all_places[:most], *tail])}]"


def handling_line(info: HandlingInfo) -> str:
    """One document in a line: id, file name, type, size, and whether it was read by OCR."""
    size = f"{grouped(info.tecken)} tecken"
    pages = f"{grouped(info.sidor)} {'sida' if info.sidor == 1 else 'sidor'}, " if info.sidor else ""
    facts = [
        labels.dokumenttyp_etikett(info.dokumenttyp),
        *([info.datum] if info.datum else []),
        f"{pages}{size}",
    ]
    facts += ["läst med OCR"] if info.ocr else []
    return f"{info.id} {one_line(info.filnamn)} ({', '.join(facts)})"


def first_place(belagg: Sequence[Evidence]) -> str | None:
    """The first place of a finding in brackets, with a sign that there are more; None when there is none."""
    return f"[{place(belagg[0])}{f'{NBSP}m.fl.' if len(belagg) > 1 else ''}]" if belagg else None


def reading(belagg: Evidence, handling: Handling) -> str:
    """The words of a belägg as one reads them: line-end hyphens mended, on one line."""
    tape = handling.clean.tape
    return one_line(tape.text[tape.from_source(belagg.start) : tape.from_source(belagg.slut)])
