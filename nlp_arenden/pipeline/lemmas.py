"""Lemmas of Swedish words, by part of speech and features: the component ``arenden_lemma``.

A word's lemma is decided by the first that has an answer:

1. the grammar's closed classes, abbreviations and irregular words;
2. the table of what a treebank has otherwise than the grammar (form, part of speech and features);
3. the rules of inflection: among several possible lemmas the word list's own, else the one with most forms in it;
4. the same for the last member of a compound;
5. the word list, if it has more forms of the lemma; the first possible lemma of the rules; the form itself.

Source: the word list is taken from simplemma (A. Barbaresi, https://github.com/adbar/simplemma) when the component is
made, and kept with it.
"""

import json
import lzma
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from nlp_arenden.errors import ModelError
from nlp_arenden.pipeline.lemma_grammar import Features, Grammar, read_features, read_grammar
from nlp_arenden.pipeline.word_list import WordList

NAME = "arenden_lemma"
RULES, TABLE, WORDS = "regler.toml", "tabell.tsv", "ordlista.tsv.xz"
_MOST_REMEMBERED = 300_000
_SHORTEST_MEMBER = 3
_SHORTEST_SURE_MEMBER = 5  # after what is no known word
_LONGEST_ACRONYM = 4

Lexicon = Callable[[str], str | None]
Table = Mapping[tuple[str, str, str], str]  # lower-case form, UPOS, features: lemma


class Lemmatizer:
    """Decides lemmas. ``lexicon`` gives the lemma that a word list has for a form in lower case, or None."""

    def __init__(self, grammar: Grammar, table: Table, lexicon: Lexicon) -> None:
        self._grammar, self._table, self._lexicon = grammar, table, lexicon
        self._attested: dict[tuple[str, str], int] = {}

    def lemma(self, form: str, upos: str, feats: str) -> str:
        """The lemma of a word with its part of speech and features as UD writes them (``_`` or empty for none)."""
        features = read_features(feats)
        if upos in ("PUNCT", "SYM", "X") or "Foreign" in features:
            return form
        if upos == "PROPN":
            return self._guess(form, upos, features)
        word = _lowered(form)
        feats = "_" if not features else feats
        known = (
            self._grammar.closed.get(upos, {}).get(word)
            or self._grammar.irregular_lemma(word, upos, features)
            or self._table.get((word, upos, feats))
        )
        return self._newer(known or self._decide(word, upos, features), upos)

    def _decide(self, word: str, upos: str, feats: Features) -> str:
        return (
            self._vouched(word, upos, feats)
            or self._compound(word, upos, feats)
            or self._listed(word, upos)
            or self._guess(word, upos, feats)
        )

    def _vouched(self, word: str, upos: str, feats: Features) -> str | None:
        """The lemma that a table, a certain rule or the word list stands for."""
        if found := self._grammar.irregular_lemma(word, upos, feats):
            return found
        listed = self._lexicon(word)
        for rule in self._grammar.inflections(upos, feats):
            possible = list(rule.results(word))
            if rule.becomes:
                possible.sort(key=lambda form: self._lexicon(form) is None)
                found = next(
                    filter(None, (self._vouched(form, upos, {**feats, **rule.becomes}) for form in possible)), None
                )
                found = found and found + rule.tail
            elif rule.certain:
                found = next(iter(possible), None)
            else:
                found = self._best(possible, listed, rule.paradigm)
            if found:
                return found
        return None

    def _listed(self, word: str, upos: str) -> str | None:
        """The word list's lemma, if it has more forms of this part of speech; for nouns it often has a verb."""
        listed = self._lexicon(word) if upos != "NOUN" else None
        return listed if listed and self._forms_listed(listed, upos) > 2 else None

    def _best(self, lemmas: Iterable[str], listed: str | None, kinds: tuple[str, ...]) -> str | None:
        """The listed lemma if the list has more forms of it; else the one with most forms there, or the first such."""
        counts = {lemma: max(self._forms_listed(lemma, upos) for upos in kinds) for lemma in lemmas}
        if listed and counts.get(listed, 0) > 1:
            return listed
        best = max(counts, key=lambda lemma: counts[lemma], default="")
        return best if counts.get(best) else None

    def _forms_listed(self, lemma: str, upos: str) -> int:
        """In how many of the forms that the lemma would have, the word list leads to it."""
        if (lemma, upos) not in self._attested:
            forms = self._grammar.forms(lemma, upos) - {lemma}
            self._attested[lemma, upos] = sum(self._lexicon(form) == lemma for form in forms)
        return self._attested[lemma, upos]

    def _compound(self, word: str, upos: str, feats: Features) -> str | None:
        """The lemma by the longest last member that has one, at best after a first member that is a word."""
        starts = range(_SHORTEST_MEMBER - 1, len(word) - _SHORTEST_MEMBER + 1)
        after_words = [start for start in starts if self._is_first_member(word[:start])]
        for start in (*after_words, *(start for start in starts if start <= len(word) - _SHORTEST_SURE_MEMBER)):
            tail = word[start:]
            if self._lexicon(tail) or (upos != "ADV" and self._grammar.irregular_lemma(tail, upos, feats)):
                found = self._vouched(tail, upos, feats)
                if found and len(found) > 1:
                    return word[:start] + found
        return None

    def _is_first_member(self, start: str) -> bool:
        return self._lexicon(start) is not None or (start[-1] in "s-" and self._lexicon(start[:-1]) is not None)

    def _guess(self, word: str, upos: str, feats: Features) -> str:
        for rule in self._grammar.inflections(upos, feats):
            if not rule.attested and (result := next(rule.results(word), None)):
                return self._guess(result, upos, {**feats, **rule.becomes}) + rule.tail if rule.becomes else result
        return word

    def _newer(self, lemma: str, upos: str) -> str:
        for old, new in self._grammar.older.get(upos, {}).items():
            if old == lemma:
                return new
            if old[0] == "-" and lemma.endswith(old[1:]):
                return lemma[: len(lemma) - len(old) + 1] + new[1:]
        return lemma


