"""Which sentences can be read by themselves, and which of them say what a matter is."""

import re
from collections.abc import Iterator

from nlp_arenden.text.spans import TextSpan

# "Den årliga kostnaden …" and "Den 1 januari …" lean on nothing; "Den nya lagen" does.
_DEFINITE = (
    r"(?:Det|Den|De)(?!\s\d|\saktuella\särendet|\s(?!nya|aktuella|nämnda|ovan|senare|förra|samma|andra|första)"
    r"[a-zåäö]+[ae]\s[a-zåäö]+(?:n|t|na)\b)"
)
# A sentence that begins so leans on the one before it and must not stand alone.
_DANGLING = re.compile(
    rf"^(?:{_DEFINITE}|Detta|Dessa|Denna|Därför|Dock|Men|Vidare|Också|Även|Han|Hon|Hen|Deras|Dennes?|Sådana?|Dessutom"
    r"|Däremot|Därmed|Därutöver|Samtidigt|Likaså|Vid detta|Här|Då|Där|Däri|Detsamma|Ovanstående|Enligt detta|Att|Som|Så"
    r"|Exempelvis|Till exempel|Dels|Till detta|För det (?:första|andra|tredje)|Mot bakgrund av (?:detta|ovanstående)"
    r"|Mot denna bakgrund|I detta|Av detta|Utöver detta|Med detta|Förslaget att|Avslutningsvis|Slutligen|Härefter"
    r"|Därefter|Således|Följaktligen|Ytterligare|Alltså)\b"
    r"|^(?:\S+\s){1,6}(?:därför|därefter|däremot|således|emellertid|dock|därtill|därutöver|också|även)\b"
)
_POINTS_BACK = re.compile(
    r"\b(?:denna dimension|dessa dimensioner|detta (?:avseende|perspektiv)|enligt (?:ovan|nedan)|följande frågor)\b"
)
# Whose name must have been told before.
_NAMELESS = re.compile(r"^(?:Nämnden|Styrelsen|Förvaltningen|Kontoret|Bolaget|Utskottet|Enheten)\b")
_VERB = re.compile(
    r"\b(?:är|var|har|hade|ska|skall|kan|kunde|får|fick|blir|blev|bör|måste|finns|ges|vill|ser|gör|går|står|tar|ger|gav"
    r"|anser|bedöms|ryms|drivs|krävs|behövs|används|byggs|rivs|läggs|sägs|ställs|hålls|lyfts|(?:till|av)styrks|\w*känns"
    r"|[a-zåäö]{3,}(?:ar|er|ade|te|de|as|es|ts|ds|år|ör))\b"
)
_PROCEDURE = re.compile(
    r"\b(?:yrka(?:r|de)|röstade|avstod från att rösta|deltog inte|deltar inte|antecknade|särskilda aspekter|inkom med"
    r"|instämmer i|utan omröstning|reservera(?:r|de) sig|har bifallits|bordlades|ställer proposition"
    r"|förekom skiljaktiga meningar|(?:beslutade|beslutar) (?:först|härefter|därefter|med \w+ röst))\b"
    r"|tillstyrker .{0,80}\bförslag\.?$|\b(?:godkänns|antas|bifalls|avslås|tillstyrks|besvarad|fastställs)\.$"
)
_MEANING = re.compile(
    r"\b(?:innebär|syft\w+|genom\s|för att|föreslå\w*|ska\b|avser|omfattar|behov\w*|mål\w*|möjlig\w*|ger\b)"
)
# How a writer begins the sentence that says what the matter is.
_CORE = re.compile(
    r"^(?:I ärendet (?:föreslås|redovisas)|(?:Ärendet|Det aktuella ärendet) (?:är|avser|gäller|utgör|omfattar|handlar)"
    r"|Förslaget (?:innebär|syftar|omfattar)|Syftet |I (?:promemorian|motionen|betänkandet|programmet|planen) föreslås"
    r"|(?:Genom|Med) (?:avtalet|förslaget|överenskommelsen|beslutet|planen|projektet)\b"
    r"|(?:\S+ ){1,4}(?:innebär att|syftar till|har inkommit med|föreslår))"
)
# What was done before tells less, and sums are told by the sentence about the costs.
_EARLIER = re.compile(
    r"\b(?:beslutade|beslöt|gav|fick|antog|godkände|behandlades|trädde|beslutat|remittera(?:t|de|ts)"
    r"|(?:vidare)?delegerat|enligt lag)\b"
)
_SUM = re.compile(r"\b\d[\d ,.]*\s?(?:kr|kronor|tkr|mkr|mnkr|mdkr|miljoner|miljarder)\b")
_CUES = {
    "mening": _MEANING,
    "karna": _CORE,
    "tidigare": _EARLIER,
    "belopp": _SUM,
    "forfarande": _PROCEDURE,
    "siffra": re.compile(r"\d"),
    "ar": re.compile(r"\b(?:19|20)\d\d\b"),
    "reservation": re.compile(r"\breserv", re.IGNORECASE),
    "yrkande": re.compile(r"\byrka", re.IGNORECASE),
    "skal": re.compile(r"\b(?:eftersom|därför|för att|syfte|orsak|beror|bakgrund|behov)"),
    "giltighet": re.compile(r"\b(?:gäller|träder i kraft|från och med|senast)\b"),
    "alternativ": re.compile(r"\balternativ", re.IGNORECASE),
    "jag": re.compile(r"\b(?:jag|vi|min|mitt)\b", re.IGNORECASE),
}
_NOTE = re.compile(r"(?:^|\s)\d[A-ZÅÄÖ][a-zåäö]{3,}")  # "2Avser endast …": the note of a figure, its number glued
_NUMBER = re.compile(r"\s*(?:\d{1,2}[.)]|[-–•])\s+(?=\S)")
_LENGTH = range(5, 46)  # words of a sentence that is told


def stands_alone(text: str) -> bool:
    """True when the sentence begins and ends as one and leans on nothing before it."""
    whole = text[:1].isupper() and text[-1:] in (".", "!") and re.search(r"\b\d{1,2}\.$", text[-4:]) is None
    return whole and not _DANGLING.match(text) and not _POINTS_BACK.search(text)


def is_prose(text: str) -> bool:
    """True for running text of a length that can be told; not for table rows, headings and fragments."""
    return (
        len(text.split()) in _LENGTH
        and "\t" not in text
        and "__" not in text
        and not _NOTE.search(text)
        and _VERB.search(text) is not None
    )


def about_procedure(text: str) -> bool:
    """True when the sentence says how a meeting went, who moved or voted what, or only the proposal again."""
    return _PROCEDURE.search(text) is not None


def about_somebody_unnamed(text: str) -> bool:
    """True when the sentence begins with "Nämnden", "Kontoret" …, which name nobody on their own."""
    return _NAMELESS.match(text) is not None


def cues(text: str) -> Iterator[str]:
    """The names of the signs in a sentence that it says, or does not say, what a matter is."""
    for name, sign in _CUES.items():
        if sign.search(text):
            yield name


def unnumbered(text: str, span: TextSpan) -> TextSpan:
    """The span without the number or dash of the item ("2. För förberedelser …")."""
    number = _NUMBER.match(text, span.start, span.end)
    return TextSpan(number.end(), span.end) if number else span
