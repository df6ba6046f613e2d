"""Reads the sentences of one handling in order: who was asked, who answers, and what they think."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from nlp_arenden.pipeline.annotations import ANSWER_ROLE, MINUTES, InstansMark, Place
from nlp_arenden.pipeline.remissinstanser.asked import BRACKETED, Asked
from nlp_arenden.pipeline.remissinstanser.bodies import Body, BodyFinder, points_back
from nlp_arenden.pipeline.remissinstanser.stances import RESERVED, YES, StanceReader
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.text.quick import may_hold
from nlp_arenden.text.spans import TextSpan

_OTHERS = frozenset({"forslag", "beslut"})
_LIST_GROUPS = ("vilka", "lista", "krets", "haft")
# Rules that speak of some types of bodies only.
_ONLY = {"roll.radsorgan": frozenset({"rad", "facklig"}), "roll.information": frozenset({"facklig"})}
_ASKED_ONLY = frozenset(
    {"roll.remiss_till", "roll.yttrande_fran", "roll.tillfalle"}
)  # lists of bodies and nothing else
_HEARD = frozenset({"roll.yttrande_fran", "roll.har_yttrat", "roll.inget_svar"})  # a råd is asked only in a remiss
_ROLE_OF_TYPE = {"rad": "radsorgan", "facklig": "samverkan"}
# Who is taken to have been asked when the text only tells what it thinks: under the heading Beredning, or
# elsewhere in the words of a remiss ("inget att erinra"; "tillstyrker" is said of proposals on their way too).
_ASKED_IN_BEREDNING = frozenset({"region", "kommun", "forening", "rad", "facklig", "universitet", "kollektiv"})
_ASKED = frozenset(
    {"namnd", "stadsdelsnamnd", "styrelse", "kommunalt_bolag", "kommunalforbund", "lansstyrelse", "myndighet"}
)
_REMISS_WORDS = re.compile(r"avstyrk|erinr|yttr|avst|invänd|svar", re.IGNORECASE)
_AGREES = re.compile(r"instäm|delar", re.IGNORECASE)
_QUICK = re.compile(
    r"remi|yttr|samråd|samverk|beret|utarbet|tagi|fram|svar|erinra|invänd|styrk|positiv|synpunkt|avst|mbl|dialog|delar"
    r"|medverk|inkommit|representant|förslag från"
    r"|välkom|instäm|bakom|råd|kritisk|tveksam|negativ|förord|bifall|konstater|besvarad|motsätt|stöd|hänvisar|redogör"
    r"|nej|säger|godta|emot|avhör|besked|påminner|accept|stött|är för|stora risker"
    r"|skicka|sänd|sänt|utsän|cirkuler|tillställ"
    r"|frågande|dock|emellertid|samtidigt|möten|samtal|diskus|förhandl|information|hört|kp[rf]|khr|antas|godkänns",
    re.IGNORECASE,
)
_IN_GROUP = re.compile(r"\si\s(?:den\s)?")
Found = tuple[TextSpan, InstansMark]


@dataclass
class _Passage:
    """Sentences in a row that tell what the same bodies think."""

    bodies: list[Body] = field(default_factory=list)
    said: list[tuple[TextSpan, str]] = field(default_factory=list)
    signals: set[str] = field(default_factory=set)


class Reader:
    """Reads the sentences of one handling in order."""

    def __init__(self, rules: Rulebook, finder: BodyFinder, own: frozenset[str], asked: Asked) -> None:
        self._rules = rules
        self._finder = finder
        self._stances = StanceReader(rules)
        self._own = own
        self._passage = _Passage()
        self._asked = asked
        self._answering: list[Body] = []
        self._quoted = False  # the answer is led in as the body's own words
        self._place: Place | None = None

    def read(self, span: TextSpan, sentence: str, place: Place, new_block: bool) -> Iterator[Found]:
        """The mentions of a sentence, and of what was read before it when that is over."""
        answer = place.roll == ANSWER_ROLE
        if place != self._place or (new_block and not answer and not points_back(sentence)):
            yield from self.close()
        self._place = place
        if BRACKETED.search(sentence):
            self._asked.learn(sentence, self._finder.find(sentence))
        bodies = self._answers(sentence, place)
        if bodies is not None:
            yield from self.close()
            self._answering = bodies
            self._quoted = self._rules.first(sentence, "svar.") is not None
            if self._quoted:
                for body in bodies:
                    yield body.span.shifted(span.start), _mark(body, "remissinstans", "svar.inledning")
            return
        if not (may_hold(sentence, _QUICK) and _QUICK.search(sentence)):
            return
        if not answer and not self._rules.first(sentence, "inte."):
            for part, mark in self._roles(sentence):
                yield part.shifted(span.start), mark
        yield from self._thinks(span, sentence, place)

    def row(self, span: TextSpan, sentence: str) -> Found | None:
        """What the row of a table of answers tells: who was asked, in one cell, and its decision in the next."""
        table = self._rules.first(sentence, "tabell.")
        before = sentence[: table[1].start()].rstrip() if table else ""
        cell = before.rpartition("\t")[2]
        body = self._asked.in_row(cell) if cell.strip() else None
        if table is None or body is None:
            return None
        name = TextSpan(len(before) - len(cell) + body.span.start, table[1].end())
        return name.shifted(span.start), InstansMark(body.namn, body.typ, None, table[0].means, table[0].id)

    def close(self) -> Iterator[Found]:
        """What the bodies of the passage think, told by each sentence that says something of it."""
        passage, self._passage = self._passage, _Passage()
        stance = self._stances.weigh(passage.signals)
        if stance is None:
            return
        for span, rule in passage.said:
            for body in passage.bodies:
                yield span, InstansMark(body.namn, body.typ, None, stance, rule)

    def _answers(self, sentence: str, place: Place) -> list[Body] | None:
        """The body whose full answer begins here: its name on a line of its own, or a sentence about it."""
        lead = self._rules.first(sentence, "svar.")
        if lead:
            bodies = [b for b in self._finder.find(lead[1]["vem"] + " ")[:1] if b.span.start == 0]
            officials = bodies and bodies[0].typ == "forvaltning" and self._answering and place.roll == ANSWER_ROLE
            return (self._answering if officials else bodies) or None
        if place.roll == ANSWER_ROLE and len(sentence) < 80:
            bodies = self._find(sentence)
            if len(bodies) == 1 and bodies[0].span == (0, len(sentence.rstrip(" .:"))):
                return bodies
        return None

    def _roles(self, sentence: str) -> Iterator[Found]:
        for rule, m in self._rules.all(sentence, "roll."):
            groups = m.groupdict()
            if groups.get("vem"):
                subject = _subject(groups["vem"])
                listed = self._finder.listed(subject, opens=True, whole=rule.id in _ASKED_ONLY)
                for body in listed or [b for b in self._asked.find(subject, []) if b.span.start == 0]:
                    body = self._remembered(body, groups["vem"], rule.id)
                    yield from self._role(body, m.start("vem"), rule.means, rule.id)
            for name in _LIST_GROUPS:
                if groups.get(name):
                    yield from self._listed(groups[name], m.start(name), rule.means, rule.id)

    def _listed(self, text: str, start: int, role: str, rule: str) -> Iterator[Found]:
        """The bodies of a list; after "i samråd med" inside it the role changes."""
        change = self._rules.first(text, "byte.") if role == "berett" else None
        turn = change[1].start() if change else len(text)
        for body in self._unions(text, self._finder.listed(text, whole=rule in _ASKED_ONLY)):
            body = self._remembered(body, text, rule)
            yield from self._role(body, start, role if body.span.start < turn else "samrad", rule)

    def _unions(self, text: str, bodies: Sequence[Body]) -> Iterator[Body]:
        """The bodies, with "fackliga organisationer i samverkansgruppen, CSG," told as the one group it is."""
        last: Body | None = None
        for body in bodies:
            between = text[last.span.end : body.span.start] if last else ""
            if last and last.typ == body.typ == "facklig" and body.namn.isupper() and between in (", ", " ("):
                continue  # its abbreviation
            if body.typ == "facklig" and (inside := _IN_GROUP.match(text, body.span.end)):
                group = next(iter(self._finder.find(text[inside.end() :])), None)
                if group and group.typ == "facklig" and group.span.start == 0:
                    body = Body(group.span.shifted(inside.end()), group.namn, group.typ)
            last = body
            yield body

    def _remembered(self, body: Body, text: str, rule: str) -> Body:
        """The body under the name by which it was asked; one that is asked here is remembered."""
        if rule in _ASKED_ONLY:
            self._asked.add(body, text)
            return body
        same = [other for other in self._asked.find(body.span.of(text), [])[:1] if other.span.start == 0]
        return Body(body.span, same[0].namn, same[0].typ) if same else body

    def _role(self, body: Body, start: int, role: str, rule: str) -> Iterator[Found]:
        if body.typ == "kommun" and body.namn.lower().startswith(tuple(self._own)):
            return
        if role == "samverkan" and body.typ == "okand":
            return
        if rule in _ONLY and body.typ not in _ONLY[rule]:
            return
        if rule in _HEARD and body.typ == "rad":
            role = "radsorgan"
        if body.typ == "facklig" and role in ("samrad", "berett", "radsorgan"):
            role = "samverkan"
        stance = "svar_uteblivet" if rule == "roll.inget_svar" else None
        yield body.span.shifted(start), InstansMark(body.namn, body.typ, role, stance, rule)

    def _thinks(self, span: TextSpan, sentence: str, place: Place) -> Iterator[Found]:
        answer = place.roll == ANSWER_ROLE
        said = self._stances.read(sentence)
        if answer and place.kind == "forslag":
            return
        if answer and self._stances.weigh(self._passage.signals) not in (None, "neutral"):
            return  # a full answer says first what it thinks; what follows weighs for and against
        if answer and said and _AGREES.match(said.words):
            return  # a full answer often agrees with the aim before it rejects the proposal
        subject = self._subject(sentence, said.start, said.end) if said else []
        if said and subject:
            if subject != self._passage.bodies:
                yield from self.close()
                self._passage.bodies = subject
            if not answer and place.kind not in _OTHERS:
                yield from self._understood(span, subject, place, said.words)
        elif answer or (place.organ and place.kind == "beredning"):
            self._passage.bodies = self._speakers(sentence, place)
        elif not any(points_back(sentence, body.typ) for body in self._passage.bodies):
            self._start(sentence)
            return
        if said and self._passage.bodies and (said.signals != {RESERVED} or self._passage.signals & YES):
            self._passage.said.append((span, said.rule))
            self._passage.signals |= said.signals

    def _find(self, sentence: str) -> list[Body]:
        """The bodies that a sentence names, also by a short name given to one that was asked."""
        return self._asked.find(sentence, self._finder.find(sentence))

    def _start(self, sentence: str) -> None:
        """A sentence about another body, without a stance: what follows can point back to it."""
        bodies = self._find(sentence)[:1]
        if bodies and bodies[0].span.start == 0 and not self._passage.said:
            self._passage.bodies = bodies

    def _subject(self, sentence: str, start: int, end: int) -> list[Body]:
        """The bodies that say what begins at ``start``: before it, or just after it ("tillstyrks av …")."""
        bodies = self._find(sentence)
        before = [body for body in bodies if body.span.end <= start]
        if before:
            return _coordinated(sentence, before) if _leads(sentence, before[0]) else []
        after = [b for b in bodies if re.fullmatch(r"\s(?:av\s)?(?:även\s)?", sentence[end : b.span.start])]
        return _coordinated(sentence, bodies[bodies.index(after[0]) :]) if after else []

    def _understood(self, span: TextSpan, subject: list[Body], place: Place, words: str) -> Iterator[Found]:
        for body in subject:
            inside = place.kind == "beredning" and body.typ in _ASKED | _ASKED_IN_BEREDNING
            firm = body.typ == "kommunalt_bolag" and words.startswith("tillstyrk")  # a parent that has had its say
            if inside or firm or (body.typ in _ASKED and _REMISS_WORDS.search(words)):
                role = _ROLE_OF_TYPE.get(body.typ, "remissinstans")
                yield body.span.shifted(span.start), _mark(body, role, "hallning.instans")

    def _speakers(self, sentence: str, place: Place) -> list[Body]:
        """Whose section or answer this is. What officials write counts only when quoted as the answer."""
        name = place.organ or place.talare
        named = self._finder.find(name[0].upper() + name[1:])[:1] if name else []
        if place.typ in MINUTES and place.kind == "beslut":
            return named  # "1. tillstyrker motionen": what the body decides, without a subject
        bodies = self._passage.bodies or self._answering or named
        if place.roll != ANSWER_ROLE or (self._quoted and bodies == self._answering):
            return bodies
        return [body for body in bodies if points_back(sentence, body.typ)]


def _mark(body: Body, role: str, rule: str) -> InstansMark:
    return InstansMark(body.namn, body.typ, role, None, rule)


def _subject(text: str) -> str:
    """A subject without "även" and the like before it."""
    return re.sub(r"^(?:även|också|dessutom)\s", lambda m: " " * len(m[0]), text, flags=re.IGNORECASE)


def _leads(sentence: str, body: Body) -> bool:
    """True when the body can be the subject: no other clause begins before it, and little stands there."""
    before = sentence[: body.span.start]
    return len(before) <= 80 and not re.search(r"\b(?:att|som|om|när)\b", before)


def _coordinated(sentence: str, bodies: list[Body]) -> list[Body]:
    """The first body and those joined to it by commas, "och" or "samt"."""
    joined = [bodies[0]]
    for body in bodies[1:]:
        between = sentence[joined[-1].span.end : body.span.start]
        if not re.fullmatch(r",?\s*(?:och|samt|,|liksom)?\s*", between):
            break
        joined.append(body)
    return joined
