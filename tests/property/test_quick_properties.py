"""Quick choice is honest: what a pattern can find is never passed over."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp_arenden.modelpack import open_pack
from nlp_arenden.pipeline.rules import Rulebook, load_rules
from nlp_arenden.text.cleaning import clean
from nlp_arenden.text.lines import BLOCK_END
from nlp_arenden.text.quick import find_all, folded, required
from nlp_arenden.text.sentences import find_sentences

CORPUS = Path(__file__).parents[2] / "corpora" / "exempel" / "handlingar"
PACK = open_pack()
BOOKS = [
    load_rules(PACK, path.stem)
    for path in sorted((PACK.path / "rules").glob("*.toml"))
    if "rule" in PACK.rules(path.stem)
]
RULES = [rule for book in BOOKS for rule in book.rules]
TEXTS = [clean(path.read_text("utf8")).text for path in sorted(CORPUS.glob("*.txt"))]
SENTENCES = [span.of(text) for text in TEXTS for span in find_sentences(text)]
LETTERS = "abcdeåäöAÅÄÖsSſıİiIkKK1§ .-\u2029"


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_the_words_of_a_rule_stand_in_each_of_its_examples(rule) -> None:
    needed = required(rule.pattern)
    for text in (*rule.match, *rule.unlike):
        if needed is not None and rule.pattern.search(text):
            assert any(word in (folded(text) or "") for word in needed)


@pytest.mark.parametrize("book", BOOKS, ids=[book.name for book in BOOKS])
def test_a_rulebook_finds_what_its_patterns_find_sentence_by_sentence(book: Rulebook) -> None:
    for sentence in SENTENCES:
        book.possible(sentence)  # a book begins to choose when it has read some text
    assert len(book.possible("")) < len(book.rules)
    for sentence in SENTENCES[::5]:
        told = [(rule.id, m.span()) for rule, m in book.all(sentence)]
        assert told == [(r.id, m.span()) for r in book.rules if (m := r.pattern.search(sentence))]


@pytest.mark.parametrize("text", TEXTS[:8], ids=range(8))
def test_a_long_text_read_in_parts_gives_what_it_gives_as_a_whole(text: str) -> None:
    uppgifter = next(book for book in BOOKS if book.name == "uppgifter")
    for rule in uppgifter.rules:
        if rule.id.startswith("person."):
            whole = [m.span() for m in rule.pattern.finditer(text)]
            assert [m.span() for m in find_all(text, rule.pattern, BLOCK_END)] == whole


@given(
    st.lists(st.text(LETTERS, min_size=1, max_size=4), min_size=1, max_size=4),
    st.sampled_from(["{}", r"\b{}\b", "(?:{})?x", "(?:{}|a)b", "(?:{})+", "[{}]s", "a{}", "(?={})", "(?-i:{})"]),
    st.text(LETTERS, max_size=30),
)
def test_no_text_with_a_match_lacks_the_words(parts: list[str], frame: str, text: str) -> None:
    pattern = re.compile(frame.format("|".join(map(re.escape, parts))), re.IGNORECASE)
    needed, lowered = required(pattern), folded(text)
    if pattern.search(text) and needed is not None and lowered is not None:
        assert any(word in lowered for word in needed)
