"""Whatever paragraphs stand after each other, and however they are wrapped, the card is true to its text."""

import textwrap

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp_arenden.analysis import Analyzer
from nlp_arenden.domain.handling import Arende, Handling
from nlp_arenden.modelpack import open_pack
from tests.belagg import every_belagg

ANALYZER = Analyzer.load(open_pack())
PARAGRAPHS = (
    "Tjänsteskrivelse",
    "Utlåtande 2031:183 RI (Dnr 031-2214/2031)",
    "Handläggare Eva Ek\tDatum 2031-05-02\tDnr KS 2031/12",
    "Förslag till beslut",
    "FÖRSLAG TILL BESLUT I KOMMUNSTYRELSEN OCH KOMMUNFULLMÄKTIGE:",
    "Kommunstyrelsen föreslås besluta att anta planen, att avslå motionen, samt att ge kontoret i uppdrag att återkomma.",
    "1. Planen för Lillån, bilaga 1, antas. 2. Taxan om 1 200 kronor per år fastställs.",
    "– Informationen noteras.",
    "Sammanfattning Förslaget innebär att en gångbro byggs över ån till en kostnad av 2,5 mnkr.",
    "Ärendet har remitterats till kultur- och fritidsnämnden samt stadsdelsnämnderna Norr och Söder.",
    "Kulturnämndens yttrande daterat den 3 mars 2031 är i huvudsak av följande lydelse.",
    "Parknämnden avstyrker förslaget. Nämnden ser hellre en färja.",
    "Ekonomiska konsekvenser",
    "Belopp i tkr\t2031\t2032\nBro\t1 250\t300",
    "Kommunen åtar sig inga framtida kostnader. Kostnaden beräknas till 27–39 miljoner kronor exklusive moms.",
    "Kommunstyrelsen",
    "Tilläggsyrkande\tSocialdemokraterna, Vänsterpartiet",
    "Eva Ek (V) yrkar i första hand återremiss, i andra hand bifall till motionen. Bo By (MP) instämmer i Eva Eks yrkanden.",
    "Reservation anfördes av Eva Ek och Bo By (båda s) enligt följande.",
    "Vi föreslår att nämnden beslutar följande",
    "RESERVATIONER M.M.",
    "§ 12 KS 2031/12 Svar på motion om bänkar",
    "Beslutet skickas till parknämnden senast den 31 maj 2031.",
    "Bilagor",
    "Eva Ek, förvaltningschef",
    "____________",
    "The parties agree that the bridge shall be built.",
    "”–•…§ 19 000101-2384",
)


@st.composite
def sources(draw):
    """Paragraphs in any order, whole or wrapped, parted by a line end, a blank line or a page break."""
    pieces = []
    for paragraph in draw(st.lists(st.sampled_from(PARAGRAPHS), max_size=14)):
        width = draw(st.sampled_from((0, 18, 40, 72)))
        lines = (
            textwrap.wrap(paragraph, width, break_long_words=False) if width and "\t" not in paragraph else [paragraph]
        )
        pieces.append(draw(st.sampled_from(("\n", "\r\n", " \n\n"))).join(lines))
        pieces.append(draw(st.sampled_from(("\n", "\n\n", "\r\n\r\n", "\f", " "))))
    return "".join(pieces)


@settings(max_examples=60)
@given(sources(), st.integers(1, 8))
def test_any_order_and_any_wrapping_gives_a_true_card(source, meningar):
    handling = Handling("h1", "text.txt", "", "text/plain", source)
    card = ANALYZER.analyse(Arende("test", (handling,)), meningar=meningar)
    assert len(card.sammanfattning) <= meningar
    for place in every_belagg(card.model_dump()):
        assert 0 <= place["start"] < place["slut"] <= len(source)
        assert source[place["start"] : place["slut"]] == place["citat"]
    for finding in (*card.forslag, *card.kostnader, *card.remissinstanser, *card.frister, *card.sammanfattning):
        assert finding.belagg


@settings(max_examples=40)
@given(st.text(alphabet="aBå §1.,:–()\n\t\f\u00ad\u2029\u00a0-", max_size=80))
def test_any_characters_give_a_card(source):
    handling = Handling("h1", "text.txt", "", "text/plain", source)
    card = ANALYZER.analyse(Arende("test", (handling,)))
    assert all(source[p["start"] : p["slut"]] == p["citat"] for p in every_belagg(card.model_dump()))
