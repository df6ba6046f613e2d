"""RTF documents.

A reader of our own: the libraries leave out page headers, where the diarienummer often stands, and the
numbers of lists. Source of the control words: Rich Text Format Specification 1.9.1.
"""

import codecs
import re
from dataclasses import dataclass, replace

from nlp_arenden.errors import DamagedFile
from nlp_arenden.reading.extract import Extract, Job, once, paragraphs

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}]+)|\\'?",
    re.DOTALL,
)
_SIGNS = {
    "line": "\n", "tab": "\t", "cell": "\t", "nestcell": "\t", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ",
    "par": "\u2029", "row": "\u2029", "sect": "\u2029", "page": "\u2029",
    "~": "\xa0", "_": "\u2011", "-": "\xad", "{": "{", "}": "}", "\\": "\\", "\n": "\u2029", "\r": "\u2029",
}  # fmt: skip
_SINKS = {"footnote": "notes"} | {edge + which: edge for edge in ("header", "footer") for which in ("", "l", "r", "f")}
_LEFT_OUT = frozenset({
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "result", "shprslt",
    "themedata", "colorschememapping", "datastore", "latentstyles", "listtable", "listoverridetable",
    "rsidtbl", "generator", "xmlnstbl", "fldinst", "nonesttables", "bkmkstart", "bkmkend", "annotation",
    "atnid", "atnauthor", "comment", "operator", "author", "title", "subject", "keywords", "filetbl",
    "revtbl", "mmathPr",
})  # fmt: skip
_CHARSETS = {
    77: "mac_roman", 161: "cp1253", 162: "cp1254", 186: "cp1257", 204: "cp1251", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside one group."""

    sink: str = "text"
    skipped: bool = False
    hidden: bool = False
    encoding: str = ""  # of the font; empty for that of the document
    fallback: int = 1  # characters that stand for each Unicode character, for old readers


def read_rtf(data: bytes, job: Job) -> Extract:
    """The text of an RTF document: page headers, text with its list numbers, notes and page footers.

    Raises:
        DamagedFile: it breaks off inside a group, without text.
        TookTooLong: the time was up.
    """
    reader = _Reader(job)
    reader.read(data)
    text = reader.result()
    if not text.strip() and reader.depth > 0:
        raise DamagedFile("RTF-filen är avkortad; hämta den på nytt.")
    return Extract(text)


class _Reader:
    def __init__(self, job: Job) -> None:
        self._job = job
        self._state = _State()
        self._groups: list[_State] = []
        self._out: dict[str, list[str]] = {"header": [], "text": [], "notes": [], "footer": []}
        self._bytes = bytearray()  # of one encoding, not decoded yet
        self._encoding = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0  # the one that the font table is at
        self._to_skip = 0

    @property
    def depth(self) -> int:
        """Groups that are open."""
        return len(self._groups)

    def result(self) -> str:
        """The text gathered so far."""
        joined = {name: "".join(parts) for name, parts in self._out.items()}
        # Characters outside the first plane come as two halves.
        whole = {
            name: text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for name, text in joined.items()
        }
        lines = {name: [line.rstrip("\t") for line in text.split("\u2029")] for name, text in whole.items()}
        return paragraphs([*once(lines["header"]), *lines["text"], *lines["notes"], *once(lines["footer"])])

    def read(self, data: bytes) -> None:
        """Takes in the document."""
        at = 0
        while token := _TOKEN.match(data, at):
            at = token.end()
            match token.lastgroup:
                case "text":
                    self._plain(token[0].translate(None, b"\r\n"))
                case "hex":
                    self._plain(bytes([int(token["hex"], 16)]))
                case "brace":
                    self._decode()
                    self._job.deadline.check()
                    if token[0] == b"{":
                        self._groups.append(self._state)
                    elif self._groups:
                        self._state = self._groups.pop()
                        if not self._groups:
                            return  # what follows the document is no part of it
                    self._to_skip = 0
                case "word" | "number":
                    number = int(token["number"]) if token["number"] else None
                    if token["word"] == b"bin":
                        at += max(0, number or 0)
                    else:
                        self._decode()
                        self._word(token["word"].decode("ascii"), number)
                case "sign":
                    self._decode()
                    self._sign(token["sign"].decode("latin-1"))
                case _:
                    pass
        self._decode()

    def _plain(self, raw: bytes) -> None:
        skipped = min(self._to_skip, len(raw))
        self._to_skip -= skipped
        if not self._state.skipped and not self._state.hidden:
            self._bytes += raw[skipped:]

    def _decode(self) -> None:
        if self._bytes:
            text = self._bytes.decode(self._state.encoding or self._encoding, "replace")
            self._out[self._state.sink].append(text)
            self._bytes.clear()

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._state = replace(self._state, skipped=True)
        elif sign in _SIGNS and not self._state.skipped and not self._state.hidden:
            self._out[self._state.sink].append(_SIGNS[sign])

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if word in _LEFT_OUT:
            self._state = replace(state, skipped=True)
        elif word in _SINKS:
            self._state = replace(state, sink=_SINKS[word], skipped=False)
        elif word == "shptxt":  # the text of a text box, inside a group that old readers skip
            self._state = replace(state, skipped=False)
        elif word in {"deleted", "v"}:
            self._state = replace(state, hidden=number != 0)
        elif word == "plain":
            self._state = replace(state, hidden=False)
        elif word == "ansicpg" and number:
            self._encoding = _known(f"cp{number}", self._encoding)
        elif word == "mac":
            self._encoding = "mac_roman"
        elif word == "pc":
            self._encoding = "cp437"
        elif word == "pca":
            self._encoding = "cp850"
        elif word == "f" and number is not None:
            self._font = number
            self._state = replace(state, encoding=self._fonts.get(number, ""))
        elif word == "fcharset" and number is not None:
            self._fonts[self._font] = _CHARSETS.get(number, "")
        elif word == "uc" and number is not None:
            self._state = replace(state, fallback=max(0, number))
        elif not state.skipped and not state.hidden:
            if word == "u" and number is not None:
                self._out[state.sink].append(chr(number % 0x10000))
                self._to_skip = state.fallback
            elif word in _SIGNS:
                self._out[state.sink].append(_SIGNS[word])


def _known(encoding: str, otherwise: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return otherwise
