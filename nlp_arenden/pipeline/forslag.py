"""Proposals, decisions, yrkanden and reservationer: who wants what decided, and by whom.

Reads: delar, avsnitt, uppgifter. Writes: forslag.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from nlp_arenden.pipeline.annotations import (
    FORSLAG,
    METADATA,
    PARTS,
    SECTIONS,
    ForslagMark,
    NamedMark,
    Part,
    Section,
    text_of,
)
from nlp_arenden.pipeline.enclosed import plain
from nlp_arenden.pipeline.items import is_marked, split_items
from nlp_arenden.pipeline.rules import Rule, Rulebook
from nlp_arenden.pipeline.yrkanden import Movers
from nlp_arenden.text.cleaning import BLOCK_END
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan

_OWN = ("yttre", "underlag")  # parts whose proposals are those of the ärende
_DECIDING = frozenset({"protokoll", "protokollsutdrag", "delegationsbeslut"})
_HEADED = frozenset({"forslag", "beslut"})
_APART = frozenset({"expediering", "underlag", "uttalande", "beredning", "overklagande", "procedur"})
_QUICK = re.compile(r"beslu|beslö|föreslå|föresla|hemställ|rekommendera|yrka|^i\s", re.IGNORECASE)
_OPEN = re.compile(r"(?:[:,]|följande|\batt)\.?\s*$")  # a lead-in that something must follow
_PAST = re.compile(r"\b(?:beslutade|beslöt|föreslog)\b")
_GENERAL = frozenset({"nämnden", "styrelsen", "fullmäktige", "stadsdelsnämnden", "utskottet", "direktionen"})
_FOR_KNOWLEDGE = re.compile(r"\b(?:följande anmälningar|anmälningar för kännedom|tagit del av följande)\b", re.IGNORECASE)
# Bodies whose dissent is the ärende's own wherever it stands.
_LEADING = re.compile(r"^(?:kommunstyrelsen|kommunfullmäktige|borgarrådsberedningen|region(?:styrelsen|fullmäktige))$")
PARAGRAPH = re.compile(r"(?:[A-ZÅÄÖ]{2,5}\s)?§|\d{1,3}\s[A-ZÅÄÖ]{2,5}\s\d")  # the heading of an ärende in minutes
_PARTY = re.compile(r"\s?\([^)\d]{1,12}\)")
# Lead-ins whose item stands in the same sentence.
_WITH_ITEM = frozenset(
    f"inledning.{name}" for name in ("beslutar_foresla", "egen_del", "foreslar", "foreslar_att_organet", "omvant")
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST = 2  # words of an item
_LEAD_WITHIN = 14  # words of a sentence before its lead-in

Found = tuple[TextSpan, ForslagMark]


@dataclass(frozen=True, slots=True)
class _Context:
    """What has been said of the items that follow: who proposes to whom, and as what."""

    art: str
    fran: tuple[str, ...] = ()
    organ: str | None = None
    regel: str = ""
    inledning: tuple[int, int] | None = None


def make_forslag(rules: Rulebook) -> Callable[[Doc], Doc]:
    """The component that writes the layer ``forslag``."""
    reader = _Reader(rules)

    def component(doc: Doc) -> Doc:
        parts = [part for _, part in PARTS.read(doc)]
        text = text_of(doc)
        facts = {mark.kind: mark.value for _, mark in reversed(METADATA.read(doc))}
        movers = tuple(dict.fromkeys(_with_party(text, *row) for row in METADATA.read(doc) if "motionär" in row[1].extra))
        found: list[Found] = []
        for paragraph in _paragraphs(SECTIONS.read(doc)):
            items: list[Found] = []
            for span, section in paragraph:
                items += reader.read(text, span, section, parts[section.part], facts, movers)
            found += reader.carried(text[paragraph[0][0].start : paragraph[-1][0].end], items)
        FORSLAG.write(doc, found)
        return doc

    return component


class _Reader:
    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules
        self._bodies = rules.compiled("ORGAN")
        self._movers = Movers(rules, self._act, self._speech)

    def read(
        self,
        text: str,
        span: TextSpan,
        section: Section,
        part: Part,
        facts: dict[str, str],
        motioners: tuple[str, ...] = (),
    ) -> Iterator[Found]:
        """The items of one section; which kinds of item it may hold depends on its kind and its document."""
        body = TextSpan(max(span.start, section.body), span.end)
        title = text[span.start : body.start].rstrip(" :\t" + BLOCK_END)
        heading = (span.start, span.start + len(title)) if title else None
        typ, organ = facts.get("dokumenttyp", "ovrig"), facts.get("organ")
        if part.roll in ("yrkande", "reservation"):
            if section.kind in _HEADED:
                speakers = tuple(re.split(r",\s|\soch\s", part.talare)) if part.talare else ()
                opening = _Context(part.roll, speakers, section.till, "rubrik.forslag", heading)
                yield from self._region(text, body, opening, headed=True)
        elif part.roll not in _OWN or section.kind == "uttalande":
            return
        elif section.kind in _HEADED:
            opening = replace(self._opening(section, part, typ, facts), inledning=heading)
            yield from self._region(text, body, opening, headed=True)
        elif section.kind == "reservation":
            if section.organ and section.organ != organ and not _LEADING.search(section.organ):
                return  # dissent in a body that was heard
            organ = section.organ or organ
        elif section.kind not in _APART:
            opening = _Context("beslut" if typ in _DECIDING else "forslag", organ=organ)
            if typ == "motion":
                opening = _Context("yrkande", motioners, "kommunfullmäktige")
            yield from self._region(text, body, opening, headed=False)
        yield from self._movers.read(text, body, organ)

    def _opening(self, section: Section, part: Part, typ: str, facts: dict[str, str]) -> _Context:
        """What the heading says before any lead-in has been read."""
        organ = facts.get("organ")
        if section.kind == "beslut":
            art = "beslut" if typ in _DECIDING else "forslag"
            if same_body(section.organ, organ):
                return _Context(art, (str(section.organ),), organ, "rubrik.beslut")
            return _Context(art, (), section.organ or organ, "rubrik.beslut")
        proposer = section.organ or part.talare or (facts.get("avsandare") if part.roll == "yttre" else None)
        # "utskottets förslag till kommunstyrelsen för beslut i kommunfullmäktige": all but the last propose.
        addressed = [plain(m[0]) for m in self._bodies.finditer(section.heading.partition(" till ")[2])]
        receiver = section.till or organ
        if proposer == receiver:
            receiver = None
        between = tuple(addressed[:-1]) if receiver in addressed[1:] else ()
        return _Context("forslag", ((proposer,) if proposer else ()) + between, receiver, "rubrik.forslag")

    def _speech(self, text: str, rest: TextSpan, who: tuple[str, ...], organ: str | None) -> Iterator[Found]:
        """What dissenters propose instead, in their own words: the first proposal and the list that follows it."""
        context: _Context | None = None
        for block in _blocks(text, rest):
            if context is not None:
                if not is_marked(block.of(text)):
                    return
                yield from self._items(text, block, context)
                continue
            for sentence in find_sentences(block.of(text)):
                part = sentence.of(block.of(text))
                if lead := self._rules.first(part, "inledning.tre_led", "inledning.foreslar", "inledning.motion"):
                    led = self._led(lead[0], lead[1], _Context("reservation", who, organ))
                    context, begins = replace(led, fran=who), lead[1].end()
                elif own := self._rules.first(part, "yrkande.eget"):
                    context, begins = _Context("reservation", who, organ, own[0].id), own[1].start("vad")
                else:
                    continue
                start = block.start + sentence.start
                told = TextSpan(start + begins, start + len(part))
                if told.of(text).strip(" .:"):
                    yield from self._items(text, told, context, first=True)
                break

    def carried(self, paragraph: str, items: list[Found]) -> Iterator[Found]:
        """The items of one ärende; a decision "enligt utskottets förslag" had the utskott propose it."""
        hit = self._rules.first(paragraph, "kedja.finner") if any(m.art == "beslut" for _, m in items) else None
        for span, mark in items:
            if hit and mark.regel.startswith(("rubrik.beslut", "inledning.beslutar")) and mark.art in ("forslag", "beslut"):
                mark = replace(mark, fran=tuple(dict.fromkeys((plain(hit[1]["fran"]), *mark.fran))))
            yield span, mark

    def _region(self, text: str, body: TextSpan, opening: _Context, headed: bool) -> Iterator[Found]:
        """Items in the blocks of ``body``; without a heading above only after a lead-in that announces them."""
        context, listing, waiting, told = opening, headed, headed, False
        for block in _blocks(text, body):
            leads = list(self._lead_ins(block.of(text), headed))
            before = TextSpan(block.start, block.start + (leads[0][1].start if leads else len(block.of(text))))
            if _FOR_KNOWLEDGE.search(block.of(text)):
                listing = waiting = False  # what follows is reported, not decided
            if listing and before.of(text).strip():
                items = list(self._items(text, before, context, first=waiting))
                yield from items
                context = context if context.organ or not items else replace(context, organ=items[-1][1].beslutsorgan)
                # Prose with no mark and no act ends the list, so that what follows it is not read as decided.
                prose = not items and len(find_sentences(before.of(text))) > 1
                listing = bool(items) or (headed and not (told and prose))
                waiting = waiting and not items
                told = told or bool(items)
            for i, (rule, span, m) in enumerate(leads):
                place = span.shifted(block.start)
                context = replace(self._led(rule, m, opening), inledning=tuple(place))
                end = leads[i + 1][1].start + block.start if i + 1 < len(leads) else block.end
                tail = TextSpan(place.end, end)
                waiting = not tail.of(text).strip(" .:\t0123456789")
                listing = True
                if not waiting:
                    items = list(self._items(text, tail, context, first=True))
                    yield from items
                    told = told or bool(items)
                    listing = headed or is_marked(tail.of(text))

    def _lead_ins(self, block: str, headed: bool) -> Iterator[tuple[Rule, TextSpan, re.Match[str]]]:
        """Lead-ins near the beginning of the sentences of a block: (rule, span in the block, match)."""
        if not _QUICK.search(block):
            return
        for sentence in find_sentences(block):
            part = sentence.of(block)
            for rule in self._rules.possible(part, "inledning.") if _QUICK.search(part) else ():
                m = rule.pattern.search(part)
                if m is None or part[: m.start()].count(" ") > _LEAD_WITHIN:
                    continue
                past = _PAST.search(m[0]) is not None
                announces = _OPEN.search(m[0]) or not part[m.end() :].strip(" .:")
                nested = rule.id in _WITH_ITEM
                if not headed and (past or not (announces or nested)):
                    continue
                if past and self._rules.first(part, "inte.tidigare"):
                    continue
                yield rule, TextSpan(sentence.start + m.start(), sentence.start + m.end()), m
                break

    def _led(self, rule: Rule, m: re.Match[str], opening: _Context) -> _Context:
        """The context that a lead-in sets."""
        groups = {key: plain(value) for key, value in m.groupdict().items() if value}
        chain = tuple(groups[key] for key in ("fran", "mellan", "sedan") if key in groups)
        organ = groups.get("slut") or groups.get("organ") or opening.organ
        if organ in _GENERAL:
            organ = opening.organ or organ
        if "slut" in groups and rule.id == "inledning.foreslas_foresla":
            chain = (*chain, groups["organ"])
        chain = tuple(self._named(name, opening) for name in chain)
        art = opening.art
        if art in ("forslag", "beslut"):
            own = rule.id == "inledning.egen_del"
            art = "beslut" if rule.means == "beslut" and (art == "beslut" or own) else "forslag"
        return _Context(art, chain or opening.fran, organ, rule.id)

    @staticmethod
    def _named(name: str, opening: _Context) -> str:
        """Who "jag" and "nämnden" are."""
        if name in ("jag", "vi"):
            return "föredragande borgarrådet"
        return str(opening.organ) if name in _GENERAL and same_body(name, opening.organ) else name

    def _items(self, text: str, span: TextSpan, context: _Context, first: bool = False) -> Iterator[Found]:
        content = span.of(text)
        marked = is_marked(content)
        for i, piece in enumerate(self._pieces(content, marked)):
            item = piece.of(content)
            akt, act_rule = self._act(item)
            announced = marked or item.startswith("att ") or (first and i == 0)
            if len(_WORD.findall(item)) < _FEWEST or not (akt not in (None, "annat") or announced):
                continue
            if self._rules.first(item, "inte."):
                continue
            here = self._inside(item, context)
            if context.organ is None and here.organ:
                context = replace(context, organ=here.organ)  # "Paragrafen justeras" is told after who decides
            yield piece.shifted(span.start), ForslagMark(
                akt=akt or "annat",
                art=here.art,
                fran=here.fran,
                beslutsorgan=here.organ,
                villkorad=self._rules.first(item, "villkor.") is not None,
                regel="+".join(filter(None, (here.regel, act_rule))),
                inledning=here.inledning,
            )

    def _pieces(self, content: str, marked: bool) -> Iterator[TextSpan]:
        """The items of a block; in running text each sentence is cut for itself, and look-alikes are left out."""
        for sentence in [TextSpan(0, len(content))] if marked else find_sentences(content):
            if marked or not self._rules.first(sentence.of(content), "inte."):
                yield from (piece.shifted(sentence.start) for piece in split_items(sentence.of(content)))

    def _inside(self, item: str, context: _Context) -> _Context:
        """The context as changed by an item that itself proposes to another body, or names who decides."""
        if nested := self._rules.first(item, "led."):
            groups = nested[1].groupdict()
            proposer = plain(groups["fran"]) if groups.get("fran") else context.organ
            chain = (*context.fran, proposer) if proposer and proposer not in context.fran else context.fran
            art = "forslag" if context.art == "beslut" else context.art
            return replace(context, fran=chain, organ=plain(groups["organ"]), art=art)
        if referred := self._rules.first(item, "kedja.enligt_forslag"):
            return replace(context, fran=tuple(dict.fromkeys((plain(referred[1]["fran"]), *context.fran))))
        if own := self._rules.first(item, "sjalv."):
            organ = plain(own[1]["organ"])
            return context if organ in _GENERAL else replace(context, organ=organ)
        return context

    def _act(self, item: str) -> tuple[str | None, str | None]:
        """The akt of an item, and the rule that tells it."""
        if nested := self._rules.first(item, "led."):
            return self._act(item[nested[1].end() :].lstrip(" :"))
        if infinitive := self._rules.first(item, "akt.inf."):
            return infinitive[0].means, infinitive[0].id
        if self._rules.first(item[:40], "villkor."):
            # "under förutsättning att fullmäktige antar planen ge direktören i uppdrag …": the act comes after.
            for m in re.finditer(r"\s(?=[a-zåäö])", item):
                if later := self._rules.first(item[m.end() :], "akt.inf."):
                    return later[0].means, later[0].id
        # The first finite verb that decides is the item's own; urgency is told whatever else is.
        finite = [(m.start(), i, rule) for i, (rule, m) in enumerate(self._rules.all(item, "akt.fin."))]
        urgent = next((rule for _, _, rule in finite if rule.means == "omedelbar_justering"), None)
        if chosen := urgent or (min(finite, key=lambda hit: hit[:2])[2] if finite else None):
            return chosen.means, chosen.id
        other = self._rules.first(item, "akt.ovrigt.")
        return (other[0].means, other[0].id) if other else (None, None)


def same_body(short: str | None, full: str | None) -> bool:
    """True when ``short`` ("arbetsutskottet") is the end of the name ``full`` ("kommunstyrelsens arbetsutskott")."""
    return bool(short and full and short != full and full.endswith((short, short.removesuffix("et"))))


def _paragraphs(sections: list[tuple[TextSpan, Section]]) -> list[list[tuple[TextSpan, Section]]]:
    """The sections, grouped by the ärende of the minutes to which they belong."""
    groups: list[list[tuple[TextSpan, Section]]] = [[]]
    for row in sections:
        if PARAGRAPH.match(row[1].heading) and groups[-1]:
            groups.append([])
        groups[-1].append(row)
    return groups


def _with_party(text: str, span: TextSpan, mark: NamedMark) -> str:
    party = _PARTY.match(text, span.end)
    return mark.value + (" " + party[0].strip() if party else "")


def _blocks(text: str, body: TextSpan) -> Iterator[TextSpan]:
    at = body.start
    for block in body.of(text).split(BLOCK_END):
        if block.strip():
            yield TextSpan(at, at + len(block))
        at += len(block) + 1
