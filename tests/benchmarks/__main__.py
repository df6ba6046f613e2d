"""Measures how fast the product reads, tags and makes cards; see ``--help``.

The baseline is scikit-learn's TfidfVectorizer and LinearSVC, predicting one label for the same documents in the
same process. Ratios to it can be compared between machines; seconds cannot.
"""

import argparse
import json
import os
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from tests.benchmarks.documents import (
    FIVE_PAGES,
    PAGE_WORDS,
    Document,
    as_docx,
    as_pdf,
    documents,
    long_document,
)
from tests.benchmarks.measure import command_cpu, cpu, exponent, peak_rss

BASELINE = "scikit-learn: TF-IDF + LinearSVC, endast prediktion"
LENGTHS = (1, 2, 4, 8, 16)


def main() -> None:
    """Measures everything and prints one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--repeats", type=int, default=5, help="runs of each row; the median is told")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here as well")
    chosen = parser.parse_args()
    figures = {
        "documents": measure_documents(chosen.repeats),
        "length": measure_length(min(3, chosen.repeats)),
        "commands": measure_commands(chosen.repeats),
        "repeats": chosen.repeats,
    }
    print(table(figures))
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", "utf8")


def measure_documents(repeats: int) -> dict[str, Any]:
    """Documents of 500 words per CPU second for each step, and as a ratio to the baseline."""
    texts = documents()
    predict = _baseline(texts)  # before torch is kept out: scikit-learn looks for it

    from nlp_arenden.pipeline.torchless import block_torch

    block_torch()
    from nlp_arenden.analysis import Analyzer
    from nlp_arenden.modelpack import open_pack
    from nlp_arenden.reading import Limits, read_arende
    from nlp_arenden.text.sentences import find_sentences

    analyzer = Analyzer.load(open_pack())
    with tempfile.TemporaryDirectory() as folder:
        rows: dict[str, Callable[[], object]] = {BASELINE: predict}
        files: dict[str, list[Path]] = {}
        for ending, made in (("txt", str.encode), ("pdf", as_pdf), ("docx", as_docx)):
            files[ending] = [Path(folder, f"{i}.{ending}") for i in range(len(texts))]
            for path, document in zip(files[ending], texts, strict=True):
                path.write_bytes(made(document.text))
            rows[f"läsa {ending.upper()}"] = lambda paths=files[ending]: [  # type: ignore[misc]
                read_arende([path], path.name, Limits(), False) for path in paths
            ]
        clean = [read_arende([path], path.name, Limits(), False).handlingar[0].clean.text for path in files["txt"]]

        def themes() -> None:
            for text in clean:
                analyzer.themes.predict("", text, [(span, span.of(text)) for span in find_sentences(text)])

        def cards() -> None:
            for path in files["txt"]:
                analyzer.analyse(read_arende([path], path.name, Limits(), False)).to_json()

        rows["teman"] = themes
        rows["extraktion"] = lambda: [analyzer.nlp(text) for text in clean]
        rows["hela kortet"] = cards
        seconds = {name: cpu(work, repeats) for name, work in rows.items()}
    return {
        "count": len(texts),
        "bytes": sum(len(document.text.encode()) for document in texts),
        "per_second": {name: len(texts) / taken for name, taken in seconds.items()},
        "ratio": {name: seconds[BASELINE] / taken for name, taken in seconds.items()},
        "card_seconds_per_mb": seconds["hela kortet"] / sum(len(d.text.encode()) for d in texts) * 1e6,
    }


def measure_length(repeats: int) -> dict[str, Any]:
    """CPU seconds of a card for one document 1 to 16 times as long, and how they grow."""
    from nlp_arenden.analysis import Analyzer
    from nlp_arenden.modelpack import open_pack
    from nlp_arenden.reading import Limits, read_arende

    analyzer = Analyzer.load(open_pack())
    pages, seconds, memory = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "lang.txt")
        for times in LENGTHS:
            text = long_document(times)
            path.write_text(text, "utf8")
            work = lambda: analyzer.analyse(read_arende([path], path.name, Limits(), False)).to_json()  # noqa: E731
            pages.append(len(text.split()) / PAGE_WORDS)
            seconds.append(cpu(work, repeats, warm=1))
            memory.append(peak_rss())
    return {"pages": pages, "seconds": seconds, "exponent": exponent(pages, seconds), "peak_rss_mib": memory}


def measure_commands(repeats: int) -> dict[str, float]:
    """User CPU seconds of whole commands, from start to end."""
    typer = command_cpu(["-c", "import typer"], repeats)
    shown = command_cpu(["-m", "nlp_arenden", "--help"], repeats)
    card = command_cpu(["-m", "nlp_arenden", "sammanfatta", str(FIVE_PAGES)], repeats)
    return {"import_typer": typer, "help": shown, "help_ratio": shown / typer, "sammanfatta_5_pages": card}


def table(figures: dict[str, Any]) -> str:
    """The figures for a person to read."""
    done, length, commands = figures["documents"], figures["length"], figures["commands"]
    lines = [
        f"{done['count']} dokument om ca 500 ord, median av {figures['repeats']} körningar, CPU-tid i en process",
        "",
    ]
    lines.append(f"{'':52}{'dok/s':>10}{'kvot':>10}")
    for name, speed in done["per_second"].items():
        lines.append(f"{name:52}{speed:10.1f}{done['ratio'][name]:10.3f}")
    lines += [f"{'hela kortet, s per MB text':52}{done['card_seconds_per_mb']:10.2f}", ""]
    lines.append(f"{'ett dokument, sidor':52}{'s':>10}{'MiB':>10}")
    for pages, seconds, memory in zip(length["pages"], length["seconds"], length["peak_rss_mib"], strict=True):
        lines.append(f"{pages:<52.0f}{seconds:10.2f}{memory:10.0f}")
    lines += [f"{'exponent (1 = linjärt)':52}{length['exponent']:10.2f}", ""]
    lines.append(f"{'kommando':52}{'s (user)':>10}{'kvot':>10}")
    lines.append(f"{'import typer':52}{commands['import_typer']:10.2f}{1:10.2f}")
    lines.append(f"{'arenden --help':52}{commands['help']:10.2f}{commands['help_ratio']:10.2f}")
    lines.append(f"{'arenden sammanfatta, 5 sidor':52}{commands['sammanfatta_5_pages']:10.2f}")
    return "\n".join(lines)


def _baseline(texts: list[Document]) -> Callable[[], object]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    model = make_pipeline(TfidfVectorizer(), LinearSVC())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # many themes for few documents: only its speed counts here
        model.fit([document.text for document in texts], [document.tema for document in texts])
    return lambda: model.predict([document.text for document in texts])


if __name__ == "__main__":
    main()
