"""What the second stage of the theme model weighs, for one document and each theme."""

import re
from collections.abc import Iterable, Sequence

import numpy as np

from nlp_arenden.pipeline.teman.linear import Floats
from nlp_arenden.pipeline.teman.taxonomy import STRONG, Hit, IndicatorMatcher, Taxonomy
from nlp_arenden.text.lines import BLOCK_END

FEATURES = (
    "linear",
    "lead_over_best",
    "head",
    "beginning",
    "density",
    "distinct",
    "variety",
    "share",
    "head_share",
)
MEANING_FEATURES = ("meaning", "meaning_lead")  # further ones, in models with an encoder
_BEGINNING = 2_500  # code points: where a handling says what it is about
_READ = 60_000
# Sections that a house's template puts in every handling, whatever it is about.
_PRESCRIBED = re.compile(
    r"(?:\d[\d.]*\s+)?(?:bedömning ur|(?:ekonomiska|ekologiska|sociala|juridiska) konsekvenser|"
    r"konsekvenser för|konsekvensbeskrivning|ekonomi$|bilagor|samverkan$|beslutet (?:ska )?skickas|expedier|"
    r"(?:barn|jämställdhets|mångfalds|miljö|omvärlds|tillgänglighets)perspektivet)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"(?:\d[\d.]*\s+)?[A-ZÅÄÖ].{2,68}[^.,:;]\s*")


def subject_matter(text: str) -> str:
    """The text without the sections that a template prescribes (consequences, attachments, expedition).

    They name economy, environment and children in every handling and say nothing of what this one is about.
    """
    kept, prescribed = [], False
    for line in text[:_READ].split(BLOCK_END):
        if _HEADING.fullmatch(line):
            prescribed = _PRESCRIBED.match(line) is not None
        if not prescribed:
            kept.append(line)
    return BLOCK_END.join(kept)


class ThemeFeatures:
    """What the second stage weighs, per theme: the linear score, and indicator terms by where they stand."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.themes = taxonomy.classes
        self.matcher = IndicatorMatcher(self.themes)

    def of(
        self, title: str, text: str, proposals: Sequence[str], linear: Floats, meaning: Floats | None = None
    ) -> Floats:
        """Themes x ``FEATURES`` for one document, given its subject matter and its scores by the first stage.

        With scores by the encoder, ``MEANING_FEATURES`` follow.
        """
        head = self._strength(self.matcher.hits("\n".join([title, *proposals]))[0])
        hits, words = self.matcher.hits(text)
        body = self._strength(hits)
        beginning = self._strength(hit for hit in hits if hit.span.end <= _BEGINNING)
        distinct = np.zeros(len(self.themes))
        for theme, _ in {(hit.theme, hit.term) for hit in hits if hit.weight == STRONG}:
            distinct[theme] += 1
        columns = [
            linear,
            linear - np.max(linear),
            np.log1p(head),
            np.log1p(beginning),
            np.log1p(body * 100 / (words + 50)),
            np.log1p(distinct),
            np.log1p(distinct * 100 / (words + 50)),
            body / max(1.0, float(body.sum())),
            head / max(1.0, float(head.sum())),
        ]
        if meaning is not None:
            columns += [meaning, meaning - np.max(meaning)]
        return np.stack(columns, axis=1)

    def _strength(self, hits: Iterable[Hit]) -> Floats:
        strength = np.zeros(len(self.themes))
        for hit in hits:
            strength[hit.theme] += hit.weight
        return strength
