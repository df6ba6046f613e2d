"""Whether a theme's evidence carries its score: deleting it must lower the score more than deleting other sentences."""

from collections.abc import Sequence

import numpy as np

from nlp_arenden.pipeline.teman.themes import ThemeModel
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan
from nlp_arenden.training.themes.sources import Example


def deletion_figures(model: ThemeModel, examples: Sequence[Example], seed: int) -> dict[str, float]:
    """Mean drop in log-odds when the evidence, and when as many other sentences, are deleted; and how often it is more.

    The other sentences are drawn at random among those of at least the length of the evidence's shortest.

    Source: the comprehensiveness measure of DeYoung et al. 2020, ERASER.
    """
    rng = np.random.default_rng(seed)
    drops: list[tuple[float, float]] = []
    places = {theme.id: k for k, theme in enumerate(model.taxonomy.classes)}
    for example in examples:
        sentences = find_sentences(example.text)
        given = model.predict(
            example.title, example.text, [(s, s.of(example.text)) for s in sentences], example.proposals
        )
        before = _log_odds(model, example, ())
        for score in given:
            shortest = min(span.end - span.start for span in score.evidence)
            others = [s for s in sentences if s not in score.evidence and s.end - s.start >= shortest]
            if len(others) < len(score.evidence):
                continue
            drawn = [others[int(k)] for k in rng.choice(len(others), len(score.evidence), replace=False)]
            theme = places[score.id]
            drops.append(
                tuple(float(before[theme] - _log_odds(model, example, gone)[theme]) for gone in (score.evidence, drawn))  # type: ignore[arg-type]
            )
    if not drops:
        return {"themes": 0}
    evidence, other = np.array(drops).T
    return {
        "themes": len(drops),
        "drop_evidence": round(float(evidence.mean()), 3),
        "drop_other": round(float(other.mean()), 3),
        "evidence_more": round(float((evidence > other).mean()), 3),
    }


def _log_odds(model: ThemeModel, example: Example, gone: Sequence[TextSpan]) -> np.ndarray:
    text, end = [], 0
    for span in sorted(gone, key=lambda s: s.start):
        text.append(example.text[end : span.start])
        end = span.end
    left = "".join([*text, example.text[end:]])
    proposals = [p for p in example.proposals if not any(span.of(example.text) in p for span in gone)]
    chances = np.clip(model.probabilities(example.title, left, proposals), 1e-6, 1 - 1e-6)
    return np.log(chances / (1 - chances))
