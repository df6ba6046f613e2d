"""Proposals, decisions, yrkanden and reservationer: who wants what decided, and by whom.

Reads: delar, avsnitt, uppgifter. Writes: forslag.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest

from spacy.tokens import Doc

from nlp_arenden.pipeline.annotations import (
    DECIDED,
    FORSLAG,
    METADATA,
    OWN_ROLES,
    PARTS,
    SECTIONS,
    ForslagMark,
    NamedMark,
    Part,
    Section,
    text_of,
)
from nlp_arenden.pipeline.forslag.acts import Acts
from nlp_arenden.pipeline.forslag.lead_ins import Context, LeadIns, same_body
from nlp_arenden.pipeline.forslag.points import MOVED_BY, Points, numbered
from nlp_arenden.pipeline.forslag.yrkanden import Movers
from nlp_arenden.pipeline.rules import Rule, Rulebook
from nlp_arenden.pipeline.structure.enclosed import plain
from nlp_arenden.pipeline.structure.items import is_marked, opens_with_att
from nlp_arenden.text.cleaning import BLOCK_END
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan

_HEADED = frozenset({"forslag", "beslut"})
_MOVED_IN = frozenset({"huvud", "yrkande", "bedomning"})  # where a yrkande without headings moves something
_APART = frozenset({"expediering", "underlag", "uttalande", "beredning", "overklagande", "procedur"})
_FOR_KNOWLEDGE = re.compile(
    r"\b(?:följande anmälningar|anmälningar för kännedom|tagit del av följande)\b", re.IGNORECASE
)
_UNNAMED = frozenset({"nämnden", "styrelsen"})  # a motion moved in "nämnden" is not moved in fullmäktige
# Bodies whose dissent is the ärende's own wherever it stands.
_LEADING = re.compile(r"^(?:kommunstyrelsen|kommunfullmäktige|borgarrådsberedningen|region(?:styrelsen|fullmäktige))$")
PARAGRAPH = re.compile(
    r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,4}\s)?§|\d{1,3}\s[A-ZÅÄÖ]{2,5}\s\d"
)  # the heading of an ärende in minutes
_PARTY = re.compile(r"\s?\([^)\d]{1,12}\)")
_BULLETS = "•·▪◦\uf0b7–-"
# Lead-ins with which dissenters tell what they propose instead.
_SPEECH = ("inledning.tre_led", "inledning.foreslar", "inledning.motion", "oppen.undertecknad")

Found = tuple[TextSpan, ForslagMark]


def make_forslag(rules: Rulebook) -> Callable[[Doc], Doc]:
    """The component that writes the layer ``forslag``."""
    reader = _Reader(rules)

    def component(doc: Doc) -> Doc:
        parts = [part for _, part in PARTS.read(doc)]
        text = text_of(doc)
        facts = {mark.kind: mark.value for _, mark in reversed(METADATA.read(doc))}
        movers = tuple(
            dict.fromkeys(_with_party(text, *row) for row in METADATA.read(doc) if "motionär" in row[1].extra)
        )
        found: list[Found] = []
        for paragraph in _paragraphs(SECTIONS.read(doc)):
            items: list[Found] = []
            told = not any(section.kind == "beslut" for _, section in paragraph)
            for span, section in paragraph:
                items += reader.read(text, span, section, parts[section.part], facts, movers, told)
            found += reader.carried(text[paragraph[0][0].start : paragraph[-1][0].end], items)
        FORSLAG.write(doc, found)
        return doc

    return component


class _Reader:
    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules
        self._bodies = rules.compiled("ORGAN")
        self._leads = LeadIns(rules)
        self._acts = Acts(rules)
        self._points = Points(rules, self._acts, self._leads)
        self._movers = Movers(rules, self._acts.of, self._speech)

    def read(
        self,
        text: str,
        span: TextSpan,
        section: Section,
        part: Part,
        facts: dict[str, str],
        motioners: tuple[str, ...] = (),
        told: bool = False,
    ) -> Iterator[Found]:
        """The items of one section; which kinds of item it may hold depends on its kind and its document."""
        body = TextSpan(max(span.start, section.body), span.end)
        title = text[span.start : body.start].rstrip(" :\t" + BLOCK_END)
        heading = (span.start, span.start + len(title)) if title else None
        typ, organ = facts.get("dokumenttyp", "ovrig"), facts.get("organ")
        if part.roll in ("yrkande", "reservation"):
            elsewhere = section.till in _UNNAMED and organ not in (None, section.till)
            speakers = tuple(re.split(r",\s|\soch\s", part.talare)) if part.talare else ()
            if section.kind in _HEADED and not elsewhere:
                opening = Context(part.roll, speakers, section.till, "rubrik.forslag", heading)
                yield from self._region(text, body, opening, headed=True)
            elif not elsewhere and section.kind in _MOVED_IN:
                yield from self._region(text, body, Context(part.roll, speakers, section.till or organ), headed=False)
        elif part.roll not in OWN_ROLES or section.kind == "uttalande":
            return
        elif section.kind in _HEADED:
            opening = replace(self._opening(section, part, typ, facts), inledning=heading)
            if typ in MOVED_BY:
                opening = replace(opening, art=MOVED_BY[typ], fran=motioners or opening.fran)
            yield from self._region(text, body, opening, headed=True)
        elif section.kind == "reservation" and typ != "reservation":
            if section.organ and section.organ != organ and not _LEADING.search(section.organ):
                return  # dissent in a body that was heard
            organ = section.organ or organ
        elif section.kind not in _APART:
            opening = Context("beslut" if typ in DECIDED else "forslag", organ=organ)
            if typ in MOVED_BY:
                opening = Context(MOVED_BY[typ], motioners, "kommunfullmäktige" if typ == "motion" else organ)
            yield from self._region(text, body, opening, headed=False, told=told and typ in DECIDED)
        yield from self._movers.read(text, body, organ)

    def _opening(self, section: Section, part: Part, typ: str, facts: dict[str, str]) -> Context:
        """What the heading says before any lead-in has been read."""
        organ = facts.get("organ")
        if section.kind == "beslut":
            art = "beslut" if typ in DECIDED else "forslag"
            if same_body(section.organ, organ):
                return Context(art, (str(section.organ),), organ, "rubrik.beslut")
            return Context(art, (), section.organ or organ, "rubrik.beslut")
        proposer = section.organ or part.talare or (facts.get("avsandare") if part.roll == "yttre" else None)
        # "utskottets förslag till kommunstyrelsen för beslut i kommunfullmäktige": all but the last propose.
        addressed = [plain(m[0]) for m in self._bodies.finditer(section.heading.partition(" till ")[2])]
        receiver = section.till or organ
        if proposer == receiver:
            receiver = None
        between = tuple(addressed[:-1]) if receiver in addressed[1:] else ()
        return Context("forslag", ((proposer,) if proposer else ()) + between, receiver, "rubrik.forslag")

    def _speech(self, text: str, rest: TextSpan, who: tuple[str, ...], organ: str | None) -> Iterator[Found]:
        """What dissenters propose instead, in their own words: the first proposal and the list that follows it."""
        context: Context | None = None
        for block in _blocks(text, rest):
            if context is not None:
                if not (is_marked(block.of(text)) or opens_with_att(block.of(text))):
                    return
                yield from self._points.read(text, block, context)
                continue
            for sentence in find_sentences(block.of(text)):
                part = sentence.of(block.of(text))
                if lead := self._rules.first(part, *_SPEECH):
                    led = self._leads.context(lead[0], lead[1], Context("reservation", who, organ))
                    context, begins = replace(led, fran=who), lead[1].end()
                elif own := self._rules.first(part, "yrkande.eget"):
                    context, begins = Context("reservation", who, organ, own[0].id), own[1].start("vad")
                else:
                    continue
                start = block.start + sentence.start
                told = TextSpan(start + begins, start + len(part))
                if told.of(text).strip(" .:"):
                    yield from self._points.read(text, told, context, first=True)
                break

    def carried(self, paragraph: str, items: list[Found]) -> Iterator[Found]:
        """The items of one ärende; a decision "enligt utskottets förslag" had the utskott propose it."""
        hit = self._rules.first(paragraph, "kedja.finner") if any(m.art == "beslut" for _, m in items) else None
        for span, mark in items:
            if (
                hit
                and mark.regel.startswith(("rubrik.beslut", "inledning.beslutar"))
                and mark.art in ("forslag", "beslut")
            ):
                mark = replace(mark, fran=tuple(dict.fromkeys((plain(hit[1]["fran"]), *mark.fran))))
            yield span, mark

    def _region(self, text: str, body: TextSpan, opening: Context, headed: bool, told: bool = False) -> list[Found]:
        """Items in the blocks of ``body``; without a heading above only after a lead-in that announces them.

        ``told``: minutes that tell what was decided in running text.
        """
        found: list[Found] = []
        context, listing, waiting, seen = opening, headed, headed, False
        beside = False  # the block before, below a heading, is an item
        blocks = list(_blocks(text, body))
        for block, following in zip_longest(blocks, blocks[1:]):
            opens = following is not None and opens_with_att(following.of(text))
            leads = [
                (rule, span, m)
                for rule, span, m in self._leads.find(block.of(text), headed, told, opens)
                if _leads_in(rule, m, opening)
                and not (is_marked(block.of(text)) and block.of(text)[span.end :].strip(" .:"))
            ]
            before = TextSpan(block.start, block.start + (leads[0][1].start if leads else len(block.of(text))))
            if _FOR_KNOWLEDGE.search(block.of(text)):
                listing = waiting = False  # what follows is reported, not decided
            if found and _continues(text, found[-1][0], block):
                found[-1] = (TextSpan(found[-1][0].start, block.end), found[-1][1])
                continue
            if listing and before.of(text).strip():
                items = list(self._points.read(text, before, context, first=waiting, beside=beside))
                found += items
                context = context if context.organ or not items else replace(context, organ=items[-1][1].beslutsorgan)
                # Prose with no mark and no act ends the list, so that what follows it is not read as decided.
                prose = not items and len(find_sentences(before.of(text))) > 1
                listing = bool(items) or (headed and not (seen and prose))
                waiting = waiting and not items
                seen = seen or bool(items)
            beside = headed and bool(found) and found[-1][0].end > block.start
            for i, (rule, span, m) in enumerate(leads):
                place = span.shifted(block.start)
                context = replace(self._leads.context(rule, m, opening), inledning=(place.start, place.end))
                end = leads[i + 1][1].start + block.start if i + 1 < len(leads) else block.end
                tail = TextSpan(place.end, end)
                waiting = not tail.of(text).strip(" .:\t0123456789")
                listing = True
                if not waiting:
                    items = list(self._points.read(text, tail, context, first=True))
                    found += items
                    seen = seen or bool(items)
                    listing = headed or is_marked(tail.of(text))
        return self._points.told_once(text, found)


def _paragraphs(sections: list[tuple[TextSpan, Section]]) -> list[list[tuple[TextSpan, Section]]]:
    """The sections, grouped by the ärende of the minutes to which they belong."""
    groups: list[list[tuple[TextSpan, Section]]] = [[]]
    for row in sections:
        if PARAGRAPH.match(row[1].heading) and groups[-1]:
            groups.append([])
        groups[-1].append(row)
    return groups


def _leads_in(rule: Rule, m: re.Match[str], opening: Context) -> bool:
    """False for "nämnden föreslår fullmäktige att …" where that is itself what is decided: a point, whole."""
    if rule.id != "inledning.foreslar_att":
        return True
    own = plain(m["fran"])
    return opening.art == "beslut" and (own == opening.organ or same_body(own, opening.organ))


def _continues(text: str, item: TextSpan, block: TextSpan) -> bool:
    """True for a bullet under a numbered item that announces it: "godkänner redovisningen av följande uppdrag:"."""
    opened = item.of(text).split(BLOCK_END)[0].rstrip().endswith(":")
    return opened and numbered(text, item) and text[block.start] in _BULLETS


def _with_party(text: str, span: TextSpan, mark: NamedMark) -> str:
    party = _PARTY.match(text, span.end)
    return mark.value + (" " + party[0].strip() if party else "")


def _blocks(text: str, body: TextSpan) -> Iterator[TextSpan]:
    at = body.start
    for block in body.of(text).split(BLOCK_END):
        if block.strip():
            yield TextSpan(at, at + len(block))
        at += len(block) + 1
