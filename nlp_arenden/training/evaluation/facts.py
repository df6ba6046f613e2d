"""Whether a summary tells a fact: a measure that anybody can repeat, by key words written with the gold."""

from typing import Any

from nlp_arenden.training.evaluation.pairs import words

_PREFIX = 5  # letters from which a key also stands for words that begin with it


def covered(fact: dict[str, Any], summary: str) -> bool:
    """True when each group of the fact's keys has a member in the summary.

    A key of several words or with a sign in it must stand there as written; one of ``_PREFIX`` letters or more also
    stands for the words that it begins.
    """
    said = words(summary)
    text = " ".join(said)
    return all(any(_stands(key, said, text) for key in group) for group in fact["nycklar"])


def _stands(key: str, said: list[str], text: str) -> bool:
    parts = words(key)
    if len(parts) != 1:
        return f" {' '.join(parts)}" in f" {text}"
    return any(word == parts[0] or (len(parts[0]) >= _PREFIX and word.startswith(parts[0])) for word in said)
