"""How one thing on the card is said in Swedish: a sum, a place, a chain of proposers, a probability."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nlp_arenden.domain.card import Evidence, Forslag, HandlingInfo, Kostnad, Tema
from nlp_arenden.domain.handling import Handling
from nlp_arenden.export import labels

NBSP = "\N{NO-BREAK SPACE}"
SEPARATOR = " · "
SURENESS = ((0.9, "mycket troligt"), (0.7, "troligt"), (0.5, "ganska troligt"), (0.0, "möjligt"))
DENIALS = ("ingen_kostnad", "inget_kostnadsatagande", "ofinansierad")  # the class says no by itself
SHORTEST = 4  # letters of a word that is known by them: "anta", "utse"
EMPTY = ("eller", "till")
LIST_NUMBER = re.compile(r"^\d{1,2}[.)]\s(?=[A-ZÅÄÖ])")


def one_line(text: str) -> str:
    """The text on one line: white space single, control and direction characters out."""
    words = " ".join(text.split())
    return "".join(char for char in words if unicodedata.category(char) not in ("Cc", "Cf") or char in "\u00ad\u200d")


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


def cost_head(kostnad: Kostnad, known: str = "") -> tuple[str, ...]:
    """What a cost statement is: class and sum, then funding, certainty, negation and speaker.

    Args:
        kostnad: the statement.
        known: the speaker of all statements, who is not named again.
    """
    amount = sum_phrase(kostnad)
    name = "Kostnad" if amount and kostnad.klass == "kostnad_med_belopp" else labels.KOSTNADSKLASS[kostnad.klass]
    facts = [f"{name} {amount}" if amount else name]
    if not amount and kostnad.period:
        facts.append(labels.PERIOD[kostnad.period])
    if kostnad.finansiering and kostnad.finansiering != kostnad.klass:
        facts.append(labels.FINANSIERING[kostnad.finansiering])
    if kostnad.modalitet != "faktisk":
        facts.append(labels.MODALITET[kostnad.modalitet])
    if kostnad.negerad and kostnad.klass not in DENIALS:
        facts.append("nekas i texten")
    if kostnad.talare and one_line(kostnad.talare) != known:
        facts.append(f"enligt {one_line(kostnad.talare)}")
    return tuple(facts)


_NOBODY = "Utan namn,"  # the text does not tell who moves it


def chain_of(forslag: Forslag) -> str:
    """Who proposes to whom, ``kontoret → nämnden → fullmäktige``, or who moves it together and where.

    Empty when nobody is told. A body in which something is moved is never told as its mover.
    """
    names = [one_line(name) for name in forslag.fran]
    organ = one_line(forslag.beslutsorgan or "")
    if forslag.art in ("yrkande", "reservation"):
        return f"{listed(names) or _NOBODY} i {organ}" if organ else listed(names)
    return " → ".join([*names, *([organ] if organ and organ not in names else [])])


def listed(names: Sequence[str]) -> str:
    """Names as Swedish lists them: ``A, B och C``."""
    return " och ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def proposal_facts(forslag: Forslag) -> tuple[str, ...]:
    """The act, where the words of the proposal do not say it themselves, and whether it is conditional."""
    act, said = labels.AKT[forslag.akt], forslag.text.casefold()
    silent = forslag.akt != "annat" and not any(stem in said for stem in _stems(act))
    return (*([f"åtgärd: {act}"] if silent else []), *(["villkorat"] if forslag.villkorad else []))


def _stems(act: str) -> Iterator[str]:
    """Of each word that means something, the letters that stay whatever its ending."""
    for word in act.split():
        if len(word) >= SHORTEST and word not in EMPTY:
            yield word[: min(max(len(word) - 1, SHORTEST), SHORTEST + 1)]


def sureness(probability: float) -> str:
    """A probability in words and per cent. 0.93 gives ``mycket troligt (93 %)``."""
    word = next(word for limit, word in SURENESS if probability >= limit)
    return f"{word} ({per_cent(probability)})"


def per_cent(probability: float) -> str:
    """A probability as whole per cent, never 0 or 100: a model is not certain."""
    return f"{min(max(round(probability * 100), 1), 99)}{NBSP}%"


def theme_facts(tema: Tema) -> tuple[str, ...]:
    """Whether the theme is the main one, whether somebody should look at it, and how sure it is."""
    marks = [word for word, holds in (("huvudtema", tema.primart), ("osäkert", tema.osaker)) if holds]
    return (*marks, sureness(tema.sannolikhet))


def place(belagg: Evidence, alone: bool = False) -> str:
    """Where it was read, short: ``h1 s. 2, 154–187`` (half-open code points in the source text).

    The handling is left out when it is ``alone`` on the card.
    """
    page = f"s.{NBSP}{belagg.sida}" if belagg.sida is not None else ""
    where = NBSP.join(filter(None, ("" if alone else belagg.handling, page)))
    return f"{where}{f',{NBSP}' if where else ''}{belagg.start}–{belagg.slut}"


def places(each: Sequence[str], most: int = 2) -> str:
    """Places in one pair of brackets, ``most`` of them written out; empty when there are none."""
    more = len(each) - most
    tail = [f"och{NBSP}{more}{NBSP}till"] if more > 0 else []
    return f"[{f';{NBSP}'.join([*each[:most], *tail])}]" if each else ""


def key_to(example: str) -> str:
    """How to read the places, said with one of them."""
    return f"[{example}] är tecken i källtexten, som ”arenden text FIL” skriver ut."


def handling_line(info: HandlingInfo, alone: bool = False) -> str:
    """One document in a line: id, file name, type, size, and whether it was read by OCR.

    Args:
        info: the document.
        alone: it is the only one, and the card says its type and date elsewhere.
    """
    facts = [] if alone else [labels.dokumenttyp_etikett(info.dokumenttyp), *([info.datum] if info.datum else [])]
    facts += [f"{grouped(info.sidor)} {'sida' if info.sidor == 1 else 'sidor'}"] if info.sidor else []
    facts += [f"{grouped(info.tecken)} tecken", *(["läst med OCR"] if info.ocr else [])]
    return f"{'' if alone else f'{info.id} '}{one_line(info.filnamn)} ({', '.join(facts)})"


def shortened(text: str, most: int = 160) -> str:
    """The text, or its first whole words and an ellipsis, in at most ``most`` characters."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rpartition(' ')[0] or text[: most - 2]}{NBSP}…"


def unnumbered(text: str) -> str:
    """The text on one line without the number of a list point before it."""
    return LIST_NUMBER.sub("", one_line(text), 1)


def capital(text: str) -> str:
    """The text as it looks first on a line: ``äldrenämnden`` is ``Äldrenämnden``."""
    return text[:1].upper() + text[1:]


def reading(belagg: Evidence, handling: Handling) -> str:
    """The words of a belägg as one reads them: line-end hyphens mended, on one line."""
    tape = handling.clean.tape
    return one_line(tape.text[tape.from_source(belagg.start) : tape.from_source(belagg.slut)])
