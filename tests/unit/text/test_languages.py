"""Which language a text is in."""

import pytest

from nlp_arenden.text.languages import language_of

SWEDISH = (
    "Kommunstyrelsen föreslår att kommunfullmäktige beslutar att planen för den nya bron och vägen till ån antas. "
)
ENGLISH = (
    "The parties agree that the bridge shall be built with the money of the city and that this is for the people. "
)
NORWEGIAN = "Kommunen har ikke penger til broen og veien, og det er etter loven at den skal bygges eller ikke. "
GERMAN = "Die Stadt und der Kreis werden das Geld nicht für den Bau von einem Haus auf dem Platz ausgeben. "
FINNISH = (
    "Kaupunki ja kunta ovat sopineet että silta rakennetaan kun rahaa on tai jos se ei maksa myös muuta sekä tietä. "
)


@pytest.mark.parametrize(
    ("text", "language"), [(SWEDISH, "sv"), (ENGLISH, "en"), (NORWEGIAN, "no"), (GERMAN, "de"), (FINNISH, "fi")]
)
def test_a_text_is_in_its_language(text, language):
    assert language_of(text * 3) == language


def test_a_short_text_counts_as_swedish():
    assert language_of("Memorandum of Understanding between the parties") == "sv"
    assert language_of("") == "sv"


def test_swedish_with_an_english_title_is_swedish():
    assert language_of("Memorandum of Understanding with the Alumni of the City. " + SWEDISH * 2) == "sv"


def test_names_and_figures_alone_are_in_no_known_language():
    assert (
        language_of(
            "Alfa Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda My Ny Xi Pi Rho Sigma Tau Fi Psi Omega"
        )
        == "okant"
    )
