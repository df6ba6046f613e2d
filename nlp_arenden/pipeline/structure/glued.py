"""Headings that stand in one line with the text after them ("Behov av bryggan Vid ån finns …").

Copied and converted papers lose the line break. A word that begins a sentence and nothing else, written with a capital
behind a word that is not, shows where the heading ended.
"""

import re

from nlp_arenden.text.spans import TextSpan

_WITHIN = 200  # code points of a block's beginning in which a heading may end
_BEGINS = (
    r"(?:I|Det|Den|De|Detta|Denna|Dessa|För|Med|Enligt|Av|På|En|Ett|Vi|Under|Vid|Från|När|Om|Inom|Utifrån|Genom|Efter"
    r"|Sedan|Så|Mot|Eftersom|Idag|Även|Vidare|Både|Flera|Som|Att|Utöver)\s(?=[a-zåäö])"
)
_SUBJECT = (
    r"(?:(?:Kommun|Region)?[Ff]ullmäktige|[A-ZÅÄÖ][a-zåäö]*(?:nämnden|styrelsen|kontoret|förvaltningen|bolaget|utskottet)"
    r"|Ärendet|Syftet|Motionen|Motionären|Förslaget|Remissinstanserna|Projektet|Kommunen|Staden|Bolaget|Nämnden|Kontoret"
    r"|Förvaltningen)\d?\s(?:har|är|får|ska|kan|gav|bedömer|anser|föreslår|ser|delar|innebär|syftar|(?:till|av)styrker"
    r"|beslutade|omfattar|konstaterar|ligger)\b"
)
# "… om badet Ola Ek (S) har ställt en fråga"
_MEMBER = r"(?:[A-ZÅÄÖ][\w-]+\s){2,3}\([A-ZÅÄÖ]{1,3}\)\s(?:har|frågar|ställer|undrar|föreslår|yrkar|skriver)\b"
_END = re.compile(rf"(?<=[a-zåäö)])\s(?={_BEGINS}|{_SUBJECT}|{_MEMBER})")
# Before these words no heading ends: "enligt Vi unga", "etapp I".
_GOES_ON = re.compile(
    r"(?:^|\s)(?:i|på|av|för|med|till|om|som|att|och|eller|enligt|från|vid|mot|under|inom|utan|mellan|samt|när|där|då|den"
    r"|det|de|denna|detta|dessa|vad|vilke[nt]|hos|åt|än|etapp|fas|del|kapitel|avsnitt|bilaga)$"
)
# A row of a table of answers holds its verb with a capital: "Parknämnden Avstyrker Nämnden anser …".
_SENTENCE = re.compile(
    r"[.:;?!,–]|\b(?:(?i:är|var|har|hade|ska|skall|kan|kunde|får|fick|blir|blev|bör|måste|finns|vill|ser|gör|går|står|tar"
    r"|ger|gav|anser|avstår|föreslår|beslutar|innebär|(?:av|till)styrker)|[a-zåäö]{4,}(?:ade|des|ats|its))\b"
)


def without_heading(span: TextSpan, text: str) -> TextSpan:
    """The span of a block's first sentence without the heading that it begins with, if it does.

    Args:
        span: of the sentence in ``text``; it must begin a block.
        text: the text that the span is counted in.
    """
    for end in _END.finditer(text, span.start + 1, min(span.end, span.start + _WITHIN)):
        heading = text[span.start : end.start()]
        if not heading[0].isupper() or _SENTENCE.search(heading):
            return span
        if not _GOES_ON.search(heading):
            return TextSpan(end.end(), span.end)
    return span
