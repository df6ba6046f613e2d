"""Treebanks in CoNLL-U: reading, writing, pairing two versions of the same sentences, and the spaces of the text.

Source: the CoNLL-U format, https://universaldependencies.org/format.html.
"""

import lzma
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from nlp_arenden.errors import CorpusError

# Where a text without known spaces has none: before these, and after an opening bracket.
_CLOSES, _OPENS = frozenset(".,:;!?)]"), frozenset("([")


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its analysis; ``head`` is the place of its head counted from 1, 0 for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool = True  # a space follows in the text


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence in order, its name in the treebank and its text (both empty when unknown)."""

    tokens: tuple[Token, ...]
    name: str = ""
    text: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """The words as printed."""
        return tuple(token.form for token in self.tokens)


def read_treebank(path: Path) -> list[Sentence]:
    """The sentences of a CoNLL or CoNLL-U file, packed with xz or plain; contracted and empty words are left out.

    Raises:
        CorpusError: the file is missing, damaged or not CoNLL.
    """
    sentences = []
    try:
        for comments, rows in _blocks(path):
            tokens = tuple(_token(row) for row in rows if row[0].isdecimal())
            sentences.append(Sentence(tokens, comments.get("sent_id", ""), comments.get("text", "")))
    except (OSError, EOFError, ValueError, IndexError, lzma.LZMAError) as fault:
        raise CorpusError(f"{path} går inte att läsa som trädbank (CoNLL-U). Kontrollera filen.") from fault
    return sentences


def read_texts(path: Path) -> dict[str, str]:
    """The text of each sentence (``# text =``) by its letters without spaces, from a file with ``# text`` lines.

    The letters name the text because two versions of a treebank may part its words differently.

    Raises:
        CorpusError: the file is missing or damaged.
    """
    try:
        texts = (comments.get("text", "") for comments, _ in _blocks(path))
        return {"".join(text.split()): text for text in texts}
    except (OSError, EOFError, ValueError, lzma.LZMAError) as fault:
        raise CorpusError(f"{path} går inte att läsa. Kontrollera filen.") from fault


def write_treebank(path: Path, sentences: Iterable[Sentence]) -> None:
    """Writes a CoNLL-U file, packed with xz when the name ends so; a space is taken to follow the last word.

    Raises:
        CorpusError: the file cannot be written.
    """
    try:
        with (
            lzma.open(path, "wt", encoding="utf8") if path.suffix == ".xz" else path.open("w", encoding="utf8") as file
        ):
            for sentence in sentences:
                file.write("".join(f"{line}\n" for line in _lines(sentence)) + "\n")
    except OSError as fault:
        raise CorpusError(f"{path} går inte att skriva. Kontrollera mappen.") from fault


def align(olds: Iterable[Sentence], news: Iterable[Sentence]) -> list[tuple[Sentence, Sentence]]:
    """Pairs of sentences with the same words, in the order of ``olds``; repeated ones pair in their order."""
    waiting: dict[tuple[str, ...], list[Sentence]] = defaultdict(list)
    for sentence in news:
        waiting[sentence.forms].append(sentence)
    return [(old, waiting[old.forms].pop(0)) for old in olds if waiting.get(old.forms)]


def spaced(sentence: Sentence, texts: Mapping[str, str]) -> Sentence:
    """The sentence with its text and with a space only where the text has one.

    A sentence without a known text gets the usual spaces: none before a closing mark or after an opening bracket.
    """
    follows = _spaces(sentence.forms, texts.get("".join("".join(sentence.forms).split()), ""))
    tokens = tuple(replace(token, space=space) for token, space in zip(sentence.tokens, follows, strict=True))
    text = "".join(token.form + " " * token.space for token in tokens).rstrip()
    return replace(sentence, tokens=tokens, text=text)


def _spaces(forms: tuple[str, ...], text: str) -> list[bool]:
    ends, position = [], 0
    for form in forms:
        start = text.find(form, position)
        if start < 0:
            return [
                form not in _OPENS and after not in _CLOSES for form, after in zip(forms, (*forms[1:], ""), strict=True)
            ]
        position = start + len(form)
        ends.append(position)
    return [text[end : end + 1] in ("", " ") for end in ends]


def _blocks(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    with lzma.open(path, "rt", encoding="utf8") if path.suffix == ".xz" else path.open(encoding="utf8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("#") and "\t" not in line:
                key, _, value = line[1:].partition("=")
                comments[key.strip()] = value.strip()
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                yield comments, rows
                comments, rows = {}, []
    if rows:
        yield comments, rows


def _token(row: list[str]) -> Token:
    form, lemma, upos, xpos, feats = row[1:6]
    return Token(form, lemma, upos, xpos, feats, int(row[6]), row[7], "SpaceAfter=No" not in row[9].split("|"))


def _lines(sentence: Sentence) -> Iterator[str]:
    if sentence.name:
        yield f"# sent_id = {sentence.name}"
    if sentence.text:
        yield f"# text = {sentence.text}"
    for place, token in enumerate(sentence.tokens, 1):
        fields = (token.form, token.lemma, token.upos, token.xpos, token.feats, str(token.head), token.deprel, "_")
        yield "\t".join((str(place), *fields, "_" if token.space else "SpaceAfter=No"))
