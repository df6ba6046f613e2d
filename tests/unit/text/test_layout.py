"""Which lines of an extracted text belong together, and which are page furniture."""

import pytest

from nlp_arenden.text.furniture import furniture
from nlp_arenden.text.layout import joints
from nlp_arenden.text.lines import BLOCK_END, lines_of, reads_on, stopped

NO_PAGES: frozenset[int] = frozenset()


def blocks(text: str) -> list[str]:
    """The text with its joints put in, furniture left alone."""
    lines = lines_of(text, NO_PAGES)
    joined = "".join(joint + line.text for line, joint in zip(lines, joints(lines), strict=True))
    return joined.split(BLOCK_END)


def left(text: str, pages: frozenset[int] = NO_PAGES) -> list[str]:
    """The lines that are no furniture."""
    lines = lines_of(text, pages)
    return [line.text for line, gone in zip(lines, furniture(lines), strict=True) if not gone]


def test_a_line_is_without_its_outer_blanks_and_its_hyphen():
    (line, after) = lines_of("  Nämnden före- \n slår", NO_PAGES)
    assert (line.text, line.hyphen) == ("Nämnden före", "-")
    assert (line.start, line.end) == (2, 14)
    assert after.text == "slår"


def test_a_dash_that_stands_free_is_no_hyphen():
    assert lines_of("Bussen – går -\nofta", NO_PAGES)[0].hyphen == ""


def test_blank_lines_are_counted_and_hard_ends_noticed():
    first, second, third = lines_of("a\n\n \nb\u2029c", NO_PAGES)
    assert (first.blank_before, second.blank_before, third.blank_before) == (0, 2, 0)
    assert (second.hard_before, third.hard_before) == (False, True)


def test_lines_know_their_page():
    assert [line.page for line in lines_of("a\nb\nc", frozenset({2, 4}))] == [0, 1, 2]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\n\u2029"])
def test_a_text_of_blanks_has_no_lines(text):
    assert lines_of(text, NO_PAGES) == []
    assert joints([]) == []


@pytest.mark.parametrize("text", ["Planen antas.", "följande:", "”Nej.”", "(se bilaga.)", "Varför?", "antas;"])
def test_a_stop_is_seen_through_closing_marks(text):
    assert stopped(text)


@pytest.mark.parametrize("text", ["Planen antas", "(S)", "antas,", "2018", ""])
def test_other_ends_are_no_stops(text):
    assert not stopped(text)


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [("att nämnden\nantar", True), ("antas.\nmen", False), ("nämnden\nAntas", False), ("näm-\nnden", True)],
)
def test_a_line_reads_on_when_nothing_stopped_it_and_a_small_letter_follows(text, goes_on):
    assert reads_on(*lines_of(text, NO_PAGES)) is goes_on


PROSE = """\
Förslaget innebär att badhuset byggs om under två år och att simskolan flyttar
till Norra skolan. Ombyggnaden har beretts av fastighetskontoret i samråd med
Simklubben Delfinen och med Föreningen Gamla Badet. Båda är positiva till planen.
"""


def test_full_lines_run_on_also_before_a_name():
    (block,) = blocks(PROSE)
    assert "i samråd med Simklubben Delfinen och" in block


def test_a_heading_close_above_its_paragraph_stands_by_itself():
    assert blocks("Sammanfattning\n" + PROSE)[0] == "Sammanfattning"


def test_a_heading_close_below_a_paragraph_stands_by_itself():
    assert blocks(PROSE + "Ekonomi\n" + PROSE)[1] == "Ekonomi"


def test_a_heading_in_capitals_stands_by_itself_however_long():
    heading = "FÖRSLAG TILL OMBYGGNAD AV BADHUSET OCH FLYTTNING AV SIMSKOLAN UNDER TVÅ ÅR"
    assert blocks(f"{heading}\n{PROSE}")[0] == heading


def test_a_company_form_alone_on_a_line_is_no_heading():
    lines = "Ombyggnaden har beretts av fastighetskontoret i samråd med bolaget Delfinbadet\nAB. Bolaget är nöjt."
    assert blocks(PROSE + lines)[-1].endswith("bolaget Delfinbadet AB. Bolaget är nöjt.")


def test_a_short_line_full_of_a_long_word_to_come_runs_on():
    narrow = (
        "Ombyggnaden har beretts av kontoret.\nIT-systemet upphandlas av\nkommunstyrelsens näringsutskott\n"
        "under våren och tas i drift i höst."
    )
    assert len(blocks(narrow)) == 1


