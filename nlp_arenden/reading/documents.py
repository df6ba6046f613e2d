"""One file, or its bytes, read into handlingar."""

import hashlib
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from nlp_arenden.domain.handling import Handling, Notice
from nlp_arenden.errors import (
    EmptyFile,
    EncryptedFile,
    MissingExtra,
    NotFound,
    ReadingError,
    TooLarge,
    UnknownFormat,
)
from nlp_arenden.reading import sniff
from nlp_arenden.reading.docx import read_docx
from nlp_arenden.reading.extract import Extract, Job
from nlp_arenden.reading.limits import USUAL, Deadline, Limits
from nlp_arenden.reading.mail import read_mail
from nlp_arenden.reading.odt import read_odt
from nlp_arenden.reading.pdf import read_pdf
from nlp_arenden.reading.plain import read_plain
from nlp_arenden.reading.quality import reads_like_words
from nlp_arenden.reading.rtf import read_rtf
from nlp_arenden.reading.scan import read_scan
from nlp_arenden.reading.web import read_html

_READERS: dict[sniff.Kind, Callable[[bytes, Job], Extract]] = {
    sniff.TXT: read_plain,
    sniff.PDF: read_pdf,
    sniff.DOCX: read_docx,
    sniff.ODT: read_odt,
    sniff.HTML: read_html,
    sniff.RTF: read_rtf,
    sniff.PNG: read_scan,
    sniff.JPEG: read_scan,
    sniff.TIFF: read_scan,
}


def read_file(path: Path, limits: Limits = USUAL, ocr: bool = True) -> list[Handling]:
    """The handlingar in a file: one, or an e-mail and its attachments; ids ``h1``, ``h2`` …

    Args:
        path: the file; its type is told by its content.
        limits: what reading it may cost.
        ocr: whether scanned pages and images are read by tesseract.

    Raises:
        NotFound: there is no such file.
        ReadingError: it cannot be read; the subclass tells why.
        MissingExtra: it holds only pictures of text, and tesseract is not installed.
    """
    name = _nfc(path.name)
    try:
        with path.open("rb") as file:
            limits.check_bytes(path.stat().st_size)
            data = file.read(limits.max_bytes + 1)
    except FileNotFoundError as error:
        raise NotFound(f"Filen {path} finns inte.") from error
    except IsADirectoryError as error:
        raise ReadingError(f"{name}: är en mapp, inte en fil; ange en fil i den.") from error
    except PermissionError as error:
        raise ReadingError(f"{name}: får inte öppnas; kontrollera behörigheten.") from error
    except OSError as error:
        raise ReadingError(f"{name}: kunde inte läsas från disken ({error.strerror}).") from error
    except ReadingError as error:
        raise type(error)(f"{name}: {error}") from error
    return read_bytes(data, name, limits, ocr)


def read_bytes(data: bytes, filnamn: str, limits: Limits = USUAL, ocr: bool = True) -> list[Handling]:
    """The handlingar in the bytes of a file; see ``read_file``.

    Args:
        data: the bytes, of a file or from stdin.
        filnamn: the name to call it by.
        limits: what reading it may cost.
        ocr: whether scanned pages and images are read by tesseract.
    """
    return number(_read(data, _nfc(filnamn), Job(limits, Deadline(limits.seconds), ocr), depth=0))


def number(handlingar: Sequence[Handling]) -> list[Handling]:
    """The same handlingar with the ids ``h1``, ``h2`` … in order."""
    return [replace(handling, id=f"h{n}") for n, handling in enumerate(handlingar, start=1)]


def _read(data: bytes, filnamn: str, job: Job, depth: int) -> list[Handling]:
    try:
        job.limits.check_bytes(len(data))
        if not data.strip(b"\x00 \t\r\n"):
            raise EmptyFile("filen är tom; kontrollera att den har sparats.")
        kind = sniff.sniff(data)
        if kind == sniff.ENCRYPTED_OFFICE:
            raise EncryptedFile("dokumentet är skyddat med lösenord; spara det utan lösenord.")
        if kind == sniff.EML:
            return _mail(data, filnamn, job, depth)
        if kind not in _READERS:
            raise UnknownFormat(f"{kind.name} läses inte; {kind.advice}")
        extract = _READERS[kind](data, job)
        job.limits.check_characters(len(extract.text))
        if not extract.text.strip():
            raise EmptyFile("det finns ingen text i filen; kontrollera att rätt fil har sparats.")
    except (ReadingError, MissingExtra) as error:
        raise type(error)(f"{filnamn}: {error}") from error
    return [_handling(data, filnamn, kind, extract)]


def _mail(data: bytes, filnamn: str, job: Job, depth: int) -> list[Handling]:
    """The e-mail, then its attachments; one that cannot be read is told of on the e-mail."""
    mail = read_mail(data, job)
    attached: list[Handling] = []
    lost: list[Notice] = []
    for attachment in mail.attachments:
        try:
            if depth >= job.limits.max_depth:
                raise TooLarge(f"{attachment.filnamn}: bilagor i bilagor läses till djupet {depth}.")
            attached += _read(attachment.data, attachment.filnamn, job, depth + 1)
        except (ReadingError, MissingExtra) as error:
            lost.append(Notice("bilaga_olast", f"En bilaga kunde inte läsas. {error}"))
    extract = replace(mail.extract, notices=(*mail.extract.notices, *lost))
    return [_handling(data, filnamn, sniff.EML, extract), *attached]


def _handling(data: bytes, filnamn: str, kind: sniff.Kind, extract: Extract) -> Handling:
    notices = extract.notices
    if not reads_like_words(extract.text):
        doubt = "Texten ser inte ut som ord (typsnitt utan teckentabell eller dålig OCR); fynd kan saknas."
        notices += (Notice("textkvalitet", doubt),)
    return Handling(
        id="h1",
        filnamn=filnamn,
        sha256=hashlib.sha256(data).hexdigest(),
        mediatyp=kind.mediatyp,
        source=extract.text,
        pages=extract.pages,
        ocr=extract.ocr,
        notices=notices,
    )


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)
