import hashlib

import pytest

from nlp_arenden.errors import EmptyFile, UnknownFormat
from nlp_arenden.reading import read_bytes

TEXT = "Nämnden föreslår att fullmäktige godkänner avtalet för bygget på Ängsvägen."


def read(data, name="a.txt"):
    (handling,) = read_bytes(data, name)
    return handling


def kinds(handling):
    return [notice.kod for notice in handling.notices]


def test_the_source_text_is_the_decoded_file_with_its_own_line_ends():
    source = "  Rubrik\r\n\r\nEn rad.\rEn till.\n\n"
    handling = read(source.encode())
    assert handling.source == source
    assert (handling.id, handling.filnamn, handling.mediatyp) == ("h1", "a.txt", "text/plain")
    assert handling.sha256 == hashlib.sha256(source.encode()).hexdigest()
    assert handling.pages == () and handling.notices == () and not handling.ocr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp850", "mac_roman"])
def test_swedish_text_is_read_in_every_encoding_it_comes_in(encoding):
    handling = read(TEXT.encode(encoding))
    assert handling.source == TEXT
    assert handling.notices == ()


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "mac_roman", "cp850", "cp437"])
def test_text_that_was_decoded_wrongly_once_is_repaired_and_told_of(wrong):
    handling = read(TEXT.encode("utf-8").decode(wrong).encode("utf-8"))
    assert handling.source == TEXT
    assert kinds(handling) == ["mojibake_lagad"]


def test_mac_text_taken_for_windows_text_is_repaired():
    handling = read("Jämförelse över åren".encode("mac_roman").decode("cp1252").encode("utf-8"))
    assert handling.source == "Jämförelse över åren"


def test_text_that_cannot_be_repaired_as_a_whole_is_left_as_it_is_and_flagged():
    broken = "FÃ¶rslag till beslut i Ã¤rendet om bÃ¥tplatser ∂∑"
    handling = read(broken.encode("utf-8"))
    assert handling.source == broken
    assert kinds(handling) == ["mojibake"]


@pytest.mark.parametrize("text", ["F\ufffdrslag till beslut", "N?mnden f?resl?r att b?ten s?ljs och g?rden k?ps"])
def test_lost_letters_are_flagged(text):
    assert kinds(read(text.encode("utf-8"))) == ["mojibake"]


@pytest.mark.parametrize(
    "text",
    [
        "Är det så? Ja, à 200 kr – enligt § 3 ”Avtal” för Göteborg.",
        "Škoda och Dvořák får bidrag från Åre kommun för årets säsong på ön.",
        "Hej! What? Yes?",
        "Fråga: https://example.org/sida?id=3&amp=a?b",
    ],
)
def test_ordinary_text_is_not_taken_for_broken(text):
    handling = read(text.encode("utf-8"))
    assert handling.source == text
    assert handling.notices == ()


def test_one_strange_byte_in_utf8_is_read_as_windows_text_and_told_of():
    handling = read(TEXT.encode("utf-8") + "\nSå är det.".encode("cp1252")[:3])
    assert handling.source == TEXT + "\nSå"
    assert kinds(handling) == ["blandad_kodning"]


def test_letters_that_are_no_words_are_flagged():
    garbage = "= ríäáäçåáåöëå ãåçéå= =mêçíçâçää= ÇÉí=ëâ~ää=áåíÉ=ë®â~ë= " * 5
    assert "textkvalitet" in kinds(read(garbage.encode("utf-8")))


def test_shifted_letters_are_flagged_but_abbreviations_and_other_languages_are_not():
    shifted = "".join(chr(ord(c) - 29) if "a" <= c <= "z" else c for c in TEXT * 5)
    assert kinds(read(shifted.encode())) == ["textkvalitet"]
    for text in [
        "Enligt MBL 11 § och SKR:s cirkulär samråder HR med FTFs och SSRs ombud i samverkansgruppen. ",
        "Kaupunginhallitus ehdottaa, että valtuusto hyväksyy sopimuksen ja määrärahat. ",
        "Uchwała rady gminy w sprawie budżetu oraz opłat za przedszkole publiczne. ",
    ]:
        assert kinds(read((text * 5).encode())) == []


def test_form_feeds_part_pages():
    handling = read(b"Sida ett.\n\fSida tre.\n\fSlut.\n\f")
    assert [handling.source[page.start : page.end] for page in handling.pages] == [
        "Sida ett.\n\f",
        "Sida tre.\n\f",
        "Slut.\n\f",
    ]


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", b"\xef\xbb\xbf\n", b"\x00\x00\x00\x00", "\xa0 \u2003".encode()])
def test_a_file_without_text_is_empty(data):
    with pytest.raises(EmptyFile, match=r"a\.txt: .*text|tom"):
        read_bytes(data, "a.txt")


def test_bytes_that_are_no_text_are_not_read_as_text():
    with pytest.raises(UnknownFormat, match="inte text"):
        read_bytes(bytes(range(256)) * 20, "a.txt")


def test_a_file_name_is_composed():
    assert read(b"Text.", "fo\u0308rslag.txt").filnamn == "förslag.txt"
