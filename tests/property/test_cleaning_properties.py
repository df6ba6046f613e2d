"""What holds for every text that is cleaned, whatever noise it came with."""

import textwrap
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp_arenden.text.cleaning import BLOCK_END, clean
from nlp_arenden.text.sentences import find_sentences
from nlp_arenden.text.spans import TextSpan

SENTENCES = (
    "Nämnden föreslår att kommunfullmäktige antar den nya planen för lekplatser.",
    "Kostnaden beräknas till 2,5 miljoner kronor per år och ryms inom nämndens ram.",
    "Ärendet har beretts av fastighetskontoret i samråd med miljö- och hälsoskyddsnämnden.",
    "Samråd har även skett med Föreningen Gamla Kvarnen och Bergsjö Bostäder AB.",
    "Synpunkterna ska ha kommit in senast den 14 mars 2018, bl.a. från de berörda byalagen.",
    "Att sanera marken innan den gamla e-ugnen rivs är, enligt kontoret, nödvändigt.",
    "Förslaget medför inga ekonomiska konsekvenser.",
    "IT-systemet upphandlas av kommunstyrelsens näringslivsutskott under våren.",
    "Invånarna har svårt att ta sig till badhuset – bussen går bara på vardagar.",
)
PARAGRAPHS = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=9).map(" ".join)
NOISE = (
    "aåäöÅÄÖéstMN018 .,:;-–‐()[]•§”ﬁﬂ\u0308\u030a\n\r\t\v\x85\xa0\xad\u2009\u200b\u2028\u2029\ufffe\ufeff\x00\x02\x1c"
)
NOISY = st.text(st.sampled_from(NOISE + "\f"), max_size=120)
WITHOUT_FURNITURE = st.text(st.sampled_from(NOISE).filter(lambda c: not c.isdigit()), max_size=120)
ANY_TEXT = st.one_of(NOISY, st.text(max_size=60), PARAGRAPHS)

in_its_own_time = settings(deadline=None)  # a busy machine is no fault of the text


def letters(text: str) -> str:
    """The letters in order; marks aside, they may be parted from theirs by an invisible character."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if c.isalpha())


@in_its_own_time
@given(ANY_TEXT)
def test_every_clean_span_stands_for_a_piece_of_the_source(source):
    cleaned = clean(source)
    for start in range(len(cleaned.text)):
        for end in {start + 1, len(cleaned.text)}:
            there = cleaned.to_source(TextSpan(start, end))
            assert 0 <= there.start < there.end <= len(source)


@in_its_own_time
@given(ANY_TEXT)
def test_what_comes_later_in_the_clean_text_comes_no_earlier_in_the_source(source):
    tape = clean(source).tape
    assert len(tape.starts) == len(tape.ends) == len(tape.text)
    assert list(tape.starts) == sorted(tape.starts)
    assert list(tape.ends) == sorted(tape.ends)


@in_its_own_time
@given(ANY_TEXT)
def test_cleaning_a_clean_text_changes_nothing(source):
    once = clean(source).text
    assert clean(once).text == once


@in_its_own_time
@given(ANY_TEXT)
def test_a_letter_or_digit_is_found_in_the_piece_of_source_it_stands_for(source):
    cleaned = clean(source)
    for at, character in enumerate(cleaned.text):
        if character.isalnum():
            there = cleaned.to_source(TextSpan(at, at + 1)).of(source)
            assert unicodedata.normalize("NFKD", character)[0] in unicodedata.normalize("NFKD", there)


@in_its_own_time
@given(WITHOUT_FURNITURE)
def test_no_letter_is_lost_or_invented(source):
    assert letters(clean(source).text) == letters(source)


@in_its_own_time
@given(st.lists(PARAGRAPHS, min_size=2, max_size=5, unique=True), st.booleans())
def test_no_word_is_lost_with_the_page_furniture(paragraphs, marked):
    header = "Bergsjö kommun\nTjänsteutlåtande KS 2018/14"
    pages = [
        f"{header}\n\n{paragraph}\n\nSida {number} ({len(paragraphs)})"
        for number, paragraph in enumerate(paragraphs, 1)
    ]
    cleaned = clean(("\f" if marked else "\n\n").join(pages)).text
    assert cleaned.split() == [*header.split(), *" ".join(paragraphs).split()]


@in_its_own_time
@given(ANY_TEXT)
def test_blocks_hold_no_double_spaces_and_no_line_ends(source):
    cleaned = clean(source)
    for block in cleaned.blocks:
        text = block.of(cleaned.text)
        assert text == text.strip(" \t\n")
        assert "  " not in text and "\n" not in text and "\r" not in text


@in_its_own_time
@given(PARAGRAPHS, st.integers(40, 100), st.booleans())
def test_a_wrapped_paragraph_comes_back_word_for_word(paragraph, width, doubled):
    lines = textwrap.wrap(paragraph, width, break_on_hyphens=False)
    cleaned = clean(("\n\n" if doubled else "\n").join(lines)).text
    assert cleaned.split() == paragraph.split()


@in_its_own_time
@given(PARAGRAPHS.filter(lambda text: len(text) > 300), st.integers(40, 100))
def test_a_wrapped_paragraph_with_lines_close_together_comes_back_as_one_block(paragraph, width):
    assert clean(textwrap.fill(paragraph, width, break_on_hyphens=False)).text == paragraph


@in_its_own_time
@given(PARAGRAPHS, st.integers(40, 100), st.data())
def test_a_word_broken_at_a_line_end_is_whole_again(paragraph, width, data):
    words = paragraph.split()
    long = [i for i, word in enumerate(words) if len(word) >= 10 and word.isalpha()]
    broken = data.draw(st.sampled_from(long)) if long else 0
    at = data.draw(st.integers(3, len(words[broken]) - 3)) if long else 0
    if at:
        words[broken] = f"{words[broken][:at]}-\n{words[broken][at:]}"
    before, after = " ".join(words[: broken + 1]), " ".join(words[broken + 1 :])
    source = f"{before} {after}"
    assert clean(source).text.split() == paragraph.split()


@in_its_own_time
@given(ANY_TEXT)
def test_sentences_are_in_order_and_leave_out_nothing_but_blanks(source):
    text = clean(source).text
    spans = find_sentences(text)
    at = 0
    for span in spans:
        assert at <= span.start < span.end
        assert not text[at : span.start].strip()
        assert BLOCK_END not in span.of(text)
        assert span.of(text) == span.of(text).strip()
        at = span.end
    assert not text[at:].strip()
