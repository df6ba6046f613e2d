import base64
import hashlib
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from nlp_arenden.domain.handling import Arende
from nlp_arenden.export.html import html_page

VOID = {"meta", "br", "hr", "link", "img", "input"}


class Page(HTMLParser):
    """The page as a list of tags with attributes, checked to be properly nested."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.texts = [], [], []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((tuple(self.open), data))

    def all(self, name):
        return [attrs for tag, attrs in self.tags if tag == name]


@pytest.fixture
def page(card, arende):
    return Page(html_page(card, arende))


def test_the_page_is_swedish_and_has_its_landmarks(page):
    assert page.all("html") == [{"lang": "sv"}]
    assert [tag for tag, _ in page.tags if tag in ("header", "main", "footer")] == [
        "header",
        "main",
        "footer",
    ]


def test_headings_step_down_one_level_at_a_time(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_link_has_its_target(page):
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for attrs in page.all("a")]
    assert links[0] == "#kallor"
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_nothing_is_loaded_and_nothing_runs(card, arende):
    text = html_page(card, arende)
    names = {tag for tag, _ in Page(text).tags}
    assert not names & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not re.search(r"url\(|@import|https?://", text)
    assert not any(name == "style" or name.startswith("on") for _, attrs in Page(text).tags for name in attrs)


def test_the_policy_allows_this_very_style_and_no_other(card, arende):
    text = html_page(card, arende)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in text


def source_of(page):
    """What a reader sees of the source texts: no labels, no headings."""
    return "".join(
        data
        for open_, data in page.texts
        if "article" in open_ and "div" in open_[open_.index("article") :] and open_[-1] != "a"
    )


def test_the_source_text_is_whole_with_the_marks_in_it(page, arende):
    whole = "".join(handling.source for handling in arende.handlingar)
    assert source_of(page) == whole.replace("\f", "")


def test_every_place_is_marked_with_a_text_label_and_not_by_colour_alone(page, card):
    labels = [data for open_, data in page.texts if open_[-2:] == ("mark", "a")]
    assert "Förslag 1" in labels
    assert "Kostnad 2" in labels
    assert all(attrs["title"] for attrs in page.all("mark"))
    findings = (
        *card.forslag,
        *card.kostnader,
        *card.remissinstanser,
        *card.frister,
        *card.teman,
        *card.bilagor,
    )
    assert len(labels) == sum(len(f.belagg) for f in (*findings, *card.sammanfattning))


def test_overlapping_evidence_is_split_and_both_labels_stand_there(page):
    titles = [attrs["title"] for attrs in page.all("mark")]
    assert any("Förslag 1" in title and "Bilaga 1" in title for title in titles)


def test_markup_in_a_document_is_only_text(card, arende):
    evil = '<script>alert(1)</script>\x1b\u202e & "x"'
    first = arende.handlingar[0]
    changed = type(first)(first.id, evil, first.sha256, first.mediatyp, first.source + evil, first.pages)
    named = card.model_copy(
        update={"arende": card.arende.model_copy(update={"titel": evil, "organ": evil}), "kostnadsbild": evil}
    )
    text = html_page(named, Arende("x", (changed, *arende.handlingar[1:])))
    assert "<script" not in text
    assert not any(char in text for char in "\x1b\u202e")
    Page(text)


def test_pages_are_numbered_and_a_text_without_pages_is_not(page):
    headings = [data for open_, data in page.texts if open_[-1:] == ("h4",)]
    assert headings == ["Sida 1", "Sida 2"]


def test_dates_are_machine_readable(page):
    assert {attrs["datetime"] for attrs in page.all("time")} == {"2031-06-01"}


def test_the_date_of_a_single_handling_is_machine_readable_too(card, arende):
    alone = card.model_copy(update={"handlingar": card.handlingar[:1], "remissinstanser": card.remissinstanser[:1]})
    page = Page(html_page(alone, Arende("x", arende.handlingar[:1])))
    assert "2031-03-02" in {attrs["datetime"] for attrs in page.all("time")}


def test_every_section_can_be_reached_from_the_list_of_contents(page):
    sections = {attrs["id"] for attrs in page.all("section")}
    assert {f"#{name}" for name in sections} <= {attrs["href"] for attrs in page.all("a")}


def test_a_table_stays_a_table_for_those_who_hear_it_when_its_rows_are_drawn_as_blocks(page):
    roles = {
        (tag, attrs.get("role")) for tag, attrs in page.tags if tag in ("table", "thead", "tbody", "tr", "th", "td")
    }
    assert roles == {
        ("table", "table"), ("thead", "rowgroup"), ("tbody", "rowgroup"), ("tr", "row"), ("th", "columnheader"),
        ("th", "rowheader"), ("td", "cell"),
    }  # fmt: skip


def test_a_place_inside_another_is_marked_once(card, arende):
    stance = card.remissinstanser[0]
    inner = stance.belagg[0].model_copy(update={"slut": stance.belagg[0].start + 11, "citat": "Trafikrådet"})
    both = stance.model_copy(update={"belagg": (inner, *stance.belagg)})
    page = Page(html_page(card.model_copy(update={"remissinstanser": (both,)}), arende))
    assert [data for open_, data in page.texts if open_[-2:] == ("mark", "a")].count("Instans 1") == 1


def test_the_table_names_its_rows_and_columns_and_can_be_scrolled_by_keyboard(page):
    assert {attrs["scope"] for attrs in page.all("th")} == {"col", "row"}
    assert {"role": "region", "tabindex": "0"}.items() <= next(
        attrs for attrs in page.all("div") if attrs.get("class") == "bred"
    ).items()


def luminance(color):
    channels = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back"),
    [("text", "bakgrund"), ("svag", "bakgrund"), ("lank", "bakgrund"), ("svag", "yta"), ("text", "yta"), ("mark-text", "mark"),
     ("mark-text", "flera"), ("lapp-text", "lapp")],
)  # fmt: skip
def test_words_stand_out_from_what_is_behind_them(card, arende, scheme, front, back):
    colors = re.findall(r"--([\w-]+): (#\w{6});", html_page(card, arende))
    half = len(colors) // 2
    theme = dict(colors[half * scheme : half * (scheme + 1)])
    assert contrast(theme[front], theme[back]) >= 4.5


def test_the_same_card_gives_the_same_page(card, arende):
    assert html_page(card, arende) == html_page(card, arende)
