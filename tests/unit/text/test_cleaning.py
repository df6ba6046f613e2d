"""The text as one reads it: every noise that case files come with, and the way back to the source."""

import json
import unicodedata
from pathlib import Path

import pytest

from nlp_arenden.text.cleaning import BLOCK_END, clean
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan


def cleaned(source: str) -> str:
    return clean(source).text


def test_an_empty_text_is_clean():
    assert cleaned("") == ""
    assert clean("").blocks == ()


def test_a_text_of_blanks_becomes_empty():
    assert cleaned(" \r\n\t\u00a0\n\f\n") == ""


def test_a_clean_text_is_left_alone():
    text = "Bakgrund\u2029Badhuset byggdes 1974.\u2029Hyra\t1 800"
    assert cleaned(text) == text


def test_blocks_are_what_stands_between_block_ends():
    result = clean("Bakgrund\n\nBadhuset byggdes 1974.")
    assert [block.of(result.text) for block in result.blocks] == ["Bakgrund", "Badhuset byggdes 1974."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\x85", "\u2028", "\x1e", "<br>", "<br/>", "<br />"])
def test_every_kind_of_line_end_is_read_as_one(end):
    assert cleaned(f"Förslaget innebär att badhuset{end}byggs om.") == "Förslaget innebär att badhuset byggs om."


def test_crlf_is_one_line_end_and_not_two():
    assert cleaned("Bakgrund\r\n\r\nBadhuset byggs\r\nom.") == "Bakgrund\u2029Badhuset byggs om."


def test_a_paragraph_separator_in_the_source_ends_a_block():
    assert cleaned("att badhuset\u2029byggs om") == "att badhuset\u2029byggs om"


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\u3000", "  ", " \u00a0"])
def test_every_kind_of_space_becomes_a_plain_one(space):
    assert cleaned(f"126{space}211{space}500 kr") == "126 211 500 kr"


@pytest.mark.parametrize("gap", ["\t", "   ", "          ", " \t ", "\u00a0\u00a0\u00a0"])
def test_a_wide_gap_is_a_column(gap):
    assert cleaned(f"Hyra{gap}1 800") == "Hyra\t1 800"


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\ufeff", "\u2060", "\x00", "\x07", "\x7f"])
def test_an_invisible_character_is_taken_out(mark):
    assert cleaned(f"{mark}bad{mark}huset{mark}") == "badhuset"


def test_a_soft_hyphen_inside_a_word_is_taken_out():
    assert cleaned("bad\u00adhuset") == "badhuset"


@pytest.mark.parametrize("mark", ["-\n", "\u2010\n", "\u00ad\n", "\ufffe", "\x02", "\ufffe\n", "-\r\n\r\n"])
def test_a_word_broken_at_a_line_end_is_whole_again(mark):
    assert cleaned(f"Kommunsty{mark}relsen beslutar.") == "Kommunstyrelsen beslutar."


@pytest.mark.parametrize("mark", ["-\n", "\ufffe", "\x02", "\u00ad\n"])
def test_a_broken_pair_of_words_keeps_its_suspended_hyphen(mark):
    assert cleaned(f"Barn{mark}och ungdomsnämnden") == "Barn- och ungdomsnämnden"


def test_no_mark_of_a_typesetter_is_left():
    assert cleaned("Nämnden\ufffe\n(Bilaga)\x02") == "Nämnden-\u2029(Bilaga)-"


@pytest.mark.parametrize("word", ["off entlig", "eff ektiv", "Off entlighet", "fi nns", "fi nansiering"])
def test_a_word_torn_after_a_ligature_is_mended(word):
    assert cleaned(f"Den {word} nu.") == f"Den {word.replace(' ', '')} nu."


@pytest.mark.parametrize("text", ["Anna Ek m fl yrkar bifall.", "FI föreslår avslag.", "En fin trafi k", "puff en"])
def test_what_only_looks_torn_is_left_alone(text):
    assert cleaned(text) == text


@pytest.mark.parametrize(("printed", "read"), [("beﬁntlig", "befintlig"), ("oﬀert", "offert"), ("eﬃe", "effie")])
def test_a_ligature_is_read_as_its_letters(printed, read):
    assert cleaned(printed) == read


def test_decomposed_letters_are_composed():
    source = unicodedata.normalize("NFD", "Åtgärder för älvstranden på Öland")
    assert cleaned(source) == "Åtgärder för älvstranden på Öland"


def test_a_composed_letter_stands_for_its_parts_in_the_source():
    source = unicodedata.normalize("NFD", "på ön")
    result = clean(source)
    assert result.to_source(TextSpan(0, 2)).of(source) == unicodedata.normalize("NFD", "på")


def test_a_name_over_two_lines_with_blank_lines_between_is_one_name():
    lines = [
        "Ärendet har beretts av fastighetskontoret. Samråd har även skett med bolaget DELFINEN",
        "AB och med föreningen Gamla Badet, som har lämnat synpunkter på förslaget och på den",
        "tidplan som kontoret har tagit fram. Synpunkterna gäller främst att simskolan inte får",
        "flyttas så långt att barnen inte själva kan ta sig dit, och att bussen ska gå oftare",
        "än den gör i dag. Kontoret har tagit intryck av dem och ändrat förslaget så att det",
        "nu framgår hur skjutsen ordnas.",
    ]
    assert "bolaget DELFINEN AB och" in cleaned(" \n\n".join(lines))


@pytest.mark.parametrize(
    "kept",
    [
        "New York-baserad",
        "tjänste- och kunskapsproduktion",
        "IT-stad",
        "e-strategin",
        "2018–2022",
        "Karl-Erik",
    ],
)
def test_a_hyphen_inside_a_line_survives(kept):
    assert cleaned(f"Detta är {kept} i år.") == f"Detta är {kept} i år."


def test_curly_quotes_and_a_lone_dash_survive():
    text = "Ett ”Smart badhus” kännetecknas av värme – både i bassäng och bastu är det varmt."
    assert cleaned(text) == text


def test_page_furniture_in_a_sentence_is_taken_out_and_the_sentence_mended():
    source = (
        "Ekbacka kommun\nTjänsteskrivelse\nSida 1 (2)\n\n"
        "Badhuset ska byggas om under två år och därefter åter-\n\n"
        "Ekbacka kommun\nTjänsteskrivelse\nSida 2 (2)\n\nöppnas för alla.\n"
    )
    assert cleaned(source).split(BLOCK_END) == [
        "Ekbacka kommun",
        "Tjänsteskrivelse",
        "Badhuset ska byggas om under två år och därefter återöppnas för alla.",
    ]


def test_form_feeds_tell_pages_when_nothing_else_does():
    pages = ["Nämnden, protokoll\nBadhuset ska byggas om och", "Nämnden, protokoll\nöppnas i vår."]
    assert cleaned("\f".join(pages)) == "Nämnden, protokoll\u2029Badhuset ska byggas om och öppnas i vår."


def test_known_page_starts_go_before_form_feeds():
    source = "Nämnden, protokoll\nBadhuset ska byggas om och\nNämnden, protokoll\nöppnas i vår."
    result = clean(source, page_starts=(0, source.rindex("Nämnden")))
    assert result.text == "Nämnden, protokoll\u2029Badhuset ska byggas om och öppnas i vår."


def test_what_spans_taken_out_furniture_is_mapped_to_all_of_it():
    source = "Badhuset ska byggas om under två\nSida 1 (2)\når i rad."
    result = clean(source)
    start = result.text.index("två år")
    assert result.to_source(TextSpan(start, start + 6)).of(source) == "två\nSida 1 (2)\når"


SEED = Path(__file__).parents[4] / "shared" / "seed"
needs_seed = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEED.is_dir(), reason="the shared texts are not beside the checkout"),
]


