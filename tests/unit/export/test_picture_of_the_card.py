import re
from xml.etree import ElementTree

from nlp_arenden.export.picture import card_svg


def words(svg):
    """The words of the picture, line by line."""
    return [text.replace("\xa0", " ") for text in ElementTree.fromstring(svg).itertext() if text.strip()]


def test_the_picture_loads_nothing_and_runs_nothing(card, arende):
    svg = card_svg(card, arende)
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"@font-face|<script|<image|url\((?!#)", svg)


def test_the_picture_shows_the_words_of_the_card(card, arende):
    shown = " ".join(words(card_svg(card, arende, title="arenden sammanfatta")))
    for said in ("arenden sammanfatta", "Ny cykelbana längs Ängsvägen", "KOSTNADER", "avstyrker"):
        assert said in shown


def test_what_is_left_out_is_an_ellipsis(card, arende):
    shown = words(card_svg(card, arende, lines=5))
    assert "…" in shown
    assert "KOSTNADER" not in shown
    assert "…" not in words(card_svg(card, arende))


def test_the_same_card_gives_the_same_picture(card, arende):
    assert card_svg(card, arende) == card_svg(card, arende)
