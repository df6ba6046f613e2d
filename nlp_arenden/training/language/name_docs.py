"""Sentences with marked names as spaCy Docs, from the treebank's annotation, the news corpus and municipal papers.

Bodies that municipal papers name by what they are ("kommunstyrelsen") have a kind of their own, ``ORGAN``: in
news and encyclopaedias such words are not marked, and one kind for both would teach neither.
"""

import json
import lzma
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import biluo_tags_to_spans, iob_to_biluo

from nlp_arenden.errors import CorpusError
from nlp_arenden.training.language.names import Tagged

ORGAN = "ORGAN"
_CLOSES, _OPENS = frozenset(".,:;!?)]”%"), frozenset("([“")


def tagged_docs(nlp: Language, sentences: Sequence[Tagged], together: int = 5) -> Iterator[Doc]:
    """Docs of a few sentences each, with their names as entities and the usual spaces."""
    for start in range(0, len(sentences), together):
        some = sentences[start : start + together]
        words = [word for sentence in some for word in sentence.words]
        spaces = [_space(word, after) for word, after in zip(words, [*words[1:], "x"], strict=True)]
        doc = Doc(nlp.vocab, words=words, spaces=spaces)
        doc.ents = biluo_tags_to_spans(doc, iob_to_biluo([tag for sentence in some for tag in sentence.tags]))
        yield doc


def municipal_docs(nlp: Language, references: Path, data: Path) -> list[Doc]:
    """The sentences that a file of references points at, with their names; line breaks are read as spaces.

    A reference has ``source`` and ``row`` (a file in ``data`` and its row), ``start`` and ``end`` (code points in
    the row's ``text``) and ``entities`` ([start, end, kind] in the same text).

    Raises:
        CorpusError: a file is missing or damaged, or a name does not meet the borders of words.
    """
    try:
        rows = [json.loads(line) for line in references.read_text("utf8").splitlines() if line]
        texts = {source: list(_texts(data / source)) for source in {row["source"] for row in rows}}
        return [_referred(nlp, texts[row["source"]][row["row"]], row) for row in rows]
    except (OSError, ValueError, KeyError, IndexError, EOFError, lzma.LZMAError) as fault:
        raise CorpusError(
            f"{references.name}: en hänvisning går inte att följa ({fault}). Kontrollera filen."
        ) from fault


def _texts(path: Path) -> Iterable[str]:
    with lzma.open(path, "rt", encoding="utf8") as file:
        for line in file:
            yield json.loads(line)["text"]


def _referred(nlp: Language, text: str, row: dict[str, object]) -> Doc:
    start, end = int(str(row["start"])), int(str(row["end"]))
    sentence = text[start:end].replace("\n", " ")
    doc = nlp.make_doc(sentence)
    spans = []
    for first, last, kind in row["entities"]:  # type: ignore[attr-defined]
        name = ORGAN if kind == "ORG" and sentence[first - start].islower() else kind
        span = doc.char_span(first - start, last - start, label=name, alignment_mode="expand")
        if span is None:
            raise ValueError(f"{first}–{last}")
        spans.append(span)
    doc.set_ents(spans)
    return doc


def _space(word: str, after: str) -> bool:
    return after[0] not in _CLOSES and word not in _OPENS
