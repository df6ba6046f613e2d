"""What leads in the items of a decision: sentences that say who proposes what to whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nlp_arenden.pipeline.rules import Rule, Rulebook
from nlp_arenden.pipeline.structure.enclosed import plain
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan

_QUICK = re.compile(
    r"beslu|beslö|föreslå|föresla|hemställ|rekommendera|yrka|anhåll|begär|^i\s|^enligt\s|^dels\s", re.IGNORECASE
)
_OPEN = re.compile(r"(?:[:,]|följande|\batt)\.?\s*$")  # a lead-in that something must follow
_PAST = re.compile(r"\b(?:beslutade|beslöt|föreslog)\b")
# Before a lead-in these make it what somebody has said before, or wants said.
_RECITED = re.compile(
    r"\b(?:föreslagit|föreslog|beslutat|(?:motionär(?:en|erna)|förslagsställaren)\s\w+)\s(?:bl\.?a\.?\s)?att\b",
    re.IGNORECASE,
)
_BEFORE_ATT = re.compile(r"\s(?=att\s)")
_OPEN_FIRST_PERSON = "oppen.undertecknad"
_MOVED = re.compile(r"att\s|bifall\s|avslag\s|återremiss|bordläggning")
_GENERAL = frozenset({"nämnden", "styrelsen", "fullmäktige", "stadsdelsnämnden", "utskottet", "direktionen"})
# Lead-ins whose item stands in the same sentence.
_WITH_ITEM = frozenset(
    f"inledning.{name}"
    for name in ("beslutar_foresla", "foreslar_att", "egen_del", "foreslar", "foreslar_att_organet", "omvant")
)
_PARTIES = "parter"
_BODY_ALONE = 60  # code points of a block that can be a body's name and nothing else
_VERB_WITHIN = 40  # code points after a lead-in in which the verb of what was decided begins
_LEAD_WITHIN = 14  # words of a sentence before its lead-in


@dataclass(frozen=True, slots=True)
class Context:
    """What has been said of the items that follow: who proposes to whom, and as what."""

    art: str
    fran: tuple[str, ...] = ()
    organ: str | None = None
    regel: str = ""
    inledning: tuple[int, int] | None = None
    villkorad: bool = False


class LeadIns:
    """Finds lead-ins and reads what they say.

    Args:
        rules: the rule file ``forslag`` (rules ``inledning.``, ``led.``, ``sjalv.`` and ``kedja.``).
    """

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules

    def find(
        self, block: str, headed: bool, told: bool = False, opens: bool = False
    ) -> Iterator[tuple[Rule, TextSpan, re.Match[str]]]:
        """Lead-ins near the beginning of the sentences of a block: (rule, span in the block, match).

        Args:
            block: the block.
            headed: the block stands under a heading that announces decisions.
            told: the block is of minutes that tell what was decided in running text, in the past tense.
            opens: an att-sats begins the next block, so that the last sentence of this one may lead it in by any words.
        """
        short = headed and len(block) <= _BODY_ALONE
        if not short and not _QUICK.search(block):
            return
        sentences = find_sentences(block)
        for sentence in sentences:
            part = sentence.of(block)
            hit = self._lead(part, headed, told, short)
            if opens and sentence is sentences[-1] and (hit is None or part[hit[1].end() :].strip(" .:")):
                past = not (headed or told) and _PAST.search(part) is not None
                hit = self._rules.first(part, *((_OPEN_FIRST_PERSON,) if past else ("oppen.",))) or hit
            if hit is None and (headed or told):
                hit = self._decides(part)
            if hit:
                yield hit[0], TextSpan(sentence.start + hit[1].start(), sentence.start + hit[1].end()), hit[1]

    def _decides(self, part: str) -> tuple[Rule, re.Match[str]] | None:
        """Who decides, by any words before the first att-sats of a sentence that holds it."""
        before = None if _PAST.search(part) else _BEFORE_ATT.search(part)
        return self._rules.first(part[: before.start()], "oppen.beslutar") if before else None

    def _lead(self, part: str, headed: bool, told: bool, short: bool) -> tuple[Rule, re.Match[str]] | None:
        """The lead-in of a sentence: the first rule that finds one near its beginning."""
        for rule in self._rules.possible(part, "inledning.") if short or _QUICK.search(part) else ():
            m = rule.pattern.search(part)
            if m is None or part[: m.start()].count(" ") > _LEAD_WITHIN:
                continue
            past = _PAST.search(m[0]) is not None
            announces = _OPEN.search(m[0]) or not part[m.end() :].strip(" .:")
            rest = part[m.end() :].lstrip()
            moved = rule.id == "inledning.motion" and _MOVED.match(rest) and ("yrka" in m[0] or "beslut" in m[0])
            nested = (
                rule.id in _WITH_ITEM
                or moved
                or (told and (rest.startswith("att ") or self._rules.first(rest[:_VERB_WITHIN], "akt.")))
            )
            alone = rule.id == "inledning.organ_kolon"  # under other headings a body and a colon lead in its answer
            if not headed and ((past and not told) or alone or not (announces or nested)):
                continue
            if not headed and _RECITED.search(part[: m.start()]):
                continue
            if past and self._rules.first(part, "inte.tidigare"):
                continue
            return rule, m
        return None

    def context(self, rule: Rule, m: re.Match[str], opening: Context) -> Context:
        """The context that a lead-in sets."""
        groups = {key: plain(value) for key, value in m.groupdict().items() if value and key != _PARTIES}
        parties = tuple(re.split(r",\s|\soch\s", m.groupdict().get(_PARTIES) or ""))
        chain = tuple(groups[key] for key in ("forst", "fran", "mellan", "sedan") if key in groups)
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
        villkorad = self._rules.first(m[0], "villkor.") is not None
        return Context(art, (*filter(None, parties), *chain) or opening.fran, organ, rule.id, villkorad=villkorad)

    @staticmethod
    def _named(name: str, opening: Context) -> str:
        """Who "jag" and "nämnden" are."""
        if name in ("jag", "vi"):
            return "föredragande borgarrådet"
        return str(opening.organ) if name in _GENERAL and same_body(name, opening.organ) else name

    def inside(self, item: str, context: Context) -> Context:
        """The context as changed by an item that itself proposes to another body, or names who decides."""
        if nested := self._rules.first(item, "led."):
            groups = nested[1].groupdict()
            proposer = plain(groups["fran"]) if groups.get("fran") else context.organ
            chain = (*context.fran, proposer) if proposer and proposer not in context.fran else context.fran
            art = "forslag" if context.art == "beslut" else context.art
            return replace(context, fran=chain, organ=plain(groups.get("organ") or groups["slut"]), art=art)
        if referred := self._rules.first(item, "kedja.enligt_forslag"):
            return replace(context, fran=tuple(dict.fromkeys((plain(referred[1]["fran"]), *context.fran))))
        if own := self._rules.first(item, "sjalv."):
            organ = plain(own[1]["organ"])
            return context if organ in _GENERAL else replace(context, organ=organ)
        return context


def same_body(short: str | None, full: str | None) -> bool:
    """True when ``short`` ("arbetsutskottet") is the end of the name ``full`` ("kommunstyrelsens arbetsutskott")."""
    return bool(short and full and short != full and full.endswith((short, short.removesuffix("et"))))
