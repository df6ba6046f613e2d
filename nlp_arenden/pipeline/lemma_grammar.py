"""Swedish inflection read backwards, as data: rules that lead from a form to its possible lemmas, and irregular words.

The file (``regler.toml`` in the component's folder) explains its own fields. Source: Svenska Akademiens grammatik
(Teleman, Hellberg, Andersson 1999) for the declensions; UD_Swedish-Talbanken for what counts as the lemma.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nlp_arenden.errors import ModelError

ARROW = "→"
_VOWEL = re.compile("[aeiouyåäöéü]", re.IGNORECASE)
_CLASS = re.compile(r"\[(\w+)\]")

Features = Mapping[str, str]
Endings = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Inflection:
    """One inflection: the words that it applies to, and what their endings are exchanged for."""

    id: str
    upos: frozenset[str]
    feats: Features  # an empty value: the feature must be absent
    endings: Endings
    certain: bool
    attested: bool
    paradigm: tuple[str, ...]  # the parts of speech whose inflection it is
    becomes: Features  # not empty: the result is a form with these features
    tail: str
    match: tuple[tuple[str, str], ...]
    unlike: tuple[tuple[str, str], ...]

    def applies(self, upos: str, feats: Features) -> bool:
        """Whether a word of this part of speech and with these features is inflected so."""
        return upos in self.upos and all(feats.get(name, "") == value for name, value in self.feats.items())

    def results(self, form: str) -> Iterator[str]:
        """What the endings make of ``form``, in their order; only the first when the rule is certain."""
        for old, new in self.endings:
            result = form.removesuffix(old) + new
            if form.endswith(old) and (_VOWEL.search(result) or result.isupper()):
                yield result
                if self.certain:
                    return


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of a treebank that are not taken into a table."""

    upos: str
    feats: str
    ending: str

    def covers(self, form: str, upos: str, feats: str) -> bool:
        """Whether a word is left out."""
        return self.upos in ("", upos) and self.feats in feats and form.endswith(self.ending)


@dataclass(frozen=True)
class Grammar:
    """The rules in order, and the tables: by part of speech from form to lemma."""

    rules: tuple[Inflection, ...]
    irregular: tuple[tuple[str, Features, Mapping[str, str]], ...]  # the narrower first
    closed: Mapping[str, Mapping[str, str]]  # with words that are their own lemma
    older: Mapping[str, Mapping[str, str]]  # from older lemma to the common one
    left_out: tuple[LeftOut, ...]
    # Found once for each kind of word: there are a few hundred kinds, and thousands of words of each.
    _chosen: dict[tuple[str, ...], tuple[Inflection, ...]] = field(default_factory=dict, repr=False, compare=False)
    _endings: dict[str, Mapping[str, set[str]]] = field(default_factory=dict, repr=False, compare=False)

    def inflections(self, upos: str, feats: Features) -> tuple[Inflection, ...]:
        """The rules for a part of speech and features, in order."""
        kind = (upos, *(f"{name}={value}" for name, value in sorted(feats.items())))
        if kind not in self._chosen:
            self._chosen[kind] = tuple(rule for rule in self.rules if rule.applies(upos, feats))
        return self._chosen[kind]

    def forms(self, lemma: str, upos: str) -> set[str]:
        """The forms that the rules of a part of speech lead back to ``lemma``."""
        if upos not in self._endings:
            self._endings[upos] = self._endings_of(upos)
        endings = self._endings[upos]
        longest = max(map(len, endings), default=0)
        stems = [(lemma[:cut], lemma[cut:]) for cut in range(max(0, len(lemma) - longest), len(lemma) + 1)]
        return {stem + old for stem, new in stems for old in endings.get(new, ())}

    def _endings_of(self, upos: str) -> Mapping[str, set[str]]:
        """By ending of the lemma, the endings of its forms."""
        found: dict[str, set[str]] = {}
        for rule in self.rules:
            if upos in rule.paradigm and not rule.becomes:
                for old, new in rule.endings:
                    found.setdefault(new, set()).add(old)
        return found

    def irregular_lemma(self, form: str, upos: str, feats: Features) -> str | None:
        """The lemma of an irregular form."""
        for some, conditions, table in self.irregular:
            if (
                some == upos
                and form in table
                and all(feats.get(name, "") == value for name, value in conditions.items())
            ):
                return table[form]
        return None


