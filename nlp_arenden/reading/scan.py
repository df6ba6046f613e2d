"""Pictures of text, read by the program tesseract with its Swedish language data.

Measured on an A4 page at 200 dpi, slightly turned and blurred: all å, ä and ö right, 3.5 seconds on one core;
with the English data none of them was right.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nlp_arenden.domain.handling import Notice
from nlp_arenden.errors import DamagedFile, EmptyFile, MissingExtra, TookTooLong
from nlp_arenden.reading.extract import Extract, Job, page_list, paged
from nlp_arenden.reading.limits import Deadline

INSTALL = (
    "programmet tesseract med svenska saknas. Debian/Ubuntu: `apt install tesseract-ocr tesseract-ocr-swe`; "
    "Windows: installera Tesseract från UB Mannheim och kryssa i språket Swedish; macOS: "
    "`brew install tesseract tesseract-lang`."
)
_WINDOWS = Path(r"C:\Program Files\Tesseract-OCR\tesseract.exe")  # the installer does not add it to PATH
_CERTAIN = 70.0  # mean word confidence in per cent; below it, words are often wrong


@dataclass(frozen=True, slots=True)
class Recognised:
    """The text of one picture, and the mean confidence of its words in per cent (0 without words)."""

    text: str
    confidence: float


@cache
def tesseract() -> str | None:
    """The tesseract program that has Swedish, or None."""
    program = shutil.which("tesseract") or (str(_WINDOWS) if _WINDOWS.exists() else None)
    if program is None:
        return None
    try:
        said = subprocess.run([program, "--list-langs"], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return program if b"swe" in said.stdout.split() else None


def read_scan(data: bytes, job: Job) -> Extract:
    """The text of an image file, a page for each picture in it.

    Raises:
        MissingExtra: tesseract or its Swedish is not installed.
        EmptyFile: OCR is switched off.
        DamagedFile: the image cannot be opened.
        TooLarge: too many pages.
        TookTooLong: the time was up.
    """
    require(job)
    found = recognise(data, job.deadline)
    job.limits.check_pages(len(found))
    text, pages = paged([page.text for page in found])
    return Extract(text, pages, ocr=True, notices=_uncertain(dict(enumerate(found))))


def require(job: Job) -> None:
    """Raises MissingExtra or EmptyFile when a document of pictures alone cannot be read by OCR."""
    if not job.ocr:
        raise EmptyFile("innehåller bara bilder av text, och OCR är avstängd; slå på OCR.")
    if tesseract() is None:
        raise MissingExtra(f"innehåller bara bilder av text och kan inte läsas: {INSTALL}")


def read_pages(
    indexes: Sequence[int], picture: Callable[[int], bytes], job: Job
) -> tuple[dict[int, str], tuple[Notice, ...]]:
    """The texts of the pages that are pictures, by index from 0, as far as the time goes; and what was lost.

    Args:
        indexes: the pages to read.
        picture: gives an image file of a page.
        job: the limits and the time.
    """
    if not job.ocr:
        lost = f"{_are_scanned(indexes)} och lästes inte, eftersom OCR är avstängd."
        return {}, (Notice("ocr_avstangd", lost),)
    if tesseract() is None:
        return {}, (Notice("ocr_saknas", f"{_are_scanned(indexes)} och kunde inte läsas: {INSTALL}"),)
    found: dict[int, Recognised] = {}
    notices: tuple[Notice, ...] = ()
    try:
        for index in indexes:
            job.deadline.check()
            found[index] = recognise(picture(index), job.deadline)[0]
    except TookTooLong:
        rest = page_list([index + 1 for index in indexes if index not in found])
        lost = f"Tiden tog slut, så {rest} lästes inte med OCR; höj gränsen (--max-sekunder) eller dela upp filen."
        notices = (Notice("ocr_avbruten", lost),)
    texts = {index: page.text for index, page in found.items()}
    return texts, notices + _uncertain(found)


def recognise(image: bytes, deadline: Deadline) -> list[Recognised]:
    """The pages of an image file (PNG, JPEG, TIFF, PNM), read with Swedish language data.

    Raises:
        MissingExtra: tesseract or its Swedish is not installed.
        DamagedFile: tesseract cannot open the image.
        TookTooLong: the time was up; tesseract has been stopped.
    """
    program = tesseract()
    if program is None:
        raise MissingExtra(INSTALL)
    try:
        done = subprocess.run(
            [program, "-", "-", "-l", "swe", "tsv"],
            input=image,
            capture_output=True,
            timeout=deadline.left,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},  # one thread costs 40 % less processor time
        )
    except subprocess.TimeoutExpired as error:
        raise TookTooLong(
            f"OCR hann inte klart på {deadline.seconds:g} sekunder; höj gränsen (--max-sekunder) eller dela upp filen."
        ) from error
    if done.returncode != 0:
        raise DamagedFile("bilden är trasig eller har ett ovanligt format; spara den på nytt som PNG.")
    return _from_table(done.stdout.decode("utf-8", errors="replace"))


def _from_table(table: str) -> list[Recognised]:
    """The pages in tesseract's table: a row a word, numbered by page, block, paragraph and line."""
    pages: list[Recognised] = []
    text: list[str] = []
    sure: list[float] = []
    last: list[str] = []
    for row in table.splitlines()[1:]:
        level, page, block, paragraph, line, _word, *_box, confidence, word = row.split("\t", 11)
        if level == "1":
            if pages or last:
                pages.append(_page(text, sure))
            text, sure, last = [], [], [page]
        elif level == "5" and word.strip():
            place = [page, block, paragraph, line]
            if len(last) == 4:
                text.append(" " if place == last else "\n" if place[:3] == last[:3] else "\n\n")
            text.append(word)
            sure.append(float(confidence))
            last = place
    return [*pages, _page(text, sure)]


def _page(text: list[str], sure: list[float]) -> Recognised:
    return Recognised("".join(text), sum(sure) / len(sure) if sure else 0.0)


def _are_scanned(indexes: Sequence[int]) -> str:
    said = page_list([index + 1 for index in indexes])
    return said[0].upper() + said[1:] + (" är inskannad" if len(indexes) == 1 else " är inskannade")


def _uncertain(found: dict[int, Recognised]) -> tuple[Notice, ...]:
    numbers = [index + 1 for index, page in found.items() if page.text and page.confidence < _CERTAIN]
    if not numbers:
        return ()
    return (Notice("ocr_osaker", f"OCR-läsningen av {page_list(numbers)} är osäker; jämför med originalet."),)
