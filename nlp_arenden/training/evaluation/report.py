"""The figures of an evaluation: for all documents, for each corpus, for noisy texts and for each municipality."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nlp_arenden.training.evaluation.gold import Example, Row
from nlp_arenden.training.evaluation.pairs import KINDS
from nlp_arenden.training.evaluation.tally import Figure, Tally, joined

_ALL, _NOISY = "alla", "brusiga"
_FEWEST = 3  # documents of a municipality that is shown by itself


@dataclass(frozen=True)
class Report:
    """Tallies by the name of a group of documents, the whole first."""

    groups: dict[str, Tally]

    def figures(self) -> dict[str, dict[str, Figure]]:
        """Group, then name of the figure."""
        return {name: dict(_figures(tally)) for name, tally in self.groups.items()}

    def to_json(self) -> str:
        """All figures as one JSON document."""
        rows: dict[str, Any] = {}
        for name, figures in self.figures().items():
            rows[name] = {"dokument": len(self.groups[name].documents)} | {
                key: {"varde": _rounded(f.value), "lag": _rounded(f.low), "hog": _rounded(f.high), "antal": f.of}
                for key, f in figures.items()
            }
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"

    def to_markdown(self, groups: Sequence[str] = ()) -> str:
        """A Markdown table: a row for each figure, a column for each group (all, unless named)."""
        figures = {name: found for name, found in self.figures().items() if not groups or name in groups}
        heads = [f"{name} ({len(self.groups[name].documents)} handlingar)" for name in figures]
        lines = [f"| | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
        for key in dict.fromkeys(key for found in figures.values() for key in found):
            cells = (_cell(found.get(key)) for found in figures.values())
            lines.append(f"| {key} | {' | '.join(cells)} |")
        return "\n".join(lines) + "\n"

    def faults(self) -> list[str]:
        """Every difference between gold and cards, a line each."""
        return self.groups[_ALL].faults


def evaluate(
    examples: Iterable[Example], card_of: Callable[[Example], Row], on_each: Callable[[str], None] = lambda name: None
) -> Report:
    """Compares the cards of documents with their gold.

    Args:
        examples: the documents with gold.
        card_of: gives a document's card, as it reads in JSON.
        on_each: called with the name of each document before it is read.
    """
    single: list[tuple[Example, Tally]] = []
    for example in examples:
        on_each(example.name)
        tally = Tally()
        tally.add(f"{example.corpus}/{example.name}", example.gold, card_of(example))
        single.append((example, tally))
    return Report({name: joined(tallies) for name, tallies in _grouped(single) if tallies})


def _grouped(single: Sequence[tuple[Example, Tally]]) -> Iterator[tuple[str, list[Tally]]]:
    yield _ALL, [tally for _, tally in single]
    corpora = sorted({example.corpus for example, _ in single})
    if len(corpora) > 1:
        for corpus in corpora:
            yield corpus, [tally for example, tally in single if example.corpus == corpus]
    yield _NOISY, [tally for example, tally in single if example.noisy]
    for kommun in sorted({example.kommun for example, _ in single} - {""}):
        tallies = [tally for example, tally in single if example.kommun == kommun]
        if _FEWEST <= len(tallies) < len(single):
            yield kommun, tallies


def _figures(tally: Tally) -> Iterator[tuple[str, Figure]]:
    keys = tally.keys()
    for kind in KINDS:
        found = tally.found(kind.name)
        if any(figure.of for figure in found.values()):
            yield from ((f"{kind.name}: {name}", figure) for name, figure in found.items())
        for key in keys:
            if key.startswith(f"{kind.name}."):
                yield f"{kind.name}: {key.partition('.')[2]}", tally.share(key)
    for key in keys:
        if not any(key.startswith(f"{kind.name}.") for kind in KINDS):
            yield key.replace(".", ": "), tally.share(key)


def _cell(figure: Figure | None) -> str:
    if figure is None or figure.of == 0:
        return "–"
    return f"{figure.value:.2f} ({figure.low:.2f}–{figure.high:.2f}), {figure.of}".replace(".", ",")


def _rounded(value: float) -> float | None:
    return None if value != value else round(value, 4)
