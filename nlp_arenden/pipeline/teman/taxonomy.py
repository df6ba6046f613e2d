"""The themes of a model package, and where in a text their indicator terms stand."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nlp_arenden.errors import ModelError
from nlp_arenden.text.spans import TextSpan

STRONG = 2
WEAK = 1
_WORD = re.compile(r"\w+(?:[-‑]\w+)*-?")


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme as ``taxonomy.toml`` defines it; see the head of that file for the meaning of each list."""

    id: str
    label: str
    definition: str
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    negative_contexts: tuple[str, ...] = ()
    klassa: tuple[str, ...] = ()
    cofog: tuple[str, ...] = ()
    eurovoc: tuple[str, ...] = ()
    match: tuple[str, ...] = ()
    not_: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The themes in file order. ``fallback`` is the id for "none of them"; it has no indicators."""

    version: str
    fallback: str
    themes: tuple[Theme, ...]

    @classmethod
    def from_toml(cls, data: Mapping[str, Any]) -> "Taxonomy":
        """The taxonomy in the parsed content of ``taxonomy.toml``.

        Raises:
            ModelError: a key is missing or unknown, or two themes share an id.
        """
        try:
            rows = [_theme(row, data["eurovoc"]) for row in data["theme"]]
            taxonomy = cls(data["version"], data["fallback"], tuple(rows))
        except (KeyError, TypeError) as fault:
            raise ModelError(f"Modellens taxonomy.toml är felaktig vid {fault}. Rätta filen.") from fault
        ids = [theme.id for theme in rows]
        if len(set(ids)) != len(ids) or taxonomy.fallback not in ids:
            raise ModelError("Modellens taxonomy.toml har dubbla eller saknade tema-id. Rätta filen.")
        return taxonomy

    @property
    def classes(self) -> tuple[Theme, ...]:
        """The themes a text can be given: all but the fallback."""
        return tuple(theme for theme in self.themes if theme.id != self.fallback)


@dataclass(frozen=True, slots=True)
class Hit:
    """An indicator term in a text: its theme (index among the classes), term, weight and place."""

    theme: int
    term: str
    weight: int
    span: TextSpan


@dataclass(frozen=True, slots=True)
class _Phrase:
    theme: int
    term: str
    weight: int  # 0 for a negative context
    atoms: tuple[str, ...]


class IndicatorMatcher:
    """Finds the indicator terms of every theme in one pass over the words of a text."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        self._phrases: dict[str, list[_Phrase]] = defaultdict(list)
        atoms: set[str] = set()
        for index, theme in enumerate(themes):
            for weight, terms in ((STRONG, theme.strong), (WEAK, theme.weak), (0, theme.negative_contexts)):
                for term in terms:
                    phrase = _Phrase(index, term, weight, tuple(_atom(word) for word in term.split()))
                    self._phrases[phrase.atoms[0]].append(phrase)
                    atoms.update(phrase.atoms)
        self._atoms = _AtomIndex(atoms)

    def hits(self, text: str) -> tuple[list[Hit], int]:
        """The hits in order of place, and the number of words read.

        A hit inside a negative context of its theme does not count; where two hits of one theme share a word,
        the stronger, then the longer one stands.
        """
        places = list(_WORD.finditer(text))
        words = [self._atoms.of(place[0]) for place in places]
        taken: set[tuple[int, int]] = set()
        found = sorted(self._raw(words), key=_standing)
        hits = []
        for phrase, start in found:
            cells = {(phrase.theme, start + k) for k in range(len(phrase.atoms))}
            if not phrase.weight:
                taken |= cells
            elif not cells & taken:
                taken |= cells
                span = TextSpan(places[start].start(), places[start + len(phrase.atoms) - 1].end())
                hits.append(Hit(phrase.theme, phrase.term, phrase.weight, span))
        return sorted(hits, key=lambda hit: (hit.span, hit.theme)), len(words)

    def _raw(self, words: Sequence[frozenset[str]]) -> Iterator[tuple[_Phrase, int]]:
        for start, atoms in enumerate(words):
            for atom in atoms:
                for phrase in self._phrases.get(atom, ()):
                    rest = phrase.atoms[1:]
                    following = words[start + 1 : start + 1 + len(rest)]
                    if len(following) == len(rest) and all(
                        want == "*" or want in have for want, have in zip(rest, following, strict=True)
                    ):
                        yield phrase, start


def _standing(found: tuple[_Phrase, int]) -> tuple[bool, int, int, int, int, str]:
    """Negative contexts first, then the stronger, the longer, the earlier; never the order of a set."""
    phrase, start = found
    return phrase.weight > 0, -phrase.weight, -len(phrase.atoms), start, phrase.theme, phrase.term


class _AtomIndex:
    """Which word patterns (``klimat*``, ``*bibliotek*``, ``IT-*``) a word meets; remembers its words."""

    _REMEMBERED = 200_000

    def __init__(self, atoms: set[str]) -> None:
        self._exact = {atom for atom in atoms if "*" not in atom}
        self._prefixes = {atom[:-1] for atom in atoms if atom.endswith("*") and not atom.startswith("*")}
        self._lengths = sorted({len(stem) for stem in self._prefixes})
        self._inner = [
            (atom, atom.strip("*"), not atom.endswith("*"))
            for atom in sorted(atoms)
            if atom.startswith("*") and atom != "*"
        ]
        self._known: dict[str, frozenset[str]] = {}

    def of(self, word: str) -> frozenset[str]:
        found = self._known.get(word)
        if found is None:
            found = frozenset(self._patterns(word) | self._patterns(word.lower()))
            if len(self._known) < self._REMEMBERED:
                self._known[word] = found
        return found

    def _patterns(self, word: str) -> set[str]:
        found = {word} & self._exact
        found |= {f"{word[:n]}*" for n in self._lengths if n <= len(word) and word[:n] in self._prefixes}
        found |= {atom for atom, stem, at_end in self._inner if (word.endswith(stem) if at_end else stem in word)}
        return found


def _atom(word: str) -> str:
    """The pattern as looked up: lower case, except an abbreviation, which must stand in capitals."""
    return word if len(word.strip("*-")) > 1 and word.isupper() else word.lower()


def _theme(row: Mapping[str, Any], eurovoc: Mapping[str, str]) -> Theme:
    values = {("not_" if key == "not" else key): value for key, value in row.items()}
    lists = {key: tuple(value) for key, value in values.items() if isinstance(value, list)}
    return Theme(**{**values, **lists, "eurovoc": tuple(eurovoc[number] for number in values.get("eurovoc", ()))})
