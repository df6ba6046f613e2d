"""Finds the documents inside a handling: enclosed with a letterhead of their own, or quoted after a lead-in."""

import re
from collections.abc import Collection, Iterator, Sequence

from nlp_arenden.pipeline.annotations import MINUTES, OFFICIALS, Part
from nlp_arenden.pipeline.rules import Rulebook

# The end of the paper before: who gets it, or who signed it.
_ADDRESSEE = re.compile(
    r"(?:skickas|expedieras|sänds|kopia|till|vd|ordförande|direktör|verkställande\sdirektör)\b", re.IGNORECASE
)
_LONGEST_HEADING = 80  # characters, domain 1.3
_HEAD_BLOCKS = 12  # a letterhead among the first blocks, before any prose, is the outer document's own
_SENTENCE = re.compile(r"^.{60,}\w{3}[.:]$")
_PROSE = 250  # code points of a block that is neither a list of attachments nor of recipients
_LONGEST_YRKANDE = 8_000  # code points; what goes on is another paper whose letterhead was lost
_ATTACHED = re.compile(r"Bilag(?:a|or)\b")  # the list of them may follow the signatures
_LIST = re.compile(r"(?:Besluts)?underlag|Underlag för beslut|Handlingar|Bilagor|Beslut och handlingar", re.IGNORECASE)
_LISTED = re.compile(
    r"(?!.*(?:datum|nummer|dnr|handläggare|utfärdat)\b)[^\t\n]{3,70}?,?\s(?:den\s|daterad[et]?\s)*"
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2} \w+ \d{4})(?:,?\s.{0,30})?",
    re.IGNORECASE,
)
_UNDATED = ("del.bilaga", "del.motion")  # what begins so is a paper of its own without a date beside it
_CUE_ABOVE = 2  # blocks above it in which they may stand instead
_CUE_BLOCKS = 3  # how far below its title a letterhead's date or number may stand
# What an enclosed document of a type is to the outer one; see ``Part``.
_ROLES = {
    "yrkande": "yrkande",
    "sarskilt_uttalande": "uttalande",
    "protokollsutdrag": "remissvar",
    "motion": "bilaga",
    "bilaga": "bilaga",
    "remissvar": "remissvar",
}
_ADDRESSED = re.compile(r"yrkande till (\S+)", re.IGNORECASE)
_LEADING = re.compile(r"(?:till )?(?:kommun|region)(?:styrelsen|fullmäktige)s?\b", re.IGNORECASE)
_HALF = re.compile(r"^((?:kommun|region)styrelse)$", re.IGNORECASE)  # "i kommunstyrelse och kommunfullmäktige"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d\s[a-z]{3,9}\s\d{4}")
# "Farsta stadsdelsnämnd": the body has no definite ending because a place stands before it.
_INDEFINITE = re.compile(r"(?:nämnd|förvaltning|kontor|förbund|kommun|stad)$")
# In minutes these are headings of a paragraph, not documents of their own.
_HEADINGS_IN_MINUTES = frozenset({"sarskilt_uttalande", "yrkande"})
_MINUTES = re.compile(r"\b(?:sammanträdes)?protokoll(?:sutdrag)?\b", re.IGNORECASE)