@pytest.fixture(scope="module")
def source() -> str:
    return (SEED / "pm-2009-165.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def gold() -> dict:
    return json.loads((SEED / "pm-2009-165.gold.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def text(source: str) -> str:
    return cleaned(source)


class TestTheSeed:
    pytestmark = needs_seed

    def line_end_hyphens(self, source: str) -> dict[int, tuple[str, str]]:
        """The two halves of the word at each line-end hyphen, by line number from 1."""
        lines = source.split("\n")
        found = {}
        for number, line in enumerate(lines, 1):
            if line.rstrip().endswith("-"):
                after = next(other for other in lines[number:] if other.strip())
                found[number] = (line.split()[-1].rstrip("-"), after.split()[0].rstrip(".,"))
        return found

    def test_every_line_end_hyphen_comes_out_as_the_gold_says(self, source, text, gold):
        halves = self.line_end_hyphens(source)
        expected = gold["dehyphenation"]
        keep = {one["line"]: one["joined"] for one in expected["keep_hyphen"]}
        assert len(halves) == expected["line_end_hyphens"]
        assert len(halves) - len(keep) == expected["join_without_hyphen"]
        words = text.replace(BLOCK_END, " ").split()
        for line, (first, second) in halves.items():
            assert any(word.startswith(keep.get(line, first + second)) for word in words), line

    def test_hyphens_inside_lines_survive(self, text):
        for kept in ("-baserad", "tjänste- och ", "metod- och ", "IT-stad", "e-strategin"):
            assert kept in text

    def test_no_paragraph_is_broken_inside_a_sentence(self, text):
        for before, after in zip(text.split(BLOCK_END), text.split(BLOCK_END)[1:], strict=False):
            assert after[0].isupper() or before.endswith(".")

    def test_the_title_over_two_lines_is_one_block(self, text, gold):
        title = gold["document"]["title"]["text"]
        assert title in text.split(BLOCK_END)

    def test_lead_in_and_proposal_are_blocks_of_their_own(self, text, gold):
        blocks = text.split(BLOCK_END)
        for proposal in gold["proposals"]:
            assert proposal["lead_in"]["text"].rstrip(".:") in [block.rstrip(".:") for block in blocks]
            assert proposal["text"] in blocks

    def test_headings_in_both_casings_are_blocks_with_the_same_text_after_them(self, text):
        blocks = text.split(BLOCK_END)
        for small, large in (("Ärendet", "ÄRENDET"), ("Beredning", "BEREDNING")):
            assert blocks[blocks.index(small) + 1] == blocks[blocks.index(large) + 1]

    def test_a_name_in_capitals_and_the_heading_after_it_are_blocks(self, text, gold):
        signed = next(block for block in text.split(BLOCK_END) if block.isupper() and " " in block)
        assert signed.split()[0].title() in gold["proposals"][1]["proposer"] or signed.title() in text.title()
        assert "Bilaga" in text.split(BLOCK_END)

    def test_a_company_name_over_two_lines_is_whole(self, text, gold):
        for body in gold["consulted"]:
            assert body["name"] in text

    def test_an_abbreviation_after_a_name_ends_no_sentence(self, text):
        sentence = next(span.of(text) for span in find_sentences(text) if ", ICF" in span.of(text))
        assert sentence.endswith(".")

    def test_the_new_page_inside_a_paragraph_flow_breaks_no_sentence(self, source, text):
        lines = source.split("\n")
        starts = [line for line in lines[1:] if line.startswith(" ") and line.strip()]
        assert len(starts) >= 3
        for line in starts:
            assert line.split()[0] in text

    def test_every_quote_of_the_gold_is_found_at_its_place(self, source, gold):
        result = clean(source)
        for cost in gold["costs"]:
            at = result.text.index(cost["text"])
            there = result.to_source(TextSpan(at, at + len(cost["text"])))
            assert (there.start, there.end) == (cost["spans"][0]["start"], cost["spans"][-1]["end"])

    def test_nothing_stands_after_the_last_sentence(self, text):
        assert text.endswith(".")
