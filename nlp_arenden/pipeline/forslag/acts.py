"""What an item of a decision does: godkänna, avslå, ge i uppdrag …"""

import re

from nlp_arenden.pipeline.rules import Rulebook


class Acts:
    """Tells the akt of items.

    Args:
        rules: the rule file ``forslag`` (rules ``akt.``, ``led.`` and ``villkor.``).
    """

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules

    def of(self, item: str) -> tuple[str | None, str | None]:
        """The akt of an item, and the rule that tells it."""
        if nested := self._rules.first(item, "led."):
            return self.of(item[nested[1].end() :].lstrip(" :"))
        if infinitive := self._rules.first(item, "akt.inf."):
            return infinitive[0].means, infinitive[0].id
        if self._rules.first(item[:40], "villkor."):
            # "under förutsättning att fullmäktige antar planen ge direktören i uppdrag …": the act comes after.
            for m in re.finditer(r"\s(?=[a-zåäö])", item):
                if later := self._rules.first(item[m.end() :], "akt.inf."):
                    return later[0].means, later[0].id
        # The first finite verb that decides is the item's own; urgency is told whatever else is.
        finite = [(m.start(), i, rule) for i, (rule, m) in enumerate(self._rules.all(item, "akt.fin."))]
        urgent = next((rule for _, _, rule in finite if rule.means == "omedelbar_justering"), None)
        if chosen := urgent or (min(finite, key=lambda hit: hit[:2])[2] if finite else None):
            return chosen.means, chosen.id
        other = self._rules.first(item, "akt.ovrigt.")
        return (other[0].means, other[0].id) if other else (None, None)
