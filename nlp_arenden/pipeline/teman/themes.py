"""Which themes an ärende is about, how sure that is, and which sentences say so.

Two stages. The first scores every theme: a linear model over TF-IDF of words and of characters and, in models
with an encoder, a linear model over the text's vectors. The second, a calibrated logistic regression, weighs
those scores together with the indicator terms of the taxonomy in title and proposals, in the beginning and in
the whole text. It is what lets themes with few labelled documents work.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zipfile import BadZipFile

import numpy as np

from nlp_arenden.errors import ModelError
from nlp_arenden.modelpack import ModelPack
from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.pipeline.teman.evidence import EvidenceFinder
from nlp_arenden.pipeline.teman.features import FEATURES, MEANING_FEATURES, ThemeFeatures, subject_matter
from nlp_arenden.pipeline.teman.linear import Floats, LinearThemes, linear_text, load_linear
from nlp_arenden.pipeline.teman.meaning import MeaningThemes
from nlp_arenden.pipeline.teman.taxonomy import Taxonomy
from nlp_arenden.pipeline.teman.weighing import Weighing
from nlp_arenden.text.spans import TextSpan

LINEAR = "themes.npz"
WEIGHING = "weighing.npz"
MOST_THEMES = 4


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """A theme of an ärende: calibrated probability (0-1) and the sentences that speak for it, in order.

    ``unsure``: the theme is the best answer, but more often wrong than the model's error rate allows.
    """

    id: str
    label: str
    probability: float
    primary: bool
    unsure: bool
    evidence: tuple[TextSpan, ...]


class ThemeModel:
    """The theme model of one package: taxonomy, first stage (one or two readers) and second stage."""

    def __init__(
        self, taxonomy: Taxonomy, linear: LinearThemes, weighing: Weighing, meaning: MeaningThemes | None = None
    ) -> None:
        self.taxonomy = taxonomy
        self.weighing = weighing
        self._features = ThemeFeatures(taxonomy)
        self.linear, self.meaning = linear, meaning

    @classmethod
    def load(cls, pack: ModelPack) -> "ThemeModel":
        """The model in a package.

        Raises:
            ModelError: a file is missing or damaged, or the model was trained for other themes.
        """
        taxonomy = Taxonomy.from_toml(pack.toml("taxonomy.toml"))
        name = LINEAR
        try:
            linear = load_linear(pack.file(LINEAR))
            name = WEIGHING
            weighing = Weighing.load(pack.file(WEIGHING))
        except (OSError, ValueError, KeyError, BadZipFile) as fault:
            raise ModelError(
                f"Modellen {pack.path.name}: {name} saknas eller är skadad. Hämta modellen på nytt."
            ) from fault
        meaning = None
        if weighing.meaning_weights is not None and weighing.meaning_intercept is not None:
            encoder = pack.part("encoder")
            if encoder is None:
                raise ModelError(f"Modellen {pack.path.name} saknar uppgift om sin textkodare. Hämta den på nytt.")
            meaning = MeaningThemes(Encoder.load(encoder.path), weighing.meaning_weights, weighing.meaning_intercept)
        features = (*FEATURES, *MEANING_FEATURES) if meaning else FEATURES
        if (*weighing.themes,) != tuple(t.id for t in taxonomy.classes) or (*weighing.features,) != features:
            raise ModelError(
                f"Modellen {pack.path.name}: {WEIGHING} är tränad för andra teman än taxonomy.toml. Träna om den."
            )
        return cls(taxonomy, linear, weighing, meaning)

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
        given = chances >= self.weighing.thresholds
        ranked = [int(j) for j in np.argsort(-chances, kind="stable") if given[j]]
        evidence = EvidenceFinder(self._features.matcher, self.linear, text, sentences) if ranked else None
        found: list[ThemeScore] = []
        for j in ranked:
            spans = evidence.of(j) if evidence else ()
            if spans and len(found) < MOST_THEMES:
                theme, chance = self._features.themes[j], float(chances[j])
                unsure = chance < self.weighing.sure
                found.append(ThemeScore(theme.id, theme.label, round(chance, 4), not found, unsure, spans))
        return found

    def probabilities(self, title: str, text: str, proposals: Sequence[str] = ()) -> Floats:
        """The calibrated probability of every theme, in the order of ``taxonomy.classes``."""
        matter = subject_matter(text)
        linear = self.linear.scores(linear_text(title, text))
        meaning = self.meaning.scores(title, matter) if self.meaning else None
        return self.weighing.probabilities(self._features.of(title, matter, proposals, linear, meaning))
