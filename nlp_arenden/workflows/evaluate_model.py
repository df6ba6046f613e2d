"""How far a model's cards agree with annotated corpora."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from nlp_arenden.modelpack import ModelPack

if TYPE_CHECKING:
    from nlp_arenden.training.evaluation.report import Report

SENTENCES = 5  # of the summaries that are measured


def evaluate_model(
    corpora: Sequence[Path],
    pack: ModelPack,
    *,
    data: Path | None = None,
    part: str | None = None,
    on_each: Callable[[str], None] = lambda name: None,
) -> "Report":
    """The figures of a model on the documents of corpora.

    Args:
        corpora: folders with gold.
        pack: the model.
        data: where texts lie that a corpus only refers to.
        part: ``utveckling`` or ``prov``; None takes both.
        on_each: called with the name of each document before it is read.

    Raises:
        NotFound: a folder holds no gold.
        CorpusError: gold that cannot be read, or whose text is missing.
        ModelError: the model cannot be used.
    """
    import json

    from nlp_arenden.analysis import Analyzer
    from nlp_arenden.training.evaluation.gold import read_gold
    from nlp_arenden.training.evaluation.report import evaluate

    examples = [example for folder in corpora for example in read_gold(folder, data, part)]
    analyzer = Analyzer.load(pack)
    return evaluate(
        examples, lambda example: json.loads(analyzer.analyse(example.arende, SENTENCES).to_json()), on_each
    )