def test_what_is_led_in_by_a_colon_or_by_foljande_stands_by_itself():
    for lead in ("Nämnden beslutar:", "Kontoret föreslår att kommunstyrelsen för egen del beslutar följande"):
        assert blocks(f"{PROSE}\n{lead}\nBadhuset byggs om.")[-2:] == [lead, "Badhuset byggs om."]


@pytest.mark.parametrize(
    "items",
    [
        ["1. Badhuset byggs om.", "2. Simskolan flyttar."],
        ["a) badhuset", "b) simskolan"],
        ["• badhuset", "• simskolan"],
        ["\uf0b7 badhuset", "\uf0b7 simskolan"],
        ["– badhuset", "– simskolan"],
        ["- badhuset", "- simskolan"],
        ["att bygga om badhuset, samt", "att flytta simskolan."],
        ["dels bygga om badhuset,", "dels flytta simskolan."],
        ["§ 12 Badhuset", "§ 13 Simskolan"],
    ],
)
def test_list_items_stand_by_themselves(items):
    assert blocks(PROSE + "Nämnden beslutar\n" + "\n".join(items))[-2:] == items


def test_a_list_item_over_two_lines_is_one_block():
    item = "1. Badhuset byggs om under två år och simskolan flyttar under tiden till den nya"
    assert blocks(f"{PROSE}\n{item}\nidrottshallen vid Norra skolan.\n2. Taxan höjs.")[-2:] == [
        f"{item} idrottshallen vid Norra skolan.",
        "2. Taxan höjs.",
    ]


def test_a_bullet_alone_on_its_line_belongs_to_the_next():
    assert blocks(f"{PROSE}\n•\nBadhuset byggs om.\n•\nSimskolan flyttar.")[-2:] == [
        "• Badhuset byggs om.",
        "• Simskolan flyttar.",
    ]


def test_a_dash_inside_a_sentence_at_a_line_start_is_no_list_item():
    lines = "Badhuset ska byggas om under två år eftersom det är slitet och för trångt i dag\n– det byggdes 1974."
    assert blocks(PROSE + lines)[-1].endswith("i dag – det byggdes 1974.")


def test_table_rows_are_not_joined():
    rows = ["Hyra, helår\t1 800", "El och städning\t240", "Summa\t2 040"]
    assert blocks(PROSE + "\n".join(rows))[-3:] == rows


def test_a_blank_line_ends_a_paragraph():
    assert len(blocks(f"{PROSE}\n{PROSE}")) == 2


def test_a_blank_line_inside_a_sentence_ends_nothing():
    first, second = (
        "Förslaget innebär att badhuset byggs om under två år och att simskolan",
        "flyttar till skolan.",
    )
    assert f"{first} {second}" in blocks(f"{PROSE}\n{first}\n\n{second}")


def test_a_blank_line_after_every_line_ends_nothing_inside_a_paragraph():
    assert blocks((PROSE * 3).replace("\n", "\n\n")) == [" ".join((PROSE * 3).split())]


def test_a_hard_end_is_kept_even_inside_a_sentence():
    assert blocks("Förslaget innebär\u2029att badhuset byggs om") == [
        "Förslaget innebär",
        "att badhuset byggs om",
    ]


def test_paragraphs_of_one_line_each_are_left_as_they_are():
    paragraph = " ".join(PROSE.split())
    assert blocks("\n".join(["Bakgrund", paragraph, "Ekonomi", paragraph])) == [
        "Bakgrund",
        paragraph,
        "Ekonomi",
        paragraph,
    ]


def test_a_title_over_two_lines_is_one_block_when_it_is_said_in_one_elsewhere():
    title = "Avtal med Norra Bygdens Samfällda\nFiskevård"
    text = f"{title}\n\n{PROSE}\nAvtal med Norra Bygdens Samfällda Fiskevård enligt bilaga godkänns.\n"
    assert blocks(text)[0] == "Avtal med Norra Bygdens Samfällda Fiskevård"


def test_a_heading_that_comes_twice_before_a_sentence_that_begins_alike_stays_a_heading():
    text = PROSE + "\nFörslag till kommunstyrelsens beslut\nKommunen {}\n\n" + PROSE
    assert "Förslag till kommunstyrelsens beslut" in blocks(text.format("säger ja.") + text.format("säger nej."))


def test_a_line_end_hyphen_before_och_is_kept():
    assert "tjänste- och kunskap" in blocks("Staden har tjänste-\noch kunskap")[0]


