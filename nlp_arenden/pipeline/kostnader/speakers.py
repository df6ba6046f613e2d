"""Who speaks in a sentence: the subject it names, the body of its section, or the voice of its document."""

import re

from nlp_arenden.pipeline.annotations import MINUTES, OWN_ROLES, ForslagMark, Place
from nlp_arenden.pipeline.rules import Rulebook

_SAYS = (
    "bedömer|anser|uppskattar|beräknar|konstaterar|menar|framhåller|påpekar|skriver|delar|avstyrker|tillstyrker"
    "|uppger|framför|tror|räknar|förordar|understryker|noterar"
)
_SAYS_MORE = (
    r"är\s(?:i\shuvudsak\s)?(?:positiv|negativ|kritisk|tveksam)|ställer\ssig|ser\s(?:ingen|inga|positivt)"
    r"|har\s(?:beräknat|uppskattat|bedömt)"
)
_ASKS = re.compile(r"(?:ansöker|föreslår|begär|hemställer)\b")
_DEPARTEMENT = r"(?-i:[A-ZÅÄÖ])[a-zåäö]+departementet|departementet"
_NAMED = (
    r"(?:(?-i:[A-ZÅÄÖ])[\wåäö-]+\s)+(?:AB|kommun|stad|förening)|(?-i:F)öreningen(?:\s(?-i:[A-ZÅÄÖ])[\wåäö-]+)*|föreningen"
    r"|(?-i:[A-ZÅÄÖ])[a-zåäö]+(?:ska|iska|na|la)\snämnden"
)
# Common words for a body, which mean the document's own.
_GENERIC = re.compile(
    r"(?:kontoret|förvaltningen|stadsdelsförvaltningen|nämnden|stadsdelsnämnden|enheten|avdelningen|staben|styrelsen"
    r"|departementet|föreningen)",
    re.IGNORECASE,
)
_ENDING = re.compile(rf"(?:{_GENERIC.pattern})$", re.IGNORECASE)
_OFFICIALS = ("kontoret", "förvaltningen", "enheten", "avdelningen", "staben", "förvaltning")
_FULL = re.compile(
    r"\b[A-ZÅÄÖ][a-zåäö]+departementet\b|\bFöreningen(?:\s[A-ZÅÄÖ][\wåäö-]+)+|\b[A-ZÅÄÖ][a-zåäö]+(?:ska|iska|na|la)\snämnden\b"
    r"|\b[A-Za-zÅÄÖåäö]{3,}(?:kontoret|förvaltningen|nämnden|enheten|avdelningen)\b"
)
_I = re.compile(r"\b(?:jag|mina|min)\b", re.IGNORECASE)
_I_AM = "föredragande borgarrådet"
_COMMON = re.compile(
    r"\S+-\s|\S*(?:förvaltningen|kontoret|nämnden|enheten|avdelningen|staben|styrelsen|utskottet)\b",
    re.IGNORECASE,
)


class Speakers:
    """Follows who speaks through one document at a time; ``clear`` begins the next."""

    def __init__(self, rules: Rulebook) -> None:
        words = rules.words
        self._subject = re.compile(
            rf"^(?:\W*(?:enligt|som)\s)?"
            rf"(?P<vem>{_DEPARTEMENT}|{_NAMED}|{words['FORVALTNING']}|{words['NAMND']}|{words['STYRELSE']})\s"
            rf"(?:(?P<says>(?:{_SAYS}|{_SAYS_MORE})\b)|{_ASKS.pattern})",
            re.VERBOSE | re.IGNORECASE,
        )
        self.clear(None)

    def clear(self, sender: str | None) -> None:
        """Begins a document whose own voice is ``sender``."""
        self._sender = sender
        self._carried: str | None = None  # who was named last in this paragraph
        self._first_person: Place | None = None  # the section in which a borgarråd speaks
        self._full: dict[str, str] = {}
        self._borgarrad = False

    def of(self, sentence: str, place: Place, item: ForslagMark | None, new_paragraph: bool) -> str | None:
        """Who says the sentence; None when nobody can be named. Ask for each sentence in order."""
        if new_paragraph:
            self._carried = None
        self._remember(sentence, place)
        asks = None
        if m := self._subject.match(sentence):
            name = self._resolved(m["vem"], place)
            if m["says"]:
                self._carried = name
            else:
                asks = name
        if item is not None:
            return self._of_item(place, item)
        if self._carried:
            return self._carried
        if self._first_person == place:
            return place.talare or _I_AM
        # What somebody applies for is told by the document, if it has a voice.
        return self._voice(place) or asks

    def _remember(self, sentence: str, place: Place) -> None:
        for full in _FULL.findall(sentence):
            if (m := _ENDING.search(full.split()[-1])) and m[0].lower() != full.lower():
                self._full[m[0].lower()] = full
        self._borgarrad = self._borgarrad or "borgarråd" in sentence.lower()
        if self._borgarrad and place.kind == "bedomning" and place.roll == "yttre" and _I.search(sentence):
            self._first_person = place

    def _voice(self, place: Place) -> str | None:
        if place.organ and (place.kind == "beredning" or (place.kind == "bedomning" and not place.talare)):
            return self._resolved(place.organ, place)
        own = self._sender if place.roll in OWN_ROLES and place.typ not in MINUTES else None
        return place.talare or own

    def _of_item(self, place: Place, item: ForslagMark) -> str | None:
        if item.art == "yrkande":
            return item.fran[0] if item.fran else None
        if item.art == "beslut":
            return place.organ or item.beslutsorgan
        return place.organ or (item.fran[0] if item.fran else place.talare)

    def _resolved(self, name: str, place: Place) -> str:
        """The full name that "kontoret" stands for, as running text writes it."""
        if _GENERIC.fullmatch(name) is None:
            return _lowered(name)
        ending = name.lower()
        voices = [v for v in (place.talare, place.organ, self._sender) if v and v.lower() != ending]
        for voice in voices:
            if voice.lower().endswith(ending) or (ending in _OFFICIALS and voice.lower().endswith(_OFFICIALS)):
                return voice
        return _lowered(self._full.get(ending) or (voices[0] if voices else name))


def _lowered(name: str) -> str:
    return name[0].lower() + name[1:] if _COMMON.match(name) or name.lower().endswith(" nämnden") else name