def _lowered(form: str) -> str:
    """In lower case, but for acronyms (``EU-stöd``)."""
    if form.islower():
        return form
    return "-".join(
        part if 1 < len(part) <= _LONGEST_ACRONYM and part.isupper() else part.lower() for part in form.split("-")
    )


class LemmaComponent:
    """Sets the lemma of every token of a tagged Doc; it is saved as rules, table and word list, all readable."""

    def __init__(self, rules: str = "", table: str = "", words: str = "") -> None:
        """Empty until it gets the text of a rules file, of a table and of a word list."""
        self.use(rules, table, words)

    def use(self, rules: str, table: str, words: str) -> None:
        """Takes the text of a rules file, a table and a word list; what was decided before is forgotten."""
        self._texts = (rules, table, words)
        self._lemmatizer: Lemmatizer | None = None
        self._decided: dict[tuple[int, ...], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with lemmas.

        Raises:
            ModelError: the rules or the table cannot be used.
        """
        decided = self._decided
        for token, row in zip(doc, doc.to_array(["ORTH", "POS", "MORPH"]).tolist(), strict=True):
            key = tuple(row)
            lemma = decided.get(key)
            if lemma is None:
                if len(decided) >= _MOST_REMEMBERED:
                    decided.clear()
                lemma = decided[key] = self._ready().lemma(token.text, token.pos_, str(token.morph))
            token.lemma_ = lemma
        return doc

    def _ready(self) -> Lemmatizer:
        if self._lemmatizer is None:
            rules, table, words = self._texts
            if not rules:
                raise ModelError(f"Komponenten {NAME} saknar regler. Hämta språkmodellen på nytt.")
            self._lemmatizer = Lemmatizer(read_grammar(rules), read_table(table), WordList(words).lemma)
        return self._lemmatizer

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes rules, table and word list into a folder, which is made."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        rules, table, words = self._texts
        (folder / RULES).write_text(rules, encoding="utf8")
        (folder / TABLE).write_text(table, encoding="utf8")
        (folder / WORDS).write_bytes(lzma.compress(words.encode()))

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "LemmaComponent":
        """Reads what ``to_disk`` wrote.

        Raises:
            ModelError: a file is missing or damaged.
        """
        folder = Path(path)
        try:
            rules, table = ((folder / name).read_text(encoding="utf8") for name in (RULES, TABLE))
            self.use(rules, table, lzma.decompress((folder / WORDS).read_bytes()).decode())
        except (OSError, UnicodeDecodeError, lzma.LZMAError) as fault:
            raise ModelError(f"{path}: uppgifter för grundformer saknas. Hämta språkmodellen på nytt.") from fault
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Rules, table and word list as JSON in UTF-8."""
        return json.dumps(self._texts, ensure_ascii=False).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "LemmaComponent":
        """Reads what ``to_bytes`` gave."""
        self.use(*json.loads(data))
        return self


@Language.factory(NAME, assigns=["token.lemma"], requires=["token.pos", "token.morph"])
def make_lemmas(nlp: Language, name: str) -> LemmaComponent:
    """The factory under which spaCy knows the component; empty until it is read or filled."""
    return LemmaComponent()


def read_table(text: str) -> dict[tuple[str, str, str], str]:
    """The table written as lines of form, part of speech, features and lemma, parted by tabs.

    Raises:
        ModelError: a line has not four fields.
    """
    rows = [line.split("\t") for line in text.splitlines()]
    if any(len(row) != 4 for row in rows):
        raise ModelError(f"Tabellen {TABLE} för grundformer är skadad. Hämta språkmodellen på nytt.")
    return {(form, upos, feats): lemma for form, upos, feats, lemma in rows}


def write_table(table: Table) -> str:
    """The text that ``read_table`` reads, in the order of the forms."""
    return "".join("\t".join((*key, lemma)) + "\n" for key, lemma in sorted(table.items()))
