from hypothesis import given
from hypothesis import strategies as st

from nlp_arenden.export.marks import Mark, pieces

TEXT = "abcdefghij"


def mark(start, end, name="m"):
    return Mark(start, end, name, name)


def test_overlapping_marks_become_three_pieces():
    cut = list(pieces(TEXT, 0, [mark(1, 5, "a"), mark(3, 8, "b")]))
    assert [(p.text, [m.label for m in p.marks]) for p in cut] == [
        ("a", []), ("bc", ["a"]), ("de", ["a", "b"]), ("fgh", ["b"]), ("ij", []),
    ]  # fmt: skip


def test_a_mark_begins_in_exactly_one_piece():
    cut = list(pieces(TEXT, 0, [mark(1, 5, "a"), mark(3, 8, "b"), mark(3, 4, "c")]))
    assert [m.label for p in cut for m in p.begins] == ["a", "b", "c"]


def test_a_mark_over_a_page_edge_is_cut_there():
    first = list(pieces(TEXT[:5], 0, [mark(3, 7)]))
    second = list(pieces(TEXT[5:], 5, [mark(3, 7)]))
    assert [p.text for p in first + second if p.marks] == ["de", "fg"]
    assert [bool(p.begins) for p in first + second if p.marks] == [True, False]


def test_an_empty_page_has_no_pieces():
    assert list(pieces("", 4, [mark(0, 10)])) == []


@given(
    st.text(min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10))),
    st.integers(0, 5),
)
def test_the_pieces_are_the_text_again_and_every_mark_covers_its_characters(text, spans, start):
    marks = [mark(at, at + length, str(n)) for n, (at, length) in enumerate(spans)]
    cut = list(pieces(text, start, marks))
    assert "".join(p.text for p in cut) == text
    at = start
    for piece in cut:
        expected = {m.label for m in marks if m.start < at + len(piece.text) and at < m.end}
        assert {m.label for m in piece.marks} == expected
        at += len(piece.text)
