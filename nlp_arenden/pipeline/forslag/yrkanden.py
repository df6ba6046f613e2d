"""Yrkanden and reservationer: what single members move, and who dissents from a decision."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from nlp_arenden.pipeline.annotations import ForslagMark
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.text.quick import may_hold
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan

Found = tuple[TextSpan, ForslagMark]
Act = Callable[[str], tuple[str | None, str | None]]
# Reads what dissenters propose instead: the clean text, where they speak, who they are, the body.
Speech = Callable[[str, TextSpan, tuple[str, ...], str | None], Iterator[Found]]

_QUICK = re.compile(r"yrka|reserver|reservation|instäm|som tillägg", re.IGNORECASE)
# "bifall till planen och avslag på övriga yrkanden": each is a motion of its own.
_NEXT = re.compile(
    r",?\s(?:och,\s[^,]{5,40},\s(?=att\s))|,?\s(?:och|samt|men)?\s?(?:i\s(?:andra|tredje)\shand\s|(?=(?:avslag|bifall)\s(?:på|till)))|(?:\soch|\ssamt)\s(?=att\s)"
)
_REASON = re.compile(r",\s(?:då|eftersom|enär)\s")  # why it is moved is no part of it
_RANKED = re.compile(r"^\s*i\s(?:första|andra|tredje)\shand\s")
_PERSON = re.compile(
    r"[A-ZÅÄÖÉ][\wåäöé.-]*(?:\s(?:von|af|de))?(?:\s[A-ZÅÄÖÉ][\wåäöé.-]*)+(?:\sm\.?\s?fl\.?)?\s?\([^)]{1,12}\)"
)
_PARTY = re.compile(r"(?:\sm\.?\s?fl\.?)?\s?\([^)]*\)$")
_CHAIR = re.compile(r"^(?:vice\s)?ordföranden?\s", re.IGNORECASE)
_IN_BODY = re.compile(
    r"\b[Vv]id\sbehandling(?:en)?\sav\särendet\si\s(kommunstyrelsen|kommunfullmäktige|regionstyrelsen|\w*nämnden)"
)
_GOES_ON = re.compile(r"(?:följande|anför)\s?[.:]?$|:$")  # the dissenters' own words come next


class Movers:
    """Reads motions and dissent from running text.

    Args:
        rules: the rule file ``forslag`` (rules ``yrkande.``).
        act: tells akt and rule of an item.
        speech: reads what dissenters propose in their own words.
    """

    def __init__(self, rules: Rulebook, act: Act, speech: Speech) -> None:
        self._rules = rules
        self._act = act
        self._speech = speech

    def read(self, text: str, body: TextSpan, organ: str | None) -> list[Found]:
        """Every yrkande and every dissent in ``body``; who joins a motion stands among its movers.

        Args:
            text: the clean text.
            body: where to read.
            organ: the body in which motions are moved, unless the text says another.
        """
        content = body.of(text)
        found: list[Found] = []
        if not may_hold(content, _QUICK):
            return found
        sentences = find_sentences(content)
        for i, sentence in enumerate(sentences):
            part = sentence.of(content)
            if told := _IN_BODY.search(part):
                organ = told[1]
            if may_hold(part, _QUICK):
                rest = TextSpan(body.start + sentence.end, body.start + _silent(content, sentences[i + 1 :]))
                found += self._moved(part, body.start + sentence.start, organ)
                found += self._dissent(text, sentence.shifted(body.start), rest, organ)
                found = self._joined(part, found)
        return found

    def _moved(self, sentence: str, start: int, organ: str | None) -> Iterator[Found]:
        hit = self._rules.first(sentence, "yrkande.omvant", "yrkande.yrkar")
        if hit is None or self._rules.first(sentence, "inte."):
            return
        rule, m = hit
        groups = m.groupdict()
        movers = people(" ".join(filter(None, (groups.get("vem") or groups.get("roll"), groups.get("med")))))
        movers = movers or ((groups["namn"],) if groups.get("namn") else ())
        for piece in _pieces(m["vad"]):
            wanted = piece.of(m["vad"])
            if reason := _REASON.search(wanted):
                wanted = wanted[: reason.start()]
                piece = TextSpan(piece.start, piece.start + len(wanted))
            act, act_rule = self._wanted(wanted)
            if act is None and not wanted.startswith("att "):
                continue
            names = "+".join(filter(None, (rule.id, act_rule)))
            yield (
                piece.shifted(start + m.start("vad")),
                ForslagMark(act or "annat", "yrkande", movers, organ, False, names),
            )

    def _wanted(self, text: str) -> tuple[str | None, str | None]:
        """The akt of what is moved, and the rule that tells it."""
        known = self._rules.first(text, "yrkande.akt.")
        return (known[0].means, known[0].id) if known else self._act(text)

    def _dissent(self, text: str, sentence: TextSpan, rest: TextSpan, organ: str | None) -> Iterator[Found]:
        hit = self._rules.first(sentence.of(text), "yrkande.reserverar")
        if hit is None:
            return
        groups = {key: value for key, value in hit[1].groupdict().items() if value}
        who = people(groups.get("vem") or groups.get("av") or groups.get("mot") or "")
        own = list(self._speech(text, rest, who, organ)) if _GOES_ON.search(sentence.of(text)) else []
        if own:
            yield from own
            return
        favoured = self._rules.first(sentence.of(text), "yrkande.till_forman")
        act = self._wanted(favoured[1]["vad"])[0] if favoured else None
        if favoured and favoured[1]["vad"].startswith("att "):
            sentence = TextSpan(sentence.start + favoured[1].start("vad"), sentence.end)
        yield sentence, ForslagMark(act or "annat", "reservation", who, organ, False, hit[0].id)

    def _joined(self, sentence: str, found: list[Found]) -> list[Found]:
        """The motions with those who say that they join them."""
        hit = self._rules.first(sentence, "yrkande.instammer")
        moved = [mark.fran for _, mark in found if mark.art == "yrkande"]
        if hit is None or not moved:
            return found
        more, whose = people(hit[1]["vem"]), hit[1]["annan"] or _PARTY.sub("", moved[-1][0] if moved[-1] else "")
        return [
            (span, replace(mark, fran=tuple(dict.fromkeys((*mark.fran, *more)))))
            if mark.art == "yrkande" and any(_PARTY.sub("", name) == whose for name in mark.fran)
            else (span, mark)
            for span, mark in found
        ]


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
    return (
        tuple(dict.fromkeys(plain)) if plain else (text.strip()[:1].lower() + text.strip()[1:],) if text.strip() else ()
    )


def _silent(content: str, later: list[TextSpan]) -> int:
    """Where the words of a dissenter end: before the next one takes the word."""
    return next(
        (s.start for s in later if re.search(r"\breserver|^reservation\b", s.of(content), re.IGNORECASE)), len(content)
    )


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
