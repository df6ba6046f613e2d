"""One ärende: read its handlingar, and make its card."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from nlp_arenden.domain.card import CaseAnalysis
from nlp_arenden.domain.handling import Arende
from nlp_arenden.errors import MissingExtra, ReadingError
from nlp_arenden.modelpack import ModelPack
from nlp_arenden.reading import Limits, read_arende, read_bytes

STREAM = "stdin"


def read_case(sources: Sequence[Path], limits: Limits, ocr: bool) -> Arende:
    """The ärende that the files, and the files of the folders, make up together.

    Raises:
        NotFound: a source does not exist, or a folder holds no files.
        ReadingError: nothing of it could be read; the reasons are told.
        MissingExtra: nothing of it could be read without a program that is not installed.
    """
    arende = read_arende(sources, sources[0].name or str(sources[0]), limits, ocr)
    if not arende.handlingar:
        only_extras = all(unread.kod == MissingExtra.kod for unread in arende.unread)
        raise (MissingExtra if only_extras else ReadingError)("\n".join(unread.text for unread in arende.unread))
    return arende


def read_stream(stream: BinaryIO, limits: Limits, ocr: bool) -> Arende:
    """The ärende in a stream of bytes, such as a pipe.

    Raises:
        ReadingError: the bytes cannot be read as a document.
    """
    data = stream.read(limits.max_bytes + 1)
    return Arende(STREAM, tuple(read_bytes(data, STREAM, limits, ocr)))


def summarize_case(arende: Arende, pack: ModelPack, meningar: int) -> CaseAnalysis:
    """The card of an ärende, with a summary of at most ``meningar`` sentences."""
    from nlp_arenden.analysis import Analyzer

    return Analyzer.load(pack).analyse(arende, meningar)
