"""Every rule of every shipped model matches its examples and none of its counter-examples."""

import pytest

from nlp_arenden.modelpack import list_packs
from nlp_arenden.pipeline.rules import load_rules

BOOKS = [load_rules(pack, path.stem) for pack in list_packs() for path in sorted((pack.path / "rules").glob("*.toml"))]
RULES = [rule for book in BOOKS for rule in book.rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_matches_its_examples_and_not_its_counter_examples(rule):
    for example in rule.match:
        assert rule.pattern.search(example), f"{rule.id} should match: {example}"
    for example in rule.unlike:
        assert not rule.pattern.search(example), f"{rule.id} should not match: {example}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_has_examples_of_both_kinds_and_a_source(rule):
    assert rule.match and rule.unlike and rule.source


def test_rule_ids_are_unique():
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
