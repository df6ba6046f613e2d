"""Yrkanden and reservationer: what single members move, and who dissents from a decision."""

import re
from collections.abc import Callable, Iterator

from nlp_arenden.pipeline.annotations import ForslagMark
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan

Found = tuple[TextSpan, ForslagMark]
Act = Callable[[str], tuple[str | None, str | None]]

_QUICK = re.compile(r"yrka|reserver|reservation", re.IGNORECASE)
# "bifall till planen och avslag på övriga yrkanden": each is a motion of its own.
_NEXT = re.compile(
    r",?\s(?:och|samt|men)?\s?(?:i\sandra\shand(?:\satt)?\s|(?=(?:avslag|bifall)\s(?:på|till)))|(?:\soch|\ssamt)\s(?=att\s)"
)
_RANKED = re.compile(r"^\s*i\s(?:första|andra)\shand\s")
_PERSON = re.compile(r"[A-ZÅÄÖÉ][\wåäöé.-]*(?:\s(?:von|af|de))?(?:\s[A-ZÅÄÖÉ][\wåäöé.-]*)+\s?\([^)]{1,12}\)")
_CHAIR = re.compile(r"^(?:vice\s)?ordföranden?\s", re.IGNORECASE)
_IN_BODY = re.compile(
    r"\b[Vv]id\sbehandling(?:en)?\sav\särendet\si\s(kommunstyrelsen|kommunfullmäktige|regionstyrelsen|\w*nämnden)"
)


class Movers:
    """Reads motions and dissent from running text.

    Args:
        rules: the rule file ``forslag`` (rules ``yrkande.``).
        act: tells akt and rule of an item.
    """

    def __init__(self, rules: Rulebook, act: Act) -> None:
        self._rules = rules
        self._act = act

    def read(self, text: str, body: TextSpan, organ: str | None) -> Iterator[Found]:
        """Every yrkande and every sentence of dissent in ``body``.

        Args:
            text: the clean text.
            body: where to read.
            organ: the body in which motions are moved, unless the text says another.
        """
        content = body.of(text)
        if not _QUICK.search(content):
            return
        for sentence in find_sentences(content):
            part = sentence.of(content)
            if told := _IN_BODY.search(part):
                organ = told[1]
            if _QUICK.search(part):
                start = body.start + sentence.start
                yield from self._moved(part, start, organ)
                yield from self._dissent(part, start, organ)

    def _moved(self, sentence: str, start: int, organ: str | None) -> Iterator[Found]:
        hit = self._rules.first(sentence, "yrkande.omvant", "yrkande.yrkar")
        if hit is None or self._rules.first(sentence, "inte."):
            return
        rule, m = hit
        movers = people(m.groupdict().get("vem") or m.groupdict().get("roll") or "")
        for piece in _pieces(m["vad"]):
            wanted = piece.of(m["vad"])
            known = self._rules.first(wanted, "yrkande.akt.")
            act, act_rule = (known[0].means, known[0].id) if known else self._act(wanted)
            if act is None and not wanted.startswith("att "):
                continue
            names = "+".join(filter(None, (rule.id, act_rule)))
            yield piece.shifted(start + m.start("vad")), ForslagMark(act or "annat", "yrkande", movers, organ, False, names)

    def _dissent(self, sentence: str, start: int, organ: str | None) -> Iterator[Found]:
        hit = self._rules.first(sentence, "yrkande.reserverar")
        if hit is None:
            return
        groups = {key: value for key, value in hit[1].groupdict().items() if value}
        who = people(groups.get("vem") or groups.get("av") or groups.get("mot") or "")
        mark = ForslagMark("annat", "reservation", who, organ, False, hit[0].id)
        yield TextSpan(start, start + len(sentence)), mark


def people(text: str) -> tuple[str, ...]:
    """The members named in "Eva Ek (S) och Bo By (båda M)", one by one; a role when no name is given.

    "(båda s)" and "(alla M)" count for every member named before it that has no party of its own.
    """
    named = [" ".join(m[0].split()) for m in _PERSON.finditer(text)]
    shared = re.search(r"\((?:båda|alla|samtliga)\s([^)]+)\)", text)
    if shared:
        whole = text[: shared.start()]
        bare = re.findall(r"[A-ZÅÄÖÉ][\wåäöé-]+(?:\s[A-ZÅÄÖÉ][\wåäöé-]+)+(?!\s?\()", whole)
        named = [f"{name} ({shared[1]})" for name in bare] + [name for name in named if shared[0] not in name]
    plain = [_CHAIR.sub("", name) for name in named]
    return tuple(dict.fromkeys(plain)) if plain else (text.strip()[:1].lower() + text.strip()[1:],) if text.strip() else ()


def _pieces(text: str) -> Iterator[TextSpan]:
    """The single motions in what somebody moves, without "i första hand"."""
    at = 0
    for m in _NEXT.finditer(text):
        if m.start() > at:
            yield _ranked(text, TextSpan(at, m.start()))
        at = m.end()
    if text[at:].strip(" ."):
        yield _ranked(text, TextSpan(at, len(text)))


def _ranked(text: str, span: TextSpan) -> TextSpan:
    m = _RANKED.match(span.of(text))
    return TextSpan(span.start + (m.end() if m else 0), span.end)
