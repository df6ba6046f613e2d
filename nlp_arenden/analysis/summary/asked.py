"""What an interpellation asks: its questions, told together."""

import re
from collections.abc import Iterator, Sequence

from nlp_arenden.analysis.summary.telling import Read, joined, told
from nlp_arenden.domain.card import Mening
from nlp_arenden.pipeline.annotations import MENINGAR, METADATA
from nlp_arenden.text.spans import TextSpan

_TYPES = frozenset({"interpellation", "interpellationssvar", "fraga", "enkel_fraga"})
_LONGEST = 80  # words
# "… vill jag ställa följande frågor: 1.", "Frågorna lyder:", "Jag vill därför fråga nämndens ordförande:"
_LEAD = re.compile(
    r"\b(?:(?:följande|dessa|två|tre|fyra|fem|nedanstående)\s(?:\S+\s)?fråg(?:a|or)|fråg(?:an|orna)\slyder"
    r"|vill\s(?:jag|vi)\s(?:\w+\s){0,3}fråga|(?:jag|vi)\s(?:vill\s)?(?:därför\s)?fråga[rs]?)\b",
    re.IGNORECASE,
)
_WITHIN_LEAD = re.compile(r":\s*(?=[A-ZÅÄÖ]\w)")
_BARE_NUMBER = re.compile(r"\s*:?\s*\d{1,2}[.)]?\s*$")


def asked(read: Sequence[Read]) -> list[Mening]:
    """One sentence with the questions of the first handling that asks, from its lead-in on; else nothing."""
    questions: list[Mening] = []
    for handling, doc in read:
        if not any(mark.kind == "dokumenttyp" and mark.value in _TYPES for _, mark in METADATA.read(doc)):
            continue
        text = handling.clean.text
        for span in _questions(text, [span for span, _ in MENINGAR.read(doc)]):
            mening = told(handling, span)
            words = sum(len(question.text.split()) for question in (*questions, mening))
            if questions and words > _LONGEST:
                break
            questions.append(mening)
        if len(questions) > 1:
            break
        questions.clear()
    return _together(questions)


def _questions(text: str, sentences: Sequence[TextSpan]) -> Iterator[TextSpan]:
    """The sentence that leads the questions in, then each that ends in a question mark until one does not."""
    for order, span in enumerate(sentences):
        lead = _LEAD.search(text, span.start, span.end)
        if not lead:
            continue
        found = list(_marked(text, sentences[order + 1 :]))
        first = _WITHIN_LEAD.search(text, lead.end(), span.end)
        if first and span.of(text).rstrip().endswith("?"):
            found.insert(0, TextSpan(first.end(), span.end))
            span = TextSpan(span.start, first.start() + 1)
        if found:
            number = _BARE_NUMBER.search(text, lead.end(), span.end)
            yield TextSpan(span.start, number.start()) if number else span
            yield from found
            return


def _marked(text: str, sentences: Sequence[TextSpan]) -> Iterator[TextSpan]:
    for span in sentences:
        if not span.of(text).rstrip().endswith("?"):
            return
        yield span


def _together(meningar: Sequence[Mening]) -> list[Mening]:
    if not meningar:
        return []
    whole, *rest = meningar
    for question in rest:
        whole = joined(whole, question, "" if whole.text.endswith("?") else ":")
    return [whole]
