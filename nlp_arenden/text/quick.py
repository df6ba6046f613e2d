"""Words that a text must hold before a regular expression can be found in it.

To look for a few words in a short text costs a hundredth of running a pattern over it, and most rules are about
words that most sentences lack. The words are read off the parsed pattern, so nobody has to keep them in step.

Source: the "required literals" of code search (R. Cox, Regular Expression Matching with a Trigram Index, 2012).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_MOST = 60  # words of one pattern; more are no quicker to look for than the pattern
_SHORTEST = 2  # letters of a word that is worth looking for
_RARE = frozenset("(§%/")  # but these tell something on their own
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzåäöéü")
# Long s, dotless i and İ: found by "s" and "i" when case is ignored, but not lowered to them.
_STRANGE = "\u017f\u0131\u0130"
_NOTHING = frozenset({""})

Words = frozenset[str]


def folded(text: str) -> str | None:
    """The text in small letters, in which required words are looked for; None when it must be read in full."""
    return None if any(letter in text for letter in _STRANGE) else text.lower()


@cache
def required(pattern: re.Pattern[str]) -> Words | None:
    """Words (small letters) of which one stands in every ``folded`` text that the pattern is found in.

    None when the pattern asks for no word, or for too many.
    """
    best = _Reader().sequence(_parser.parse(pattern.pattern, pattern.flags)).best()
    return _fewest(best) if best is not None else None


def may_hold(text: str, pattern: re.Pattern[str]) -> bool:
    """False when the pattern cannot be found in ``text``; True says nothing."""
    words, lowered = required(pattern), folded(text)
    if words is None or lowered is None:
        return True
    return any(word in lowered for word in words)


def find_all(text: str, pattern: re.Pattern[str], between: str) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(text)`` gives, read only near the words that the pattern asks for.

    Args:
        text: a long text.
        pattern: one that never runs, or looks, over more than one ``between``.
        between: the character that parts the blocks of the text.
    """
    words, lowered = required(pattern), folded(text)
    if words is None or lowered is None:
        yield from pattern.finditer(text)
        return
    for start, end in _near(lowered, words, between):
        yield from pattern.finditer(text, start, end)


def _near(lowered: str, words: Words, between: str) -> Iterator[tuple[int, int]]:
    """The blocks that hold one of the words, each with the block before and after it, joined where they meet."""
    at, before = 0, 0  # starts of this block and of the one before
    run: int | None = None  # where to read from
    left = 0  # blocks that are still to be read
    for block in lowered.split(between):
        if any(word in block for word in words):
            run, left = before if run is None else run, 2
        before, at = at, at + len(block) + 1
        if run is not None and not (left := left - 1):
            yield run, at - 1
            run = None
    if run is not None:
        yield run, len(lowered)


class QuickChoice:
    """Tells which of several patterns are worth trying on a text."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._all = range(len(patterns))
        self._always: list[int] = []
        self._asking: dict[str, list[int]] = defaultdict(list)
        for i, pattern in enumerate(patterns):
            words = required(pattern)
            if words is None:
                self._always.append(i)
            for word in words or ():
                self._asking[word].append(i)

    def of(self, text: str) -> Sequence[int]:
        """The indices, in order, of all patterns that can be found in ``text``, and perhaps of others."""
        lowered = folded(text)
        if lowered is None:
            return self._all
        found = {i for word, asking in self._asking.items() if word in lowered for i in asking}
        return sorted(found.union(self._always))


class _Part(NamedTuple):
    """What is known of a part of a pattern.

    ``exact``: all that it can match, small letters; None when that is too much.
    ``needed``: sets of words; one word of each set stands in whatever it matches.
    """

    exact: Words | None
    needed: tuple[Words, ...] = ()

    def best(self) -> Words | None:
        """The set that is rarest met: long words, few of them."""
        sets = [words for words in (*self.needed, self.exact) if words and _tells(words)]
        return max(sets, key=lambda words: (min(6, min(map(len, words))), -len(_fewest(words))), default=None)


class _Reader:
    """Walks a pattern as the standard library parses it; what it does not know asks for nothing."""

    def sequence(self, nodes: Iterable[tuple[Any, Any]]) -> _Part:
        """Parts one after another."""
        run, whole = _NOTHING, True
        needed: list[Words] = []
        for part in self._parts(nodes):
            needed += part.needed
            joined = _joined(run, part.exact) if part.exact is not None else None
            if joined is None:
                needed.append(run)
                whole = False
            run = joined or part.exact or _NOTHING
        return _Part(run, tuple(needed)) if whole else _Part(None, (*needed, run))

    def _parts(self, nodes: Iterable[tuple[Any, Any]]) -> Iterator[_Part]:
        """The parts of a sequence; letters in a row are one part."""
        word = ""
        for kind, value in nodes:
            letter = _letter(value) if kind is op.LITERAL else None
            if letter is not None:
                word += letter
                continue
            if word:
                yield _Part(frozenset({word}))
                word = ""
            yield self.node(kind, value)
        if word:
            yield _Part(frozenset({word}))

    def node(self, kind: Any, value: Any) -> _Part:
        """One part."""
        if kind is op.IN:
            letters = [_letter(code) if what is op.LITERAL else None for what, code in value]
            return _Part(_any_of([frozenset({letter}) if letter else None for letter in letters]))
        if kind is op.AT or kind is op.ASSERT_NOT:
            return _Part(_NOTHING)
        if kind is op.ASSERT:
            ahead = self.sequence(value[1])
            return _Part(_NOTHING, tuple(filter(None, [ahead.best()])))
        if kind is op.SUBPATTERN:
            return self.sequence(value[-1])
        if kind is op.ATOMIC_GROUP:
            return self.sequence(value)
        if kind is op.BRANCH:
            return self._branches([self.sequence(branch) for branch in value[1]])
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self._repeated(*value)
        return _Part(None)

    def _branches(self, parts: Sequence[_Part]) -> _Part:
        exact = _any_of([part.exact for part in parts])
        if exact is not None:
            return _Part(exact)
        either = _any_of([part.best() for part in parts])
        return _Part(None, (either,) if either else ())

    def _repeated(self, least: int, most: int, nodes: Iterable[tuple[Any, Any]]) -> _Part:
        part = self.sequence(nodes)
        if most == 1 and part.exact is not None:
            return _Part(part.exact if least else part.exact | _NOTHING)
        best = part.best() if least else None
        return _Part(None, (best,) if best else ())


def _letter(code: int) -> str | None:
    letter = chr(code).lower()
    return letter if letter in _LETTERS or letter == letter.upper() else None


def _any_of(sets: Sequence[Words | None]) -> Words | None:
    if any(words is None for words in sets):
        return None
    union = frozenset(word for words in sets for word in words or ())
    return union if len(union) <= _MOST else None


def _joined(first: Words, second: Words) -> Words | None:
    """Every word of one before every word of the other."""
    if len(first) * len(second) > _MOST:
        return None
    return frozenset(a + b for a in first for b in second)


def _tells(words: Words) -> bool:
    return all(len(word.strip()) >= _SHORTEST or word in _RARE for word in words)


def _fewest(words: Words) -> Words:
    """Without the words that hold another one of them."""
    return frozenset(word for word in words if not any(other != word and other in word for other in words))
