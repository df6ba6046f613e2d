"""The XML parts of a zipped office document, unpacked and parsed with care."""

import posixpath
import re
import zipfile
import zlib
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from nlp_arenden.errors import DamagedFile, EncryptedFile, TooLarge
from nlp_arenden.reading.extract import Job
from nlp_arenden.reading.limits import MB, megabytes

_CHUNK = 1 << 18  # bytes


class Link(NamedTuple):
    """What a part of an Office document points to: the last word of its type, and the part."""

    kind: str
    part: str


class Archive:
    """An opened DOCX or ODT file; what its parts unpack to is counted, whatever the file declares."""

    def __init__(self, data: bytes, job: Job) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise _damaged() from error
        self._job = job
        self._expanded = 0

    def xml(self, part: str) -> etree._Element | None:
        """The root element of a part; None when there is no such part.

        Raises:
            DamagedFile: the part cannot be unpacked or is not well-formed.
            EncryptedFile: the part needs a password.
            TooLarge: it unpacks to more than the limits.
        """
        try:
            info = self._zip.getinfo(part)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise EncryptedFile("dokumentet är skyddat med lösenord; spara det utan lösenord.")
        # Entities are left unresolved and nothing is fetched: the document comes from outside.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(self._unpacked(info), parser)
        except etree.XMLSyntaxError as error:
            raise _damaged() from error

    def links(self, part: str) -> dict[str, Link]:
        """What an Office part points to inside the document, by id; the empty part is the document itself."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        if root is None:
            return {}
        return {
            link.get("Id", ""): Link(
                link.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/"),
            )
            for link in root
            if link.get("TargetMode") != "External"
        }

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        chunks: list[bytes] = []
        size = 0
        most = max(MB, self._job.limits.max_ratio * info.compress_size)
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(_CHUNK):
                    self._job.deadline.check()
                    chunks.append(chunk)
                    size += len(chunk)
                    self._expanded += len(chunk)
                    if size > most or self._expanded > self._job.limits.max_expanded_bytes:
                        raise TooLarge(
                            f"dokumentet packas upp till mer än {megabytes(self._expanded)} och lästes inte; "
                            "spara det som PDF, eller höj gränserna max_expanded_bytes och max_ratio."
                        )
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise _damaged() from error
        return b"".join(chunks)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, which differs between editions of the same format."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """The value of an attribute, whatever its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return default


def whole(text: str, otherwise: int = 0) -> int:
    """The number that an attribute gives; ``otherwise`` when it is no number of at most six digits."""
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else otherwise


def _damaged() -> DamagedFile:
    return DamagedFile("dokumentet är trasigt eller avkortat; öppna det i ordbehandlaren och spara på nytt.")
