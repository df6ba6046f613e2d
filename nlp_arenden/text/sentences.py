"""Sentences of clean text.

Swedish official prose is split at a stop followed by a capital or a digit, except after abbreviations,
initials, ordinals and list numbers. Block ends always end a sentence.
"""

import re

from nlp_arenden.text.cleaning import BLOCK_END
from nlp_arenden.text.spans import TextSpan

# Abbreviations that are followed by a name, a number or more of the sentence.
_GO_ON = (
    "adj anm bl bl.a ca c:a dir div dnr dvs ev ex exkl f.d fr.o.m fr f.ö förf gr handl inkl inst jfr jmf kl"
    " kv lagr m.a.o milj motsv obs omkr ordf p.g.a prof prop resp s.k sek sekr skr stf sv t.ex t.o.m tel tfn"
    " u.a utg v.ordf äv ä.n övr"
)
# These may end a sentence as well, some because they are words: a capital after them starts a new one.
_MAY_END = "art bil d.v.s e.d f.n kap kr kvm m.fl m.m max mdkr min mkr mnkr mom nr o.d par res sid st tab tkr vol"
_ENDING = frozenset(_MAY_END.split())
_ABBREVIATIONS = frozenset(_GO_ON.split()) | _ENDING

_STOP = re.compile(r"(?P<stop>[.!?…])(?P<close>[”\"’»)\]]*)(?P<gap>[ \t]+)(?=[\"”’»(\[–•-]*\s?[A-ZÅÄÖÉÜ0-9§])")
_LAST_TOKEN = re.compile(r"[\w.:&/-]+$")


def find_sentences(text: str) -> list[TextSpan]:
    """The spans of the sentences of ``text``, in order, without outer blanks; headings are sentences too."""
    spans: list[TextSpan] = []
    at = 0
    for block in text.split(BLOCK_END):
        start = at
        for m in _STOP.finditer(block):
            if _ends(block, start - at, m):
                spans.append(TextSpan(start, at + m.start("gap")))
                start = at + m.end()
        if start < at + len(block):
            spans.append(TextSpan(start, at + len(block)))
        at += len(block) + 1
    return [stripped for span in spans if (stripped := _stripped(text, span))]


def _ends(block: str, start: int, m: re.Match[str]) -> bool:
    if m["stop"] != ".":
        return True
    token = _LAST_TOKEN.search(block, max(start, m.start() - 40), m.start())
    if token is None:
        return True
    word = token[0].lower()
    if m.end() < len(block) and block[m.end()].isdigit() and word in _ABBREVIATIONS:
        return False
    if word in _ABBREVIATIONS:
        return word in _ENDING and block[m.end() : m.end() + 1] != "("
    if len(word) == 1 and word.isalpha():
        return False  # an initial, or an abbreviation written with spaces: "A. Ek", "bl. a. Norden"
    # A list number ("2. Planen antas") stands at the start of its sentence.
    return not (word.isdigit() and len(word) <= 2 and token.start() <= start + 1)


def _stripped(text: str, span: TextSpan) -> TextSpan | None:
    body = text[span.start : span.end]
    left = len(body) - len(body.lstrip())
    return TextSpan(span.start + left, span.start + len(body.rstrip())) if body.strip() else None