class PartFinder:
    """Cuts a handling, given as blocks of text, into the outer document and those inside it."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules
        self._letterhead = rules.compiled("BREVHUVUD")
        self._sender = rules.compiled("AVSANDARE")
        self._body = re.compile(
            rf"(?:{rules.words['NAMND']}|{rules.words['STYRELSE']}|{rules.words['FORVALTNING']}|{rules.words['FULLMAKTIGE']})",
            re.VERBOSE | re.IGNORECASE,
        )

    def is_body(self, text: str) -> bool:
        """True when the text is the name of a nämnd, styrelse or förvaltning and nothing else."""
        return len(text) <= _LONGEST_HEADING and self._body.fullmatch(text.strip()) is not None

    def _is_sender(self, text: str) -> bool:
        """True for the line above a letterhead's type that tells whose paper it is."""
        if _ADDRESSEE.match(text.strip()):
            return False
        return len(text) <= _LONGEST_HEADING and self._sender.fullmatch(text.strip()) is not None

    def find(self, texts: Sequence[str]) -> Iterator[tuple[int, Part]]:
        """(index of the first block, part) for the outer document and then each one inside it."""
        prose = next((i for i, text in enumerate(texts[:_HEAD_BLOCKS]) if _SENTENCE.search(text)), _HEAD_BLOCKS)
        head = self._letterhead_at(texts, 0, limit=prose)
        if head and head[1] == "bilaga" and head[0] > 1:
            head = None  # the first of its attachments
        outer = Part(head[1], head[2], "yttre") if head else Part("ovrig", None, "yttre")
        yield 0, outer
        officials = outer.typ in OFFICIALS
        minutes = any(_MINUTES.search(text[:_LONGEST_HEADING]) for text in texts[:_CUE_BLOCKS])
        current, signed, quoting = outer.typ, False, False
        heard: set[str] = set()
        begun, length = head[0] if head else 0, 0
        listing = False  # below "Beslutsunderlag" papers are named, not enclosed
        read_to = begun  # blocks that belong to a letterhead already read
        for i in range(begun + 1, len(texts)):
            length += len(texts[i])
            if i <= read_to:
                continue
            listing = _LIST.match(texts[i]) is not None or (listing and len(texts[i]) <= _LONGEST_HEADING)
            signed = signed or (current in OFFICIALS and self._rules.first(texts[i], "slut.") is not None)
            signed = signed and self._rules.first(texts[i], "fortsatter.") is None
            if quoting and self._rules.first(texts[i], "ater."):
                current, signed, quoting = outer.typ, False, False
                yield i, outer
            elif not minutes and (quoted := self._rules.first(texts[i], "citat.")):
                rule, m = quoted
                role = "underlag" if rule.means in OFFICIALS and not officials else "remissvar"
                officials = officials or rule.means in OFFICIALS
                current, signed, quoting = rule.means, False, True
                yield i, Part(rule.means, plain(m["organ"]), role)
            elif start := self._letterhead_at(texts, i, limit=1):
                read_to, typ, organ = start
                attached = typ == "bilaga"
                if attached and (inner := self._letterhead_at(texts, i + 1, limit=_CUE_BLOCKS)):
                    read_to, typ, organ = inner if inner[1] != "bilaga" else (i, typ, organ)
                if not attached and self._only_named(texts, i, typ, begun, minutes, listing):
                    continue
                if typ == outer.typ and organ is None and "\t" in texts[i] and not signed:
                    continue  # the head of a page
                if typ == "sarskilt_uttalande" and current == "yrkande" and begun == i - 1:
                    continue  # one paper of several parties: some move, others only state their view
                role = _ROLES.get(typ, "remissvar" if officials else "underlag")
                if role == "yrkande" and heard and not self._at_home(texts[max(0, i - _CUE_ABOVE) : i + 4], heard):
                    role = "remissvar"  # moved in a body that was heard, not in the ärende
                officials = officials or typ in OFFICIALS
                current, signed = typ, False
                begun, length = i, 0
                above = texts[read_to - 1] if attached and read_to > i + 1 else texts[i - 1]
                alone = organ is None and typ != "bilaga" and self._is_sender(above)
                organ = plain(above) if alone else organ or self._below(typ, texts[i + 1 : read_to + 3])
                if role == "remissvar":
                    heard.add(organ or "")
                yield (i - 1 if alone and not attached else i), Part(typ, organ, role)
            elif (signed and len(texts[i]) > _PROSE and not _ATTACHED.match(texts[i])) or (
                current == "yrkande" and length > _LONGEST_YRKANDE
            ):
                current, signed = "bilaga", False
                yield i, Part("bilaga", None, "bilaga")  # what follows the signatures is attached

    @staticmethod
    def _only_named(texts: Sequence[str], i: int, typ: str, begun: int, minutes: bool, listing: bool) -> bool:
        """True for a line that looks like a letterhead and names a paper: in a list, in minutes, in a title."""
        if (minutes or listing) and _LISTED.fullmatch(texts[i].strip()):
            return True
        if listing and not any(_DAY.search(text) for text in texts[i : i + 2]):
            return True
        # "Motion av N N om …" is also the title of the paper that answers it.
        return (minutes and typ in _HEADINGS_IN_MINUTES) or (typ == "motion" and i - begun <= _CUE_BLOCKS)

    def _at_home(self, near: Sequence[str], heard: Collection[str]) -> bool:
        """True when a yrkande names the body that leads the ärende, or is addressed to one that was not heard."""
        cells = [cell.strip()[:_LONGEST_HEADING] for text in near for cell in text.split("\t")]
        to = next((m for cell in cells if (m := _ADDRESSED.match(cell))), None)
        return any(_LEADING.match(cell) for cell in cells) or (to is not None and to[1].lower() not in heard)

    def _below(self, typ: str, texts: Sequence[str]) -> str | None:
        """The body whose minutes it is, named below the type: "PROTOKOLL" and "Skolnämnden  2031-05-02"."""
        named = (text.split("\t")[0].strip() for text in texts if typ in MINUTES)
        return next((plain(name) for name in named if self.is_body(name)), None)

    def _letterhead_at(self, texts: Sequence[str], first: int, limit: int) -> tuple[int, str, str | None] | None:
        """(block index, dokumenttyp, whose) of a letterhead that begins in one of the next ``limit`` blocks."""
        for i in range(first, min(first + limit, len(texts))):
            near = texts[max(0, i - _CUE_ABOVE) : i + 1 + _CUE_BLOCKS]
            dated = any(self._letterhead.search(text[:200]) for text in near)
            for cell in (texts[i], *texts[i].split("\t")[1:]):
                hit = self._rules.first(cell.strip()[:_LONGEST_HEADING], "del.")
                if hit is None or not (dated or hit[0].id in _UNDATED):
                    continue
                organ = hit[1].groupdict().get("organ")
                if organ is None or self.is_body(organ):  # "Kontorets yttrande" is a heading, "Kontoret Yttrande" none
                    return i, hit[0].means, plain(organ) if organ else None
        return None


def plain(name: str) -> str:
    """A body's name as inside a sentence: small first letter unless it is a proper name (AB, other capitals)."""
    name = _HALF.sub(r"\1n", name.strip().rstrip(".:"))
    words = name.split()
    capitals = any(word[:1].isupper() for word in words[1:])
    placed = len(words) > 1 and _INDEFINITE.search(name) and not words[0].endswith(("ens", "ets"))
    if (capitals or placed) and not name.isupper():
        return name
    return name.lower() if name.isupper() and len(name) > 5 else name[:1].lower() + name[1:]
