"""Which sentences can be read by themselves."""

import re

from nlp_arenden.text.spans import TextSpan

# A sentence that begins so leans on the one before it and must not stand alone.
_DANGLING = re.compile(
    r"^(?:(?:Det|Den|De)(?!\s(?!nya|aktuella|nämnda|ovan|senare|förra|samma|andra|första)[a-zåäö]+[ae]\s[a-zåäö]+(?:n|t|na)\b|\saktuella\särendet)|Detta|Dessa|Denna|Därför|Dock|Men|Vidare|Också|Även|Han|Hon|Sådana?|Dessutom|Däremot|Därmed|Därutöver"
    r"|Samtidigt|Likaså|Vid detta|Här|Då|Där|Detsamma|Ovanstående|Enligt detta|Att|Som|Så|Exempelvis|Till exempel|Däri|Dels"
    r"|Till detta|För det (?:första|andra|tredje)|Mot bakgrund av (?:detta|ovanstående)|Mot denna bakgrund|I detta|Av detta|Utöver detta"
    r"|Förslaget att|Hen|Deras|Dennes?|Avslutningsvis|Slutligen|Härefter|Därefter|Således|Följaktligen|Med detta|Ytterligare|Alltså)\b"
    r"|^(?:\S+\s){1,6}(?:därför|därefter|däremot|således|emellertid|dock|därtill|därutöver|också|även)\b"
)
# Whose name must have been told before.
_NAMELESS = re.compile(r"^(?:Nämnden|Styrelsen|Förvaltningen|Kontoret|Bolaget|Utskottet|Enheten)\b")
_SUM = re.compile(r"\b\d[\d ,.]*\s?(?:kr|kronor|tkr|mkr|mnkr|mdkr|miljoner|miljarder)\b")
# Days and definite articles look like "Den 1 januari trädde …" and lean on nothing.
_DATED = re.compile(r"^Den \d{1,2}\s")
_POINTS_BACK = re.compile(r"\b(?:denna dimension|dessa dimensioner|detta (?:avseende|perspektiv)|enligt (?:ovan|nedan)|följande frågor)\b")
_VERB = re.compile(
    r"\b(?:är|var|har|hade|ska|skall|kan|kunde|får|fick|blir|blev|bör|måste|finns|ges|vill|ser|gör|går|står|tar|ger|gav|anser"
    r"|[a-zåäö]{3,}(?:ar|er|ade|te|de|as|es|ts|ds|år|ör))\b"
)
_PROCEDURE = re.compile(
    r"\b(?:yrka(?:r|de)|röstade|avstod från att rösta|deltog inte|deltar inte|antecknade som yttrande|inkom med|instämmer i"
    r"|utan omröstning|reservera(?:r|de) sig|har bifallits|bordlades|ställer proposition|förekom skiljaktiga meningar"
    r"|(?:beslutade|beslutar) (?:först|härefter|därefter|med \w+ röst))\b"
    r"|tillstyrker .{0,80}\bförslag\.?$|\b(?:godkänns|antas|bifalls|avslås|tillstyrks|besvarad|fastställs)\.$"
)
_NUMBER = re.compile(r"\s*\d{1,2}[.)]\s+(?=\S)")
_LENGTH = range(5, 46)  # words of a sentence that is told


def stands_alone(text: str) -> bool:
    """True when the sentence begins and ends as one and leans on nothing before it."""
    whole = text[:1].isupper() and text[-1:] in (".", "!") and re.search(r"\b\d{1,2}\.$", text[-4:]) is None
    leans = (_DANGLING.match(text) and not _DATED.match(text)) or _POINTS_BACK.search(text)
    return whole and not leans


def is_prose(text: str) -> bool:
    """True for running text of a length that can be told; not for table rows, headings and fragments."""
    return len(text.split()) in _LENGTH and "\t" not in text and "__" not in text and _VERB.search(text) is not None


def about_procedure(text: str) -> bool:
    """True when the sentence says how a meeting went, who moved or voted what, or only the proposal again."""
    return _PROCEDURE.search(text) is not None


def about_somebody_unnamed(text: str) -> bool:
    """True when the sentence begins with "Nämnden", "Kontoret" …, which name nobody on their own."""
    return _NAMELESS.match(text) is not None


def tells_a_sum(text: str) -> bool:
    """True when an amount of money stands in the sentence."""
    return _SUM.search(text) is not None


def unnumbered(text: str, span: TextSpan) -> TextSpan:
    """The span without the number of the item ("2. För förberedelser …")."""
    number = _NUMBER.match(text, span.start, span.end)
    return TextSpan(number.end(), span.end) if number else span
