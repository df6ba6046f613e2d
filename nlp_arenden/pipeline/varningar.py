"""Hints about personnummer and secrecy. They never change a marking and never repeat the number.

Writes: varningar.
"""

from collections.abc import Callable

from spacy.tokens import Doc

from nlp_arenden.pipeline.annotations import VARNINGAR, NamedMark, text_of
from nlp_arenden.pipeline.rules import Rulebook
from nlp_arenden.text.identities import find_personnummer
from nlp_arenden.text.spans import TextSpan


def make_varningar(rules: Rulebook) -> Callable[[Doc], Doc]:
    """The component that writes the layer ``varningar``."""

    def component(doc: Doc) -> Doc:
        text = text_of(doc)
        found = [(identity.span, NamedMark("personnummer", identity.kind)) for identity in find_personnummer(text)]
        for rule, m in rules.everywhere(text):
            found.append((TextSpan(m.start(), m.end()), NamedMark(rule.means, rule.id)))
        VARNINGAR.write(doc, found)
        return doc

    return component
