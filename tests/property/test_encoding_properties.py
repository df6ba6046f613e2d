import contextlib
import itertools

from hypothesis import given
from hypothesis import strategies as st

from nlp_arenden.errors import MissingExtra, ReadingError
from nlp_arenden.reading import read_bytes
from nlp_arenden.reading.extract import paged
from nlp_arenden.text.encoding import decode

WORDS = [
    "föreslår",
    "nämnden",
    "åtgärder",
    "kommun",
    "och",
    "på",
    "även",
    "kostnad",
    "ärendet",
    "Över",
    "Åtta",
    "ÄRENDE",
    "örby",
    "2024",
    "§",
    "–",
    "kl.",
    "många",
]
swedish = (
    st.lists(st.sampled_from(WORDS), min_size=4, max_size=60)
    .map(" ".join)
    .filter(lambda text: sum(map(text.count, "åäö")) >= 3)
)
damage = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=8)


@given(swedish, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]))
def test_swedish_text_survives_every_unicode_encoding(text, encoding):
    assert decode(text.encode(encoding)).text == text


@given(swedish, st.sampled_from(["cp1252", "cp850", "mac_roman", "latin-1"]))
def test_swedish_text_survives_the_old_encodings(text, encoding):
    text = text.replace("–", "-")  # not in cp850 and latin-1
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.mojibake == ""


@given(swedish, st.sampled_from(["latin-1", "mac_roman", "cp850", "cp437"]))
def test_a_wrong_decoding_of_utf8_is_undone(text, wrong):
    decoded = decode(text.encode("utf-8").decode(wrong).encode("utf-8"))
    assert (decoded.text, decoded.mojibake) == (text, "lagad")


@given(st.text())
def test_utf8_without_marks_of_damage_is_given_back_to_the_character(text):
    decoded = decode(text.encode("utf-8"))
    assert decoded.mojibake == "lagad" or decoded.text in (text, text.removeprefix("\ufeff")) or "\x00" in text


@given(st.binary())
def test_decoding_never_fails(data):
    assert isinstance(decode(data).text, str)


@given(st.lists(st.text(), min_size=1))
def test_pages_tile_the_source(texts):
    source, pages = paged(texts)
    assert [page.number for page in pages] == list(range(1, len(texts) + 1))
    assert "".join(source[page.start : page.end] for page in pages) == source
    assert pages[0].start == 0 and pages[-1].end == len(source)
    assert all(a.end == b.start for a, b in itertools.pairwise(pages))


@given(st.lists(st.sampled_from(["text", "\f", "\n", "\f\f", " "]), min_size=1).map("".join))
def test_pages_of_a_text_file_tile_the_source(text):
    if not text.strip():
        return
    (handling,) = read_bytes(text.encode(), "a.txt")
    if handling.pages:
        assert "".join(text[page.start : page.end] for page in handling.pages) == text


@given(st.binary(max_size=300))
def test_any_bytes_give_handlingar_or_an_error_of_ours(data):
    with contextlib.suppress(ReadingError, MissingExtra):
        assert read_bytes(data, "a", ocr=False)
