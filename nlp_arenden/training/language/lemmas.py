"""The lemma component from a treebank.

The grammar (``configs/lemmaregler.toml``) decides nearly all words; the table keeps what the treebank has otherwise.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from nlp_arenden.errors import CorpusError, MissingExtra
from nlp_arenden.pipeline.lemma_grammar import Grammar, read_grammar
from nlp_arenden.pipeline.lemmas import LemmaComponent, Lemmatizer, Lexicon, write_table
from nlp_arenden.pipeline.word_list import WordList, write_words
from nlp_arenden.training.language.treebank import Sentence, read_treebank

RULES = Path(__file__).parent.parent / "configs" / "lemmaregler.toml"
_WORD = re.compile(r"[a-zà-öø-ÿ][a-zà-öø-ÿ-]*")  # the rest is signs, names and other alphabets
_SEEN = 2  # times: what a treebank has only once is more often a slip than an exception


def lemma_table(
    sentences: Iterable[Sentence], grammar: Grammar, lexicon: Lexicon, seen: int = _SEEN
) -> dict[tuple[str, str, str], str]:
    """By lower-case form, UPOS and features: the lemma of the words whose lemma the grammar does not give.

    Only words that were seen at least ``seen`` times with their commonest lemma and that the grammar leaves to the
    table are taken.
    """
    counts: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for token in sentence.tokens:
            key = (token.form.lower(), token.upos, token.feats)
            if not any(words.covers(*key) for words in grammar.left_out):
                counts[key][token.lemma] += 1
    common = {key: lemmas.most_common(1)[0] for key, lemmas in counts.items()}
    without = Lemmatizer(grammar, {}, lexicon)
    table = {key: lemma for key, (lemma, times) in common.items() if times >= seen and without.lemma(*key) != lemma}
    lemmatizer = Lemmatizer(grammar, table, lexicon)
    return {key: lemma for key, lemma in table.items() if lemmatizer.lemma(*key) == lemma}


def lemma_component(treebank: Path, rules: Path = RULES) -> LemmaComponent:
    """The component with the rules of a file and the table of a treebank with lemmas.

    Raises:
        CorpusError: a file is missing or damaged.
        ModelError: the rules are faulty.
        MissingExtra: simplemma is not installed.
    """
    text, words = _read(rules), swedish_words()
    table = lemma_table(read_treebank(treebank), read_grammar(text), WordList(words).lemma)
    return LemmaComponent(text, write_table(table), words)


def swedish_words() -> str:
    """The words in small Swedish letters of simplemma's word list, as ``WordList`` reads them.

    Raises:
        MissingExtra: simplemma is not installed.
    """
    try:
        from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY
    except ImportError as fault:
        raise MissingExtra("Grundformer kräver paketet simplemma. Installera det: pip install simplemma.") from fault
    listed = DEFAULT_DICTIONARY_FACTORY.get_dictionary("sv").items()
    return write_words({form: lemma for form, lemma in listed if _WORD.fullmatch(form) and "\t" not in lemma})


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as fault:
        raise CorpusError(f"{path} går inte att läsa. Kontrollera filen.") from fault