def read_grammar(text: str) -> Grammar:
    """The grammar written in TOML.

    Raises:
        ModelError: the text is not TOML, or a rule lacks a field or has a fault in an ending.
    """
    try:
        data = tomllib.loads(text)
        return Grammar(
            rules=tuple(_rule(entry) for entry in data["rule"]),
            irregular=_irregular(_tables(data.get("irregular", {}))),
            closed=_with_own(_tables(data.get("closed", {})), data.get("own", {})),
            older=_tables(data.get("older", {})),
            left_out=tuple(
                LeftOut(entry.get("upos", ""), entry.get("feats", ""), entry.get("ending", ""))
                for entry in data.get("leave_out", [])
            ),
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as fault:
        raise ModelError(
            f"Reglerna för grundformer är felaktiga ({fault}). Rätta filen eller hämta den på nytt."
        ) from fault


def read_features(feats: str) -> dict[str, str]:
    """Features as UD writes them (``Case=Nom|Number=Sing``, ``_`` for none) by name."""
    return dict(one.split("=", 1) for one in feats.split("|") if "=" in one)


def _rule(entry: Mapping[str, Any]) -> Inflection:
    upos = entry["upos"].split()
    return Inflection(
        id=entry["id"],
        upos=frozenset(upos),
        feats=read_features(entry.get("feats", "")),
        endings=tuple(pair for line in entry["endings"] for pair in _expanded(*_pair(line))),
        certain=entry.get("certain", False),
        attested=entry.get("attested", False),
        paradigm=tuple(entry.get("as", entry["upos"]).split()),
        becomes=read_features(entry.get("becomes", "")),
        tail=entry.get("tail", ""),
        match=tuple(_pair(line) for line in entry["match"]),
        unlike=tuple(_pair(line) for line in entry["not"]),
    )


def _pair(line: str) -> tuple[str, str]:
    old, new = line.split(ARROW)
    return old.strip(), new.strip()


def _expanded(old: str, new: str) -> Iterator[tuple[str, str]]:
    letters = _CLASS.search(old)
    for letter in letters[1] if letters else "-":
        yield (_CLASS.sub(letter, old), _CLASS.sub(letter, new)) if letters else (old, new)


def _tables(raw: Mapping[str, str]) -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    for words, block in raw.items():
        pairs = [line.split(": ", 1) for line in block.splitlines() if line]
        by_form = {form: lemma for lemma, forms in reversed(pairs) for form in forms.split()}
        for name in _names(words):
            tables.setdefault(name, {}).update(by_form)
    return tables


def _names(words: str) -> list[str]:
    """``VERB AUX Tense=Past`` as one name for each part of speech."""
    conditions = "|".join(word for word in words.split() if "=" in word)
    return [f"{word} {conditions}".strip() for word in words.split() if "=" not in word]


def _irregular(tables: Mapping[str, dict[str, str]]) -> tuple[tuple[str, Features, dict[str, str]], ...]:
    keyed = [(*name.partition(" ")[::2], table) for name, table in tables.items()]
    return tuple(
        (upos, read_features(feats), table) for upos, feats, table in sorted(keyed, key=lambda one: not one[1])
    )


def _with_own(tables: dict[str, dict[str, str]], own: Mapping[str, str]) -> dict[str, dict[str, str]]:
    for upos, words in own.items():
        tables.setdefault(upos, {}).update({word: word for word in words.split()})
    return tables
