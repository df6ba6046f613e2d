import re
from xml.etree import ElementTree

from make_picture import PICTURE, shown


def squeezed(text):
    return re.sub(r"[\s\xa0]+", "", text)


def test_the_picture_of_the_readme_names_what_the_card_says_now():
    """The model may change the rest; make the picture anew with ``python -m tests.docs.make_picture``."""
    card, _ = shown()
    picture = squeezed("".join(ElementTree.parse(PICTURE).getroot().itertext()))
    for said in (card.arende.titel, card.kostnadsbild, *(forslag.text for forslag in card.forslag)):
        assert squeezed(said) in picture
