"""Which sentences speak for a theme."""

import re
from collections.abc import Mapping, Sequence

from nlp_arenden.pipeline.teman.linear import Floats, LinearThemes, linear_text
from nlp_arenden.pipeline.teman.taxonomy import STRONG, IndicatorMatcher
from nlp_arenden.text.spans import TextSpan

MOST_SENTENCES = 4
_LEADERS = "....."  # between a heading and its page in a table of contents
_SIGNATURE = re.compile(
    r"[A-ZÅÄÖÉ][\w-]+(?: [A-ZÅÄÖÉ][\w-]+){1,2}(?:,|\t) ?[\w-]+(?: [\w-]+){0,3}"
)  # "Eva Ek, IT-strateg"
_SENTENCES = 1_000
_LONGEST = 500  # code points: what is longer is a table, such as a list of votes, and shows nobody anything
_LINEAR_EVIDENCE = 0.4  # where indicator terms are too few, a sentence must add this much (in their unit)
_LINEAR_WEIGHT = 4.0  # a point of linear score against the weight of indicator terms, when sentences are ranked
_BESIDE_BEST = 0.25  # a further sentence must carry this share of the best one's weight


class EvidenceFinder:
    """Ranks sentences by what they add to a theme: indicator terms, and words of the linear model."""

    def __init__(
        self,
        matcher: IndicatorMatcher,
        linear: LinearThemes,
        text: str,
        sentences: Sequence[tuple[TextSpan, str]],
    ) -> None:
        self._spans, self._texts = different(sentences)
        self._hits = [matcher.hits(sentence)[0] for sentence in self._texts]
        self._contribution = linear.contributions(linear_text("", text))
        self._added: dict[int, Floats] = {}

    def of(self, theme: int) -> tuple[TextSpan, ...]:
        """One to four sentences in text order; none when only a single weak term speaks for the theme."""
        hits = [[hit for hit in found if hit.theme == theme] for found in self._hits]
        terms = {hit.term: hit.weight for found in hits for hit in found}
        weight = {k: sum(hit.weight for hit in found) + self._linear(k, theme) for k, found in enumerate(hits) if found}
        if sum(terms.values()) < STRONG:  # the indicators alone are not enough: do the words carry it?
            telling = {k: added for k in range(len(hits)) if (added := self._linear(k, theme)) >= _LINEAR_EVIDENCE}
            if not telling:
                return ()
            weight |= telling
        return best_of(weight, self._spans)

    def _linear(self, sentence: int, theme: int) -> float:
        """What the sentence's words add to the theme's linear score, in the unit of indicator weights."""
        if sentence not in self._added:
            self._added[sentence] = self._contribution(self._texts[sentence])
        return _LINEAR_WEIGHT * max(0.0, float(self._added[sentence][theme]))


def different(sentences: Sequence[tuple[TextSpan, str]]) -> tuple[list[TextSpan], list[str]]:
    """The sentences, each where it stands first.

    A repeated one is no further evidence, and neither is a line of the contents or of those who sign, or a table.
    """
    found: dict[str, TextSpan] = {}
    for span, sentence in sentences[:_SENTENCES]:
        if len(sentence) > _LONGEST or _LEADERS in sentence or _SIGNATURE.fullmatch(sentence):
            continue
        found.setdefault(" ".join(sentence.split()), span)
    return list(found.values()), list(found)


def best_of(weight: Mapping[int, float], spans: Sequence[TextSpan]) -> tuple[TextSpan, ...]:
    """The one to four spans that weigh most, in text order; none when none weighs anything."""
    order = sorted(weight, key=lambda k: (-weight[k], k))[:MOST_SENTENCES]
    return tuple(spans[k] for k in sorted(order) if weight[k] >= _BESIDE_BEST * weight[order[0]])
