"""Which themes an ärende is about, how sure that is, and which sentences say so.

Two stages. The first scores every theme: a linear model over TF-IDF of words and of characters and, in models
with an encoder, a linear model over the text's vectors. The second, a calibrated logistic regression, weighs
those scores together with the indicator terms of the taxonomy in title and proposals, in the beginning and in
the whole text. It is what lets themes with few labelled documents work.

A package made by ``arenden trana`` lays themes of a municipality's own beside those of its base (``own``).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from nlp_arenden.errors import ModelError
from nlp_arenden.modelpack import ModelPack
from nlp_arenden.pipeline.encoder import Encoder
from nlp_arenden.pipeline.teman.evidence import EvidenceFinder
from nlp_arenden.pipeline.teman.features import FEATURES, MEANING_FEATURES, ThemeFeatures, subject_matter
from nlp_arenden.pipeline.teman.linear import Floats, LinearThemes, linear_text, load_linear
from nlp_arenden.pipeline.teman.meaning import MeaningThemes, document_vectors
from nlp_arenden.pipeline.teman.own import OWN, OwnThemes
from nlp_arenden.pipeline.teman.taxonomy import Taxonomy
from nlp_arenden.pipeline.teman.vocabulary import Rows
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
        self,
        taxonomy: Taxonomy,
        linear: LinearThemes,
        weighing: Weighing,
        meaning: MeaningThemes | None = None,
        own: OwnThemes | None = None,
    ) -> None:
        self.taxonomy = taxonomy
        self.weighing = weighing
        self._features = ThemeFeatures(taxonomy)
        self.linear, self.meaning, self.own = linear, meaning, own

    @classmethod
    def load(cls, pack: ModelPack) -> "ThemeModel":
        """The model in a package.

        Raises:
            ModelError: a file is missing or damaged, or the model was trained for other themes.
        """
        if pack.base is not None and (pack.path / OWN).exists():
            base = cls.load(pack.base)
            own = OwnThemes.load(pack, base.linear, base.meaning.encoder if base.meaning else None)
            return cls(base.taxonomy, base.linear, base.weighing, base.meaning, own)
        taxonomy = Taxonomy.from_toml(pack.toml("taxonomy.toml"))
        linear, weighing = load_linear(pack.file(LINEAR)), Weighing.load(pack.file(WEIGHING))
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
        read = self._read(title, text)
        candidates = self._of_taxonomy(self.weighing.answers(self._table(read, proposals)), text, sentences)
        if self.own is not None:
            candidates += self._of_own(self.own, read, text, sentences)
        found: list[ThemeScore] = []
        for one in sorted(candidates, key=lambda one: -one.probability):
            spans = one.evidence() if len(found) < MOST_THEMES else ()
            if spans:
                chance = round(one.probability, 4)
                found.append(ThemeScore(one.id, one.label, chance, not found, one.unsure, spans))
        return found

    def probabilities(self, title: str, text: str, proposals: Sequence[str] = ()) -> Floats:
        """The calibrated probability of every theme, in the order of ``taxonomy.classes``."""
        return self.weighing.probabilities(self._table(self._read(title, text), proposals))

    def _read(self, title: str, text: str) -> "_Read":
        """The document as the first stage sees it; an encoder that serves twice reads it once."""
        matter, vectors = subject_matter(text), dict[Encoder, Floats]()
        for reader in (self.meaning, self.own.meaning if self.own else None):
            if reader is not None and reader.encoder not in vectors:
                vectors[reader.encoder] = document_vectors(reader.encoder, [(title, matter)])[0]
        return _Read(title, matter, self.linear.terms(linear_text(title, text)), vectors)

    def _table(self, read: "_Read", proposals: Sequence[str]) -> Floats:
        linear = self.linear.scores_of(*read.terms)
        meaning = self.meaning.scores(read.vectors[self.meaning.encoder]) if self.meaning else None
        return self._features.of(read.title, read.matter, proposals, linear, meaning)

    def _of_taxonomy(self, chances: Floats, text: str, sentences: Sequence[tuple[TextSpan, str]]) -> "list[_Candidate]":
        given = np.flatnonzero(chances >= self.weighing.thresholds).tolist()
        if not given:
            return []
        evidence = EvidenceFinder(self._features.matcher, self.linear, text, sentences)
        themes, sure = self._features.themes, self.weighing.sure
        return [
            _Candidate(
                themes[j].id, themes[j].label, float(chances[j]), bool(chances[j] < sure), partial(evidence.of, j)
            )
            for j in given
        ]

    @staticmethod
    def _of_own(
        own: OwnThemes, read: "_Read", text: str, sentences: Sequence[tuple[TextSpan, str]]
    ) -> "list[_Candidate]":
        chances = own.probabilities(*read.terms, read.vectors[own.meaning.encoder] if own.meaning else None)
        # The template is in every example, and its words count as any others.
        telling = [(span, sentence) for span, sentence in sentences if sentence in read.matter]
        return [
            _Candidate(
                own.ids[k],
                own.labels[k],
                float(chances[k]),
                bool(chances[k] < own.sure[k]),
                partial(own.evidence, k, text, telling),
            )
            for k in np.flatnonzero(chances >= own.thresholds).tolist()
        ]


@dataclass(frozen=True, slots=True)
class _Read:
    """A document as the first stage sees it: rows and values of its terms, and its vector by each encoder."""

    title: str
    matter: str
    terms: tuple[Rows, Floats]
    vectors: Mapping[Encoder, Floats]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A theme over its threshold, and what finds the sentences that speak for it."""

    id: str
    label: str
    probability: float
    unsure: bool
    evidence: Callable[[], tuple[TextSpan, ...]]
