"""The ledger of consulted bodies: one row per body, its role and where it stands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nlp_arenden.domain.card import Evidence, Remissinstans
from nlp_arenden.pipeline.annotations import InstansMark

_TOO_GENERAL = frozenset({"kommunstyrelsen", "kommunfullmäktige", "regionstyrelsen", "regionfullmäktige"})
_ASKED = "roll."  # rules that tell that a body was asked; others only let it be understood
_RANK = {"remissinstans": 0, "radsorgan": 1, "samverkan": 1, "samrad": 1, "berett": 1}
_ENDING = re.compile(r"(?<=\w{3})(?:erna|arna|er|en|et)$")
_OUTER = re.compile(r"\s(?:vid|i|på|för|inom)\s")


@dataclass
class _Row:
    """What has been read of one body so far."""

    namn: str
    skrivet: str
    typ: str
    roles: list[str] = field(default_factory=list)
    stances: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    belagg: dict[Evidence, None] = field(default_factory=dict)


def make_ledger(
    mentions: Iterable[tuple[InstansMark, Remissinstans]],
    aliases: Sequence[Mapping[str, str]],
    deciding: frozenset[str],
) -> tuple[Remissinstans, ...]:
    """One finding for each body that was consulted, in the order they are first told to be.

    Args:
        mentions: every mention, in text order; a mention may tell a role, a stance or both.
        aliases: rows ``skrivet`` (lower case), ``namn``, ``typ``: other ways to write a name.
        deciding: bodies that decide in the ärende; they are consulted only where the text says so in words.
    """
    known = {row["skrivet"]: row for row in aliases}
    rows: list[_Row] = []
    told = list(mentions)
    for mark, mention in told:
        if mark.roll:
            row = _row(mark, known.get(mark.namn.lower()), rows)
            row.roles.append(mark.roll)
            _note(row, mark, mention)
    for mark, mention in told:
        if not mark.roll:
            alias = known.get(mark.namn.lower())
            found = _same(alias["namn"] if alias else mark.namn, rows)
            if found:
                if mark.namn == f"{found.namn} AB":  # the firm's whole name may stand only in its own answer
                    found.namn, found.typ = mark.namn, mark.typ
                _note(found, mark, mention)
    return tuple(_finding(row) for row in rows if not _decides(row, deciding))


def _row(mark: InstansMark, alias: Mapping[str, str] | None, rows: list[_Row]) -> _Row:
    """The row of the body, made when there is none; the longest way to write its name is kept."""
    name, typ = (alias["namn"], alias["typ"]) if alias else (mark.namn, mark.typ)
    row = _same(name, rows)
    if row is None:
        row = _Row(name, mark.namn, typ)
        rows.append(row)
    elif len(name) > len(row.namn):
        row.namn, row.skrivet = name, mark.namn
    if row.typ == "okand":
        row.typ = typ
    return row


def _note(row: _Row, mark: InstansMark, mention: Remissinstans) -> None:
    if mark.hallning:
        row.stances.append(mark.hallning)
    row.rules.append(mark.regel)
    row.belagg.update(dict.fromkeys(mention.belagg))


def _finding(row: _Row) -> Remissinstans:
    """Remissinstans before other roles, else the first; the first stance that says something."""
    stance = next((stance for stance in row.stances if stance != "neutral"), None)
    return Remissinstans(
        namn=row.namn,
        skrivet=row.skrivet,
        typ=row.typ,  # type: ignore[arg-type]
        roll=min(row.roles, key=lambda role: _RANK[role]),  # type: ignore[arg-type]
        hallning=stance or next(iter(row.stances), "ej_redovisad"),  # type: ignore[arg-type]
        regel="+".join(dict.fromkeys(row.rules)),
        belagg=tuple(sorted(row.belagg, key=lambda place: (place.handling, place.start))),
    )


def _decides(row: _Row, deciding: frozenset[str]) -> bool:
    asked = any(rule.startswith(_ASKED) for rule in row.rules) and "remissinstans" in row.roles
    return row.namn.lower() in deciding | _TOO_GENERAL and not asked


def _same(name: str, rows: Iterable[_Row]) -> _Row | None:
    """The row of the same name, or else the only one of which it is a shorter or longer form."""
    candidates: list[_Row] = []
    for row in rows:
        if _words(row.namn) == _words(name):
            return row
        if _form_of(name, row.namn) or _form_of(row.namn, name):
            candidates.append(row)
    return candidates[0] if len(candidates) == 1 else None


def _form_of(short: str, long: str) -> bool:
    """True for "brandförsvaret" of "Norra brandförsvaret", not for "Region X" of "kontoret vid Region X"."""
    words = _words(short)
    return bool(words) and words < _words(long) and bool(words & _words(_OUTER.split(long)[0]))


def _words(name: str) -> frozenset[str]:
    """The words of a name without definite and plural endings; a genitive s stays, it makes another word."""
    return frozenset(_ENDING.sub("", word) for word in re.findall(r"\w+", name.lower()) if word not in ("de", "den"))
