"""What an item of a decision does: godkänna, avslå, ge i uppdrag …"""

import re

from nlp_arenden.pipeline.rules import Rule, Rulebook

_NEAR = 40  # code points in which a condition that opens the item begins
# A condition up to its comma, or to the end of an item that it does not open.
_IF = r"(?:under\sförutsättning|förutsatt)\satt\s[^,.]*"
_CONDITION = re.compile(rf"\b{_IF},|(?<=\s){_IF}[.]?$", re.IGNORECASE)
# What can stand between "att" and the verb: "i övrigt", "för ändamålet", "hos kommunstyrelsen", "därutöver".
_ADVERBIAL = re.compile(
    r"att\s(?:(?:i|för|hos|till|ur|av|med|från|som|såsom)\s(?:[\w-]+\s){1,6}|(?:därutöver|samtidigt|dessutom|härutöver|även)\s)"
)


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
        conditional = self._rules.first(item[:_NEAR], "villkor.") is not None
        if infinitive := self._rules.first(item, "akt.inf.") or self._later(item, conditional):
            return infinitive[0].means, infinitive[0].id
        # The first finite verb that decides is the item's own; urgency is told whatever else is.
        finite = sorted(
            (
                (m.start(), i, rule)
                for i, (rule, m) in enumerate(self._rules.all(item, "akt.fin."))
                if not _hangs(item, m)
            ),
            key=lambda hit: hit[:2],
        )
        if conditional:
            # "Under förutsättning att fullmäktige antar planen avsätts 9 mnkr": the first verb is the condition's.
            finite = [hit for hit in finite if hit[0] > finite[0][0]] or finite
        chosen = [rule for _, _, rule in finite]
        for rule in [rule for rule in chosen if rule.means == "omedelbar_justering"] + chosen[:1]:
            return rule.means, rule.id
        other = self._rules.first(item, "akt.ovrigt.")
        return (other[0].means, other[0].id) if other else (None, None)

    def _later(self, item: str, conditional: bool) -> tuple[Rule, re.Match[str]] | None:
        """The infinitive that decides, behind an adverbial ("att för egen del godkänna …") or a condition."""
        adverbial = _ADVERBIAL.match(item)
        within = len(item) if conditional else adverbial.end() if adverbial else 0
        for m in re.finditer(r"\s(?=[a-zåäö])", item[:within]):
            if later := self._rules.first(item[m.end() :], "akt.inf."):
                return later
        return None


def _hangs(item: str, m: re.Match[str]) -> bool:
    """True for a verb inside a condition."""
    return any(clause.start() <= m.start() < clause.end() for clause in _CONDITION.finditer(item))
