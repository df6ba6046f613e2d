"""Extraction rules as data: named patterns with examples and counter-examples, read from a model package.

A rule file (``rules/<name>.toml``) holds

    [words]                     parts that patterns of the file may use as {NAME}; a list means alternatives
    [[rule]]
    id = "kostnad.ingen"        unique in the package
    means = "ingen_kostnad"     what a match says; each component defines its own meanings
    pattern = '''…'''           regular expression, case-insensitive, blanks in it are ignored (verbose)
    match = ["…"]               texts in which it must be found
    not = ["…"]                 texts in which it must not be found
    source = "domain 1.4"       where the rule comes from
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from nlp_arenden.errors import ModelError
from nlp_arenden.modelpack import ModelPack
from nlp_arenden.text.lines import BLOCK_END
from nlp_arenden.text.quick import QuickChoice, find_all

_ENOUGH = 40_000  # code points; to read the words off the patterns costs as much as to try them on so much text
COMMON = "ord"  # the rule file whose words all others may use


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern with its meaning. ``extra`` holds what else the file says of it."""

    id: str
    means: str
    pattern: re.Pattern[str]
    match: tuple[str, ...]
    unlike: tuple[str, ...]
    source: str
    extra: dict[str, Any] = field(default_factory=dict)


class _Group:
    """Rules that are asked for together. To choose by words pays in the long run, not for one short handling."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._read = 0
        self._choice: QuickChoice | None = None

    def possible(self, text: str) -> Sequence[Rule]:
        """The rules that are worth trying on ``text``, in order."""
        if self._choice is None and self._read < _ENOUGH:
            self._read += len(text)
            return self._rules
        if self._choice is None:
            self._choice = QuickChoice([rule.pattern for rule in self._rules])
        return [self._rules[i] for i in self._choice.of(text)]


@dataclass(frozen=True)
class Rulebook:
    """The rules of one file, in order, and its words."""

    name: str
    rules: tuple[Rule, ...]
    words: dict[str, str]
    _groups: dict[tuple[str, ...], _Group] = field(default_factory=dict, init=False, repr=False, compare=False)

    def first(self, text: str, *groups: str) -> tuple[Rule, re.Match[str]] | None:
        """The first rule (of the named groups: ids that begin so) found in ``text``, with its match."""
        return next(self.all(text, *groups), None)

    def all(self, text: str, *groups: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Every rule found in ``text`` with its first match, in file order."""
        for rule in self.possible(text, *groups):
            if m := rule.pattern.search(text):
                yield rule, m

    def everywhere(self, text: str, *groups: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Every match of every rule (of the named groups) in a long text, by rule; none runs over several blocks."""
        for rule in self.possible(text, *groups):
            for m in find_all(text, rule.pattern, BLOCK_END):
                yield rule, m

    def possible(self, text: str, *groups: str) -> Sequence[Rule]:
        """The rules, in file order, that are worth trying on ``text``: all that can be found there are among them."""
        group = self._groups.get(groups)
        if group is None:
            rules = tuple(rule for rule in self.rules if not groups or rule.id.startswith(groups))
            group = self._groups[groups] = _Group(rules)
        return group.possible(text)

    def compiled(self, word: str) -> re.Pattern[str]:
        """A word list of the file as a pattern of its own."""
        return re.compile(self.words[word], re.VERBOSE | re.IGNORECASE)


def load_rules(pack: ModelPack, name: str) -> Rulebook:
    """The rules of ``rules/<name>.toml``.

    Raises:
        ModelError: the file is missing, a pattern cannot be compiled, or a rule lacks a field.
    """
    words = _words(pack.rules(COMMON).get("words", {}), {})
    data = pack.rules(name)
    words = _words(data.get("words", {}), words)
    try:
        rules = tuple(_rule(entry, words) for entry in data.get("rule", []))
    except (KeyError, re.error) as fault:
        raise ModelError(f"Modellen {pack.path.name}: en regel i rules/{name}.toml är felaktig ({fault}).") from fault
    return Rulebook(name, rules, words)


def _words(raw: dict[str, Any], known: dict[str, str]) -> dict[str, str]:
    words = dict(known)
    for name, value in raw.items():
        pattern = "|".join(item.replace(" ", "[ ]") for item in value) if isinstance(value, list) else value
        words[name] = f"(?:{_expand(pattern, words)})"
    return words


def _rule(entry: dict[str, Any], words: dict[str, str]) -> Rule:
    known = {"id", "means", "pattern", "match", "not", "source"}
    return Rule(
        id=entry["id"],
        means=entry["means"],
        pattern=re.compile(_expand(entry["pattern"], words), re.VERBOSE | re.IGNORECASE),
        match=tuple(entry["match"]),
        unlike=tuple(entry["not"]),
        source=entry["source"],
        extra={key: value for key, value in entry.items() if key not in known},
    )


def _expand(pattern: str, words: dict[str, str]) -> str:
    return re.sub(r"\{([A-ZÅÄÖ_]{2,})\}", lambda m: words[m[1]], pattern)
