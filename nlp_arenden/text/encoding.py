"""From bytes to text: which encoding Swedish text is in, and what a wrong one did to it.

The guess is a rule of our own: byte order mark, UTF-16 by its NUL pattern, strict UTF-8, and last the old
one-byte encodings, scored by how the letters outside ASCII stand in the words. General detectors take Swedish
cp1252 for cp1250 and turn å into ĺ.
"""

import codecs
import re
from dataclasses import dataclass, replace
from typing import Literal

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE = ("cp1252", "cp850", "mac_roman", "latin-1")
# Text in the second encoding that was taken for the first and saved so.
_MIXED_UP = (
    *((wrong, "utf-8") for wrong in ("cp1252", "latin-1", "mac_roman", "cp1250", "cp437", "cp850")),
    ("cp1252", "mac_roman"),
    ("cp1252", "cp850"),
    ("cp1250", "cp1252"),
    ("mac_roman", "cp1252"),
    ("cp850", "cp1252"),
)
_SAMPLE = 200_000  # characters that are scored
_ENOUGH = 4  # å, ä and ö in place that make a guess between one-byte encodings sure
_UNDEFINED = "\x81\x8d\x8f\x90\x9d"  # what cp1252 leaves undefined stands for itself, as browsers have it

# No wrong decoding gives these alone, so nearly all texts need no closer look.
_ORDINARY = frozenset(map(chr, range(128))) | frozenset("åäöÅÄÖéÉüÜ–—•§½°…’”“\xa0")

_OUTSIDE_ASCII = re.compile("[^\x00-\x7f]")
_A_LETTER = "a-zA-ZåäöÅÄÖéÉ"
# The patterns begin with the rare character, which makes the search fast, and look back at what is before it.
# å, ä and ö in words; capitals where a capital can stand.
_AT_HOME = re.compile(f"[åäöÅÄÖ](?:(?<=[åäö])(?:(?=[{_A_LETTER}])|(?<=[{_A_LETTER}].))|(?<=[ÅÄÖ])(?<![a-zåäö].))")
# Signs and letters of names and loan words that stand beside them in Swedish papers.
_AT_EASE = re.compile(
    "[åäöéèêëáàâíìîóòôúùûüñçøæßćčšžÉÈÜØÆŠŽ§°½¼¾²³µ×·•–—‘’“”„…‰€£©®«»´¨¹±−→≤≥\xa0\xad\u2000-\u202f\u2060\ufeff]"
)
# A capital or a sign inside a word, where only a letter in lower case, an apostrophe or a hyphen can stand.
_OUT_OF_PLACE = re.compile(
    "[^\x00-\x7f](?:(?<=[a-zåäö][ÅÄÖÉÈÜØÆŠŽ])(?=[a-zåäö])|"
    f"(?<=[{_A_LETTER}][^\\w\\s\x00-\x7f´‘’·–\xad\u2010\u2011])(?=[{_A_LETTER}]))"
)
# UTF-8 read as cp1252 or latin-1, as mac_roman, as cp1250, as cp437 or cp850: the first byte, then another.
_SIGN_PAIR = re.compile("[ÃÂ√Ă├┬¬Äâ](?:(?<!â)[^\x00-\x7fåäöÅÄÖ]|(?<=â)€)")
_LOST = re.compile(r"(?<=[a-z])\?(?=[a-z]{2})")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text from bytes, and what is known of its way.

    ``mojibake`` is ``lagad`` when the bytes held text that had been decoded wrongly once and ``text`` is what
    it was before; ``kvar`` when it looks so but could not be undone. ``mixed`` is True when the bytes were
    not all in one encoding.
    """

    text: str
    encoding: str
    mojibake: Literal["", "lagad", "kvar"] = ""
    mixed: bool = False


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text in ``data``, without byte order mark; line ends stay as they stand. Never fails.

    Args:
        data: the bytes of a text.
        declared: the encoding that the text says it has; believed where the bytes do not tell their own and
            bear it out.
    """
    decoded = _by_bytes(data) or _as_declared(data, declared) or _by_letters(data)
    if _ORDINARY.issuperset(decoded.text) and not decoded.text.isascii():
        return decoded
    if (repaired := repair(decoded.text)) is not None:
        return replace(decoded, text=repaired, mojibake="lagad")
    return replace(decoded, mojibake="kvar") if looks_broken(decoded.text) else decoded


