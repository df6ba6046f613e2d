"""The single points of a decision: what each says, does and hangs on."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp_arenden.pipeline.annotations import ForslagMark
from nlp_arenden.pipeline.forslag.acts import Acts
from nlp_arenden.pipeline.forslag.lead_ins import Context, LeadIns
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.pipeline.structure.items import is_marked, split_items
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan

# Papers in which members move something; what a medborgarförslag asks for is called a proposal.
MOVED_BY = {"motion": "yrkande", "yrkande": "yrkande", "reservation": "reservation"}
_MOVED_ARTS = frozenset(MOVED_BY.values())
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST = 2  # words of an item

Found = tuple[TextSpan, ForslagMark]


class Points:
    """Reads the points of a block below a heading or after a lead-in.

    Args:
        rules: the rule file ``forslag`` (``punkt.``, ``hanvisning.``, ``villkor.``, ``inte.``, ``yrkande.akt.``).
        acts: tells the akt of a point.
        leads: reads who a point itself names.
    """

    def __init__(self, rules: Rulebook, acts: Acts, leads: LeadIns) -> None:
        self._rules = rules
        self._acts = acts
        self._leads = leads

    def read(
        self, text: str, span: TextSpan, context: Context, first: bool = False, beside: bool = False
    ) -> Iterator[Found]:
        """The points of ``span``.

        Args:
            text: the clean text.
            span: a block, or what is left of it after a lead-in.
            context: who proposes to whom.
            first: something has just announced points, so that the first needs no mark and no act.
            beside: the block before is a point, so that this one may be one without an act.
        """
        content = span.of(text)
        marked = is_marked(content)
        point = beside and len(find_sentences(content)) == 1 and self._rules.first(content, "punkt.") is not None
        for i, piece in enumerate(self._pieces(content, marked)):
            item = piece.of(content)
            akt, act_rule = self._acts.of(item)
            if akt in (None, "annat") and context.art in _MOVED_ARTS:
                known = self._rules.first(item, "yrkande.akt.")
                akt, act_rule = (known[0].means, known[0].id) if known else (akt, act_rule)
            # "Enligt kommunstyrelsens förslag:" is followed by what is decided, and decides nothing.
            announced = marked or point or item.startswith("att ") or (first and i == 0 and not item.endswith(":"))
            if len(_WORD.findall(item)) < _FEWEST or not (akt not in (None, "annat") or announced):
                continue
            if self._rules.first(item, "inte."):
                continue
            here = self._leads.inside(item, context)
            if context.organ is None and here.organ:
                context = replace(context, organ=here.organ)  # "Paragrafen justeras" is told after who decides
            yield (
                piece.shifted(span.start),
                ForslagMark(
                    akt=akt or "annat",
                    art=here.art,
                    fran=here.fran,
                    beslutsorgan=here.organ,
                    villkorad=here.villkorad or self._rules.first(item, "villkor.") is not None,
                    regel="+".join(filter(None, (here.regel, act_rule))),
                    inledning=here.inledning,
                ),
            )

    def _pieces(self, content: str, marked: bool) -> Iterator[TextSpan]:
        """The items of a block; in running text each sentence is cut for itself, and look-alikes are left out."""
        for sentence in [TextSpan(0, len(content))] if marked else find_sentences(content):
            if marked or not self._rules.first(sentence.of(content), "inte."):
                yield from (piece.shifted(sentence.start) for piece in split_items(sentence.of(content)))

    def told_once(self, text: str, items: list[Found]) -> list[Found]:
        """The items without a sentence that only says whose proposal was taken, where the proposal follows."""
        return [
            row
            for i, row in enumerate(items)
            if i + 1 == len(items) or numbered(text, row[0]) or not self._rules.first(row[0].of(text), "hanvisning.")
        ]


def numbered(text: str, item: TextSpan) -> bool:
    """True when a number stands before the point."""
    return re.search(r"\d[.)]\s*$", text[max(0, item.start - 6) : item.start]) is not None
