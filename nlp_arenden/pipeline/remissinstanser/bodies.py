"""The names of bodies in running text: nämnder, förvaltningar, bolag, myndigheter, råd, föreningar."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlp_arenden.pipeline.rules import Rule, Rulebook
from nlp_arenden.text.spans import TextSpan

# A word alone that stands for a body named before, and the types that it can stand for (empty: any).
_ANAPHORS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("nämnden", "nämnderna"), frozenset({"namnd", "stadsdelsnamnd"})),
    **dict.fromkeys(
        (
            "förvaltningen",
            "förvaltningarna",
            "kontoret",
            "kontoren",
            "enheten",
            "avdelningen",
            "staben",
            "kansliet",
        ),
        frozenset({"forvaltning", "region"}),
    ),
    **dict.fromkeys(("bolaget", "bolagen"), frozenset({"kommunalt_bolag", "foretag"})),
    "styrelsen": frozenset({"styrelse", "kommunalt_bolag", "namnd"}),
    **dict.fromkeys(("föreningen", "föreningarna", "klubben", "byalaget"), frozenset({"forening"})),
    "förbundet": frozenset({"forening", "kommunalforbund", "facklig"}),
    "rådet": frozenset({"rad"}),
    "kommunen": frozenset({"kommun"}),
    "regionen": frozenset({"region"}),
    "myndigheten": frozenset({"myndighet", "lansstyrelse"}),
    "verket": frozenset({"myndighet"}),
    **dict.fromkeys(("de", "den", "man"), frozenset()),
}
_GENITIVE = re.compile(r"(?<=en|et)s$|(?<=nämnd)s$")
# A first word that is no proper name keeps its small letter inside a sentence.
_COMMON = re.compile(
    r"(?:[\w-]*(?:nämnd|förvaltning|kontor|avdelning|enhet|styrelse|råd|stab|utskott|beredning|kansli|tjänst|grupp|försvar"
    r"|arkiv|förening|stiftelse|kommun|region|stad|län|bolag)(?:en|et|n|na|erna|arna|ens|ets|ns|s)?|[\w-]+(?:ala|ella)|tekniska|medicinska|pedagogiska|\w+-,?"
    r"|de|den|berörda|samtliga|alla|central|\w*facklig\w*)$",
    re.IGNORECASE,
)
_UNSPACED = re.compile(r"(?<=[a-zåäö])-(och|samt)\s")  # "idrotts-och föreningsnämnden"
_KEEPS_FORM = tuple("aeiouyåäösxz")  # "Farsta stadsdelsnämnd", "Skarpnäcks stadsdelsnämnd"
_OWNED = re.compile(r"(?<=s)\s[a-zåäö]")
_FILLERS = re.compile(r"(?:[a-zåäö]+\s){0,2}")
_ENDS = re.compile(r"\s*(?:,|;|$|\.|\()|\s(?:och|samt|liksom|för\syttrande)\b")
_FIRST = re.compile(r"[\w-]+")
_CAPITAL = re.compile(r"\b[A-ZÅÄÖ][\w-]+")
_PLACE = re.compile(r"[A-ZÅÄÖ][\wåäö]*(?:-[A-ZÅÄÖ][\wåäö]*)*")


@dataclass(frozen=True, slots=True)
class Body:
    """A named body: where it stands, its name as in running text, and its type."""

    span: TextSpan
    namn: str
    typ: str


class BodyFinder:
    """Finds bodies by the ``namn.`` rules and a list of names; the earliest wins, then the longest, then the first.

    Args:
        rules: the rule file ``instanser``.
        known: rows with ``namn`` and ``typ``, for names that no pattern tells from other words.
    """

    def __init__(self, rules: Rulebook, known: Sequence[Mapping[str, str]] = ()) -> None:
        self._known: dict[str, list[tuple[str, str, str]]] = {}
        for row in known:
            lowered = row["namn"].lower()
            self._known.setdefault(_FIRST.match(lowered)[0], []).append((lowered, row["namn"], row["typ"]))  # type: ignore[index]
        self._rules: list[tuple[Rule, tuple[str, ...]]] = [
            (rule, tuple(rule.extra["near"])) for rule in rules.rules if rule.id.startswith("namn.")
        ]
        self._break = rules.compiled("BROTT")
        self._between = rules.compiled("MELLAN")
        self._proper = rules.compiled("EGET")
        self._item = rules.compiled("HELT")
        self._verb = rules.compiled("VERB")

    def find(self, text: str) -> list[Body]:
        """The bodies named in ``text``, in order, not overlapping, without words that only point back."""
        lowered = text.lower()
        hits = sorted(
            (
                (m.start(), -m.end(), order, rule.means, m)
                for order, (rule, near) in enumerate(self._rules)
                if any(part in lowered for part in near)
                for m in rule.pattern.finditer(text)
            ),
            key=lambda hit: hit[:3],
        )
        bodies: list[Body] = []
        listed = self._listed(text, lowered)
        at = 0
        for start, _, _, typ, m in hits:
            while listed and listed[0].span.start <= start:
                body = listed.pop(0)
                if body.span.start >= at and (body.span.start < start or body.span.end >= m.end()):
                    bodies.append(body)
                    at = body.span.end
            if start < at:
                continue
            at = m.end()
            if "orter" in m.re.groupindex:
                bodies += _spread(m)
            elif m[0].lower() not in _ANAPHORS:
                bodies.append(Body(TextSpan(start, m.end()), plain_name(m[0]), typ))
        return bodies + [body for body in listed if body.span.start >= at]

    def _listed(self, text: str, lowered: str) -> list[Body]:
        """The names of the list in ``text``, the longest where one begins."""
        found: list[Body] = []
        at = 0
        for m in _CAPITAL.finditer(text) if self._known else ():
            rows = [row for row in self._known.get(m[0].lower(), ()) if lowered.startswith(row[0], m.start())]
            whole = [row for row in rows if not lowered[m.start() + len(row[0]) :][:1].isalpha()]
            if whole and m.start() >= at:
                lower, name, typ = max(whole)
                at = m.start() + len(lower)
                found.append(Body(TextSpan(m.start(), at), name, typ))
        return found

    def listed(self, text: str, opens: bool = False, whole: bool = False) -> list[Body]:
        """The bodies of the list that ``text`` begins with: items parted by commas, "och" or "samt".

        A body counts when its item begins with it; a proper name of no known kind has the type ``okand``.
        The list ends where a new clause begins, or what the consultation was about. When the list
        ``opens`` the sentence, its first word has a capital in any case and is no name for that. ``whole``: the
        list is of those who were asked and nothing else, so that an item is a name up to its comma.
        """
        over = self._break.search(text)
        text = text[: over.start()] if over else text
        return list(self._items(text, self.find(text), 1 if opens else 0, whole))

    def _items(self, text: str, named: list[Body], proper_from: int, whole: bool) -> Iterator[Body]:
        at = 0
        while at < len(text):
            body = next((b for b in named if b.span.start >= at), None)
            if body is None or not _FILLERS.fullmatch(text, at, body.span.start):
                item = self._item.match(text, at) if whole else None
                body = self._unnamed(item) if item else self._unknown(text, at) if at >= proper_from else None
            elif whole and not _ENDS.match(text, body.span.end):
                item = self._item.match(text, body.span.start)
                body = Body(TextSpan(*item.span()), plain_name(item[0]), body.typ) if item else body
            if body and self._verb.match(text, body.span.end):
                return
            if body:
                yield body
                at = body.span.end
            between = self._between.search(text, at)
            if between is None:
                return
            at = between.end()

    @staticmethod
    def _unnamed(item: re.Match[str]) -> Body:
        return Body(TextSpan(*item.span()), plain_name(item[0]), "okand")

    def _unknown(self, text: str, at: int) -> Body | None:
        """A proper name at ``at``; not a common noun with a capital, nor the owner of something unknown."""
        m = self._proper.match(text, at)
        if m is None or _COMMON.match(m[0].split()[0]) or _OWNED.match(text, m.end()):
            return None
        return Body(TextSpan(*m.span()), plain_name(m[0]), "okand")


def points_back(text: str, typ: str | None = None) -> bool:
    """True when a sentence begins with a word that stands for a body spoken of before (of that type)."""
    first = text.split(maxsplit=1)[0].lower() if text.strip() else ""
    types = _ANAPHORS.get(first)
    return types is not None and (typ is None or not types or typ in types)


def plain_name(name: str) -> str:
    """The name as inside a sentence: without a genitive s, small first letter unless it is a proper name."""
    name = _UNSPACED.sub(r"- \1 ", _GENITIVE.sub("", " ".join(name.split())))
    first, *rest = name.split(" ")
    if first[1:2].isupper() or any(word[:1].isupper() for word in rest) or not _COMMON.match(first):
        return name
    return name[0].lower() + name[1:]


def _spread(m: re.Match[str]) -> Iterator[Body]:
    """ "stadsdelsnämnderna för Farsta och Kista", "kommunerna Sala och Heby": one body for each place."""
    for place in _PLACE.finditer(m["orter"]):
        span = TextSpan(m.start("orter") + place.start(), m.start("orter") + place.end())
        owner = place[0] if place[0].endswith(_KEEPS_FORM) else f"{place[0]}s"
        if m["kommun"]:
            yield Body(span, f"{owner} kommun", "kommun")
        elif m["slag"].lower() == "stadsdelsnämnd":
            yield Body(span, f"{owner} stadsdelsnämnd", "stadsdelsnamnd")
        else:
            yield Body(span, f"{m['slag'].lower()}en {place[0]}", "namnd")
