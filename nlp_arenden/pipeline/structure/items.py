"""Cuts the text of a decision into its items: numbered points, att-satser, sentences."""

import re

from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan

_NUMBER = re.compile(r"(?:(?<=^)|(?<=\s))(?:(\d{1,2})[.)]|([a-h])\))\s+(?=[\w”\"])")
_MARK = re.compile(r"\s*(?:\d{1,2}[.)]|[a-h]\)|[•·▪◦\uf0b7–-])\s+(?=\S)")
_BULLET = re.compile(r"(?:^|\s)[•·▪◦\uf0b7*–-]\s+(?=\w)")
# In a list of att-satser: any after a comma or "samt", but not ", att betalas av …".
_NEXT_ATT = re.compile(
    r"(?:[,;]\s+(?:(?:samt|och|dels|(?:och\s)?i\s(?:andra|tredje)\shand)\s+)?|\ssamt\s+)att\s+(?!(?:gälla|vara|[a-zåäö]+as)\b)",
    re.IGNORECASE,
)
# An att-sats that is an item of its own: att + a verb that decides, or att + a body + "ges i uppdrag".
_ATT = re.compile(
    r"[,;]\s+(?:samt|och|dels)\s+att\s+"
    r"|(?:^|[,;:]\s+|\s)(?:(?:samt|och|dels|•|[–-])\s+)*att\s+"
    r"(?=(?:för\segen\sdel\s|även\s|vidare\s|därutöver\s|därvid\s)?"
    r"(?:godkänna|anta|antaga|fastställa|avslå|bifalla|avvisa|avstyrka|tillstyrka|anse|förklara|besvara|avge|ge|uppdra|uppdraga"
    r"|uppmana|bevilja|anslå|avsätta|tilldela|tillföra|anvisa|medge|bemyndiga|delegera|utse|välja|entlediga|upphäva|avveckla"
    r"|notera|anteckna|lägga|överlämna|översända|remittera|återremittera|bordlägga|teckna|ingå|föreslå|ställa|införa|inrätta"
    r"|ändra|revidera|höja|sänka|ta|tillsätta|utöka|finansiera|omfördela|rekommendera|hemställa|ansöka|förlänga|säga|köpa|sälja"
    r"|förvärva|försälja|överta|lämna|begära|inleda|starta|påbörja|upphandla|genomföra|yttra|instämma|justera|omedelbart)\b"
    r"|(?:[\w-]+\s){1,5}(?:ges|får|uppmanas|bemyndigas|beviljas|tilldelas)\s)",
    re.IGNORECASE,
)
# After these the att-sats is inside the item: "föreslå kommunfullmäktige besluta att upphäva …".
_INNER = re.compile(
    r"(?:besluta|fullmäktige|styrelsen|nämnden|i uppdrag|bemyndigas|uppmanas"
    r"|rätt(?:en|igheter)?|möjlighet|tillfälle|tillstånd|skyldighet|tillåtelse|avsikt|syfte|bakgrund av|förutsättning"
    r"|innebär|innebärande)$"
)
# "uppdra åt tekniska kontoret att ansöka": what somebody is told to do is part of telling it.
_TASK = re.compile(r"\b(?:uppdra(?:ga|s|r)?\såt|ålägga|anmoda|uppmana|bemyndiga[sr]?)\s[^,;.]{3,90}$")
_JOINED = re.compile(r"[,;]?\s+(?:samt|och|dels)\s")
_RULE = re.compile(r"\s_{3,}")  # a line drawn under the last item
_OUTER = " \t,;–-•·"
_RANK = re.compile(r"i\s(?:första|andra|tredje)\shand\s(?=att\s)", re.IGNORECASE)
_DANGLING = re.compile(r"[,;]?\s*\b(?:samt|och|dels|att)\s*$")


def split_items(text: str) -> list[TextSpan]:
    """The spans of the items in ``text``, without numbers, bullets and trailing conjunctions.

    Numbered points win over bullets, bullets over att-satser, att-satser over sentences.
    """
    cuts = _numbered(text) or _bulleted(text) or _att(text)
    if not cuts:
        return [span for s in find_sentences(text) if (span := _trim(text, s.start, s.end)).start < span.end]
    # What stands before the first item leads in nothing of its own.
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    spans = [_trim(text, begin, end) for (_, begin), end in zip(cuts, ends, strict=True)]
    return [span for span in spans if span.start < span.end]


def is_marked(text: str) -> bool:
    """True when the block begins with a number or a bullet, as an item of a list does."""
    return _MARK.match(text) is not None


def opens_with_att(text: str) -> bool:
    """True when the block, without its mark, is an att-sats."""
    mark = _MARK.match(text)
    return text[mark.end() if mark else 0 :].lstrip().startswith("att ")


def _numbered(text: str) -> list[tuple[int, int]]:
    """Cuts at numbers that rise by one; "kl. 10. Därefter" or "den 3. maj" does not."""
    cuts: list[tuple[int, int]] = []
    expected: int | None = None
    for m in _NUMBER.finditer(text):
        number = int(m[1]) if m[1] else ord(m[2]) - ord("a") + 1
        if expected is None and text[: m.start()].strip() and number != 1:
            continue
        if expected is None or number == expected:
            cuts.append((m.start(), m.end()))
            expected = number + 1
    # The number of a point that a lead-in has cut off from its text.
    if expected and (last := re.search(rf"\s{expected}[.)]\s*$", text)):
        cuts.append((last.start(), len(text)))
    return cuts


def _bulleted(text: str) -> list[tuple[int, int]]:
    """Cuts at the bullet with which the text begins; a dash inside an item is none."""
    first = _BULLET.match(text)
    return [(m.start(), m.end()) for m in _BULLET.finditer(text) if m[0].strip() == first[0].strip()] if first else []


def _att(text: str) -> list[tuple[int, int]]:
    own = (
        m
        for m in _ATT.finditer(text)
        if _JOINED.match(m[0]) or not (_INNER.search(text[: m.start()]) or _TASK.search(text[: m.start()]))
    )
    listed = text.lstrip(_OUTER)[:1].islower()  # in a sentence of its own a comma before att ends no item
    found = {m.end(): m for m in (*own, *(_NEXT_ATT.finditer(text) if listed else ()))}
    cuts = [(m.start(), m.start() + m[0].lower().rindex("att")) for _, m in sorted(found.items())]
    if not cuts:
        return []
    if cuts[0][0] > 0 and text[: cuts[0][0]].strip(_OUTER):
        # "godkänna rapporten, samt att uppdra …": the first item has lost its "att" to the lead-in.
        first = text[: cuts[0][0]]
        starts_small = first.lstrip()[:1].islower()
        if len(cuts) == 1 and not starts_small:
            return []
        return [(0, 0), *cuts] if starts_small else cuts
    return cuts


def _trim(text: str, start: int, end: int) -> TextSpan:
    while start < end and text[start] in _OUTER + "\u2029":
        start += 1
    if ranked := _RANK.match(text, start, end):
        start = ranked.end()
    if rule := _RULE.search(text, start, end):
        end = rule.start()
    dangling = _DANGLING.search(text, start, end)
    if dangling:
        end = dangling.start()
    while end > start and text[end - 1] in _OUTER + "\u2029":
        end -= 1
    return TextSpan(start, end)