def swedishness(text: str) -> int:
    """How well the letters outside ASCII stand in Swedish words; below zero, they do not.

    Each å, ä and ö in its place counts 1, each character that Swedish papers do not have, or that stands
    where it cannot, takes away 2. The first 200,000 characters are counted.
    """
    sample = text[:_SAMPLE]
    strange = len(_OUTSIDE_ASCII.findall(_AT_EASE.sub("", _AT_HOME.sub("", sample))))
    return len(_AT_HOME.findall(sample)) - 2 * (strange + len(_OUT_OF_PLACE.findall(sample)))


def looks_broken(text: str) -> bool:
    """True when the text shows the marks of a wrong decoding: sign pairs, signs in words, lost letters."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        lost = len(_LOST.findall(sample)) if "?" in sample else 0
        return lost >= 5 and lost > len(sample.split()) / 20
    swedish = len(_AT_HOME.findall(sample))
    odd = len(_SIGN_PAIR.findall(sample)) + len(_OUT_OF_PLACE.findall(sample))
    return "\ufffd" in sample or odd >= 3 + swedish // 10 or odd > swedish


def repair(text: str) -> str | None:
    """The text as it was before one wrong decoding, undone for all of it; None when there is none to undo.

    That wrongly decoded UTF-8 becomes UTF-8 again is strong evidence; the old encodings fit any bytes, so
    there some å, ä and ö must come out.
    """
    now = swedishness(text)
    if text.isascii() or (now > 0 and not looks_broken(text)):
        return None
    best, best_score = None, max(0, now)
    for wrong, right in _MIXED_UP:
        try:
            candidate = _as_bytes(text, wrong).decode(right)
        except (UnicodeEncodeError, UnicodeDecodeError):
            continue
        score = swedishness(candidate)
        enough = 1 if right == "utf-8" else _ENOUGH
        if score > best_score and score >= enough and not looks_broken(candidate):
            best, best_score = candidate, score
    return best


def _by_bytes(data: bytes) -> Decoded | None:
    """UTF-8, UTF-16 and UTF-32, which the bytes tell; None for the rest."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _as_told(data[len(mark) :], name)
    if wide := _utf16_by_pattern(data):
        return _as_told(data, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _mostly_utf8(data)


def _as_told(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        return Decoded(data.decode(name, errors="replace"), name, mixed=True)


def _utf16_by_pattern(data: bytes) -> str | None:
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    most, few = 0.4 * (len(sample) // 2), 0.05 * (len(sample) // 2)
    if odd > most and even <= few:
        return "utf-16-le"
    if even > most and odd <= few:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with some strange bytes in it, each of them read as cp1252; None when the data is not that."""
    text = data.decode("utf-8", errors="surrogateescape")
    strange = {char: text.count(char) for char in set(text) if "\udc80" <= char <= "\udcff"}
    outside = len(_OUTSIDE_ASCII.findall(text)) - sum(strange.values())
    if outside < 2 * sum(strange.values()):
        return None
    letters = {ord(char): bytes([ord(char) - 0xDC00]).decode("cp1252", "replace") for char in strange}
    return Decoded(text.translate(letters), "utf-8", mixed=True)


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared).name
        # What calls itself Latin-1 or ASCII is cp1252 in practice, as browsers have it.
        name = "cp1252" if name in {"iso8859-1", "ascii"} else name
        return Decoded(data.decode(name), name)
    except (UnicodeDecodeError, LookupError):
        return None


def _by_letters(data: bytes) -> Decoded:
    candidates: list[Decoded] = []
    for name in _ONE_BYTE:
        try:
            candidates.append(Decoded(data.decode(name), name))
        except UnicodeDecodeError:
            continue
    return max(candidates, key=lambda decoded: swedishness(decoded.text))  # the first of equals


def _as_bytes(text: str, encoding: str) -> bytes:
    if encoding != "cp1252" or not any(char in text for char in _UNDEFINED):
        return text.encode(encoding)
    return b"".join(c.encode("latin-1") if c in _UNDEFINED else c.encode("cp1252") for c in text)
