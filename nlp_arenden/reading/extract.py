"""What a reader of one format is given and gives back."""

from collections.abc import Iterable
from dataclasses import dataclass

from nlp_arenden.domain.handling import Notice, Page
from nlp_arenden.reading.limits import Deadline, Limits

# Ends a paragraph whose end the format itself tells, so that no one has to guess it from the line lengths.
PARAGRAPH_END = "\u2029\n"
# Stands between pages: text printed by `arenden text` and read again has the same pages.
PAGE_END = "\n\f"
_CELL_AT_MOST = 300  # characters; in a longer cell stands running text


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read: what it may cost, and whether pictures of text are read by OCR."""

    limits: Limits
    deadline: Deadline
    ocr: bool


@dataclass(frozen=True, slots=True)
class Extract:
    """The source text of a document, its pages, and what the reader of the card must know."""

    text: str
    pages: tuple[Page, ...] = ()
    ocr: bool = False
    notices: tuple[Notice, ...] = ()


def paged(texts: list[str]) -> tuple[str, tuple[Page, ...]]:
    """The page texts as one text, and the pages that tile it; the page end belongs to the page before."""
    whole = [text + PAGE_END for text in texts[:-1]] + texts[-1:]
    pages: list[Page] = []
    at = 0
    for number, text in enumerate(whole, start=1):
        pages.append(Page(number, at, at + len(text)))
        at += len(text)
    return "".join(whole), tuple(pages)


def page_list(numbers: list[int]) -> str:
    """Page numbers as one says them in Swedish: ``"sida 3"``, ``"sidorna 1, 4–6"``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return ("sida " if len(numbers) == 1 else "sidorna ") + ", ".join(said)


def paragraphs(texts: Iterable[str]) -> str:
    """Paragraphs as one text, each with a hard end; those without text are left out."""
    return PARAGRAPH_END.join(text.strip("\n") for text in texts if text.strip())


def table_row(cells: Iterable[list[str]]) -> list[str]:
    """A table row, given the paragraphs of each cell, as one line with tabs.

    A row that only lays out the page (one cell, or long text in cells) is given paragraph by paragraph.
    """
    filled = [[text for text in cell if text.strip()] for cell in cells]
    texts = [" ".join(cell).replace("\n", " ") for cell in filled]
    if sum(map(bool, texts)) > 1 and max(map(len, texts)) <= _CELL_AT_MOST and max(map(len, filled)) <= 3:
        return ["\t".join(texts).rstrip("\t")]
    return [text for cell in filled for text in cell]


def once(texts: Iterable[str]) -> list[str]:
    """The texts without repetition, in the order in which they first stand."""
    return list(dict.fromkeys(texts))
