"""Which themes an ärende is about, how sure that is, and which sentences say so.

Two stages. A linear model over TF-IDF of words and of characters scores every theme; a calibrated logistic
regression then weighs that score together with the indicator terms of the taxonomy in title and proposals, in
the beginning and in the whole text. The second stage is what lets themes with few labelled documents work.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zipfile import BadZipFile

import numpy as np

from nlp_arenden.errors import ModelError
from nlp_arenden.modelpack import ModelPack
from nlp_arenden.pipeline.teman.linear import Floats, LinearThemes, linear_text, load_arrays
from nlp_arenden.pipeline.teman.taxonomy import STRONG, Hit, IndicatorMatcher, Taxonomy
from nlp_arenden.text.lines import BLOCK_END
from nlp_arenden.text.spans import TextSpan

FILE = "themes.npz"
MOST_THEMES = 4
MOST_SENTENCES = 4
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
_SENTENCES = 1_000
_LINEAR_EVIDENCE = 0.4  # where indicator terms are too few, a sentence must add this much (in their unit)
_LINEAR_WEIGHT = 4.0  # a point of linear score against the weight of indicator terms, when sentences are ranked
_BESIDE_BEST = 0.25  # a further sentence must carry this share of the best one's weight


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """A theme of an ärende: calibrated probability (0-1) and the sentences that speak for it, in order."""

    id: str
    label: str
    probability: float
    primary: bool
    evidence: tuple[TextSpan, ...]


def subject_matter(text: str) -> str:
    """The text without the sections that a template prescribes (consequences, attachments, expedition).

    They name economy, environment and children in every handling and say nothing of what this one is about.
    """
    kept, prescribed = [], False
    for line in text.split(BLOCK_END):
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

    def of(self, title: str, text: str, proposals: Sequence[str], linear: Floats) -> Floats:
        """Themes x ``FEATURES`` for one document, given its linear scores."""
        text = subject_matter(text[:_READ])
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
        return np.stack(columns, axis=1)

    def _strength(self, hits: Iterable[Hit]) -> Floats:
        strength = np.zeros(len(self.themes))
        for hit in hits:
            strength[hit.theme] += hit.weight
        return strength


class ThemeModel:
    """The theme model of one package.

    Args:
        taxonomy: the themes.
        linear: the first stage.
        weights: themes x ``FEATURES``, the second stage.
        intercept: by theme.
        thresholds: by theme, the probability from which the theme is given.
    """

    def __init__(
        self, taxonomy: Taxonomy, linear: LinearThemes, weights: Floats, intercept: Floats, thresholds: Floats
    ) -> None:
        self.taxonomy = taxonomy
        self.thresholds = {theme.id: float(t) for theme, t in zip(taxonomy.classes, thresholds, strict=True)}
        self._features = ThemeFeatures(taxonomy)
        self._linear = linear
        self._weights, self._intercept, self._thresholds = weights, intercept, thresholds

    @classmethod
    def load(cls, pack: ModelPack) -> "ThemeModel":
        """The model in a package.

        Raises:
            ModelError: a file is missing or damaged, or the model was trained for other themes.
        """
        taxonomy = Taxonomy.from_toml(pack.toml("taxonomy.toml"))
        try:
            linear, info, arrays = load_arrays(pack.path / FILE)
            parts = arrays["weights2"], arrays["intercept2"], arrays["thresholds"]
        except (OSError, ValueError, KeyError, BadZipFile) as fault:
            raise ModelError(
                f"Modellen {pack.path.name}: {FILE} saknas eller är skadad. Hämta modellen på nytt."
            ) from fault
        if info.get("themes") != [theme.id for theme in taxonomy.classes] or info.get("features") != list(FEATURES):
            raise ModelError(
                f"Modellen {pack.path.name}: {FILE} är tränad för andra teman än taxonomy.toml. Träna om den."
            )
        return cls(taxonomy, linear, *parts)

    def predict(
        self,
        title: str,
        text: str,
        sentences: Sequence[tuple[TextSpan, str]],
        proposals: Sequence[str] = (),
    ) -> list[ThemeScore]:
        """The themes of an ärende: none to four, most probable first, the first one primary.

        Args:
            title: title of the ärende, "" when unknown.
            text: its clean text, all handlingar joined.
            sentences: the sentences evidence may be taken from; spans are handed back as they came.
            proposals: the proposals' texts, which weigh like the title.
        """
        chances = self.probabilities(title, text, proposals)
        ranked = [int(j) for j in np.argsort(-chances, kind="stable") if chances[j] >= self._thresholds[j]]
        evidence = _Evidence(self._features.matcher, self._linear, text, sentences) if ranked else None
        found: list[ThemeScore] = []
        for j in ranked:
            spans = evidence.of(j) if evidence else ()
            if spans and len(found) < MOST_THEMES:
                theme = self._features.themes[j]
                found.append(ThemeScore(theme.id, theme.label, round(float(chances[j]), 4), not found, spans))
        return found

    def probabilities(self, title: str, text: str, proposals: Sequence[str] = ()) -> Floats:
        """The calibrated probability of every theme, in the order of ``taxonomy.classes``."""
        linear = self._linear.scores(linear_text(title, text))
        features = self._features.of(title, text, proposals, linear)
        chances: Floats = 1 / (1 + np.exp(-((features * self._weights).sum(axis=1) + self._intercept)))
        return chances


class _Evidence:
    """Ranks sentences by what they add to a theme: indicator terms, and words of the linear model."""

    def __init__(
        self,
        matcher: IndicatorMatcher,
        linear: LinearThemes,
        text: str,
        sentences: Sequence[tuple[TextSpan, str]],
    ) -> None:
        different: dict[str, TextSpan] = {}  # a repeated sentence is no further evidence
        for span, sentence in sentences[:_SENTENCES]:
            different.setdefault(" ".join(sentence.split()), span)
        self._spans, self._texts = list(different.values()), list(different)
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
        order = sorted(weight, key=lambda k: (-weight[k], k))[:MOST_SENTENCES]
        return tuple(self._spans[k] for k in sorted(order) if weight[k] >= _BESIDE_BEST * weight[order[0]])

    def _linear(self, sentence: int, theme: int) -> float:
        """What the sentence's words add to the theme's linear score, in the unit of indicator weights."""
        if sentence not in self._added:
            self._added[sentence] = self._contribution(self._texts[sentence])
        return _LINEAR_WEIGHT * max(0.0, float(self._added[sentence][theme]))
