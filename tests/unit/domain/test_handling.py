"""A handling knows its source text, its pages and its clean text."""

from nlp_arenden.domain.handling import Arende, Handling, Notice, Page, Unread
from nlp_arenden.text.spans import TextSpan


def handling(source: str, *pages: Page) -> Handling:
    return Handling("h1", "plan.pdf", "0" * 64, "application/pdf", source, pages)


def test_the_source_is_kept_to_the_character():
    source = " Nämnden före-\r\n\r\nslår\u00a0att planen antas. \n"
    assert handling(source).source == source


def test_a_quote_is_the_source_and_not_the_clean_text():
    assert handling("Nämnden före-\nslår avslag.").quote(TextSpan(8, 18)) == "före-\nslår"


def test_the_clean_text_is_mapped_to_the_source():
    one = handling("Nämnden före-\nslår avslag.")
    at = one.clean.text.index("föreslår")
    assert one.quote(one.clean.to_source(TextSpan(at, at + 8))) == "före-\nslår"


def test_the_clean_text_is_made_once():
    one = handling("Planen antas.")
    assert one.clean is one.clean


def test_known_page_starts_tell_the_page_furniture():
    head = "Ekbacka kommun\n"
    first, second = f"{head}Ansökan prövas av nämnden och\n", f"{head}besvaras i maj."
    pages = Page(1, 0, len(first)), Page(2, len(first), len(first) + len(second))
    assert handling(first + second, *pages).clean.text.count("Ekbacka kommun") == 1
    assert "nämnden och besvaras" in handling(first + second, *pages).clean.text


def test_an_offset_is_on_the_page_that_holds_it():
    one = handling("abcdef", Page(1, 0, 3), Page(2, 3, 6))
    assert [one.page_of(at) for at in range(6)] == [1, 1, 1, 2, 2, 2]


def test_no_page_holds_an_offset_after_the_end():
    assert handling("abc", Page(1, 0, 3)).page_of(3) is None


def test_a_format_without_pages_has_no_page_numbers():
    assert handling("abc").page_of(0) is None


def test_an_arende_holds_its_handlingar_in_order_and_what_could_not_be_read():
    first, second = handling("a"), handling("b")
    arende = Arende("mappen", (first, second), (Unread("x.bin", "okant_format", "Formatet är okänt."),))
    assert [one.source for one in arende.handlingar] == ["a", "b"]
    assert arende.unread[0].filnamn == "x.bin"


def test_a_handling_carries_the_notices_of_its_reading():
    notice = Notice("mojibake", "Teckenkodningen lagades.")
    assert Handling("h1", "a.txt", "0" * 64, "text/plain", "a", notices=(notice,)).notices == (notice,)