@pytest.mark.parametrize(
    "counter", ["Sida 2 (6)", "sidan 2 av 6", "Sid. 2/6", "2 (6)", "2(6)", "2 (6 )", "Page 2 of 6"]
)
def test_a_page_counter_is_furniture(counter):
    assert left(f"Badhuset byggs\n{counter}\nom i vår.") == ["Badhuset byggs", "om i vår."]


@pytest.mark.parametrize("line", ["se sidan 2", "2 (M)", "2 kr", "2018-02-14", "Sidan är slut"])
def test_what_only_looks_like_a_page_counter_stays(line):
    assert left(f"Badhuset byggs\n{line}\nom i vår.")[1] == line


def paged(*pages: str, between: str = "\n\n") -> str:
    return between.join(
        f"Ekbacka kommun\nNämnden 2018-02-14      Sida {number} ({len(pages)})\n\n{page}"
        for number, page in enumerate(pages, 1)
    )


def test_a_header_with_a_counter_inside_a_longer_line_is_kept_once():
    lines = left(paged("Badhuset byggs om.", "Simskolan flyttar.", "Taxan höjs."))
    assert lines.count("Ekbacka kommun") == 1
    assert sum("Nämnden 2018-02-14" in line for line in lines) == 1
    assert lines[-2:] == ["Simskolan flyttar.", "Taxan höjs."]


def test_a_footer_that_first_comes_inside_a_sentence_is_kept_where_it_breaks_none():
    first, last = "Badhuset ska byggas om under två år och", "simskolan flyttar."
    footer = "Ekbacka kommun, tjänsteskrivelse\t{} (2)"
    text = "\n\n".join([first, footer.format(1), last, footer.format(2)])
    assert left(text) == [first, last, footer.format(2)]


def test_a_header_moved_by_a_heading_is_still_known():
    bodies = ["Badhuset byggs om.", "Simskolan flyttar."]
    text = f"Ekbacka\nProtokoll 3\n{bodies[0]}\n1 (2)\nEkbacka\nReservation\nProtokoll 3\n{bodies[1]}\n2 (2)"
    assert left(text) == ["Ekbacka", "Protokoll 3", bodies[0], "Reservation", bodies[1]]


def test_headings_that_come_again_beside_pages_referred_to_in_sentences_stay():
    text = "Bakgrund\n\nKartan finns på sidan {} i bilagan till planen.\n\nBeslut\n\nPlanen antas.\n\n"
    source = text.format(4) + text.format(7)
    assert left(source) == [line for line in source.split("\n") if line]


def test_a_heading_at_the_top_of_pages_far_apart_stays():
    pages = [f"{'Bedömning' if n in (1, 6) else f'Avsnitt {n} om bad'}\nText nummer {n}." for n in range(8)]
    text = "\f\n".join(pages).replace("\f", "")
    starts = frozenset(text.index(f"{page}") for page in pages[1:])
    assert left(text, starts).count("Bedömning") == 2


def test_numbers_that_count_known_pages_are_furniture():
    text = "Badhuset byggs om.\n1\nSimskolan flyttar.\n2\nTaxan höjs.\n3"
    starts = frozenset({text.index("Simskolan"), text.index("Taxan")})
    assert left(text, starts) == ["Badhuset byggs om.", "Simskolan flyttar.", "Taxan höjs."]


def test_other_numbers_at_page_edges_stay():
    text = "Hyra\n1800\nEl\n240\nSumma\n2040"
    assert left(text, frozenset({text.index("El")})) == text.split("\n")


def test_a_series_of_numbers_inside_sentences_counts_pages_that_nobody_marked():
    text = "Badhuset ska byggas om under två\n\n{}\n\når och därefter öppnas igen.\n\n"
    assert not {"24", "25"} & set(left(text.format(24) + text.format(25)))


def test_numbers_in_a_table_column_stay():
    text = "Lag\n1\n2\n3\nPoäng\n7\n8"
    assert left(text) == text.split("\n")


def test_short_cells_at_page_edges_stay():
    text = "\n".join(["Anna Ek", "Ja", "Nej"] * 6)
    starts = frozenset({len("Anna Ek\nJa\nNej\n") * 2, len("Anna Ek\nJa\nNej\n") * 4})
    assert left(text, starts).count("Ja") == 6


def test_long_lines_are_never_taken_for_repeated_furniture():
    line = "Badhuset " * 14
    assert left(f"{line}\n1 (2)\nSimskolan\n{line}\n2 (2)").count(line.strip()) == 2
