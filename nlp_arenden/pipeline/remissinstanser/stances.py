"""What a body thinks, from the signals in its sentences."""

from dataclasses import dataclass

from nlp_arenden.pipeline.rules import Rulebook

YES = frozenset({"tillstyrker", "tillstyrker_med_synpunkter"})
RESERVED = "forbehall"  # "men", "dock": counts only beside a yes


@dataclass(frozen=True, slots=True)
class Said:
    """The signals of one sentence: where the first stands, its rule and its words."""

    signals: frozenset[str]
    start: int
    end: int
    rule: str
    words: str


class StanceReader:
    """Reads stance by the rules ``hallning.`` (what is said) and ``forbehall.`` (what limits a yes)."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules

    def read(self, sentence: str) -> Said | None:
        """The signals of a sentence, None when it has none.

        A reservation before the yes does not limit it; the decision column of a table stands alone.
        """
        table = self._rules.first(sentence, "tabell.")
        if not table and self._rules.first(sentence, "utan."):
            return None
        hits = [table] if table else list(self._rules.all(sentence, "hallning."))
        yes = min((m.start() for rule, m in hits if rule.means in YES), default=0)
        reserved = self._rules.first(sentence, RESERVED)
        signals = {rule.means for rule, _ in hits}
        if reserved and not table and reserved[1].end() > yes:
            signals.add(RESERVED)
            hits = hits or [reserved]
        if not hits:
            return None
        rule, m = min(hits, key=lambda hit: hit[1].start())
        return Said(frozenset(signals), m.start(), m.end(), rule.id, m[0])

    @staticmethod
    def weigh(signals: set[str]) -> str | None:
        """One stance out of all that a body says in a passage; None when it says nothing of the matter.

        Yes to one thing and no to another is ``avstyrker_delvis``, a yes with a reservation is
        ``tillstyrker_med_synpunkter``; "ingen erinran" counts where there is neither yes nor no.
        """
        for silent in ("svar_uteblivet", "avstar"):
            if silent in signals:
                return silent
        yes = signals & YES
        if "avstyrker_delvis" in signals or (yes and "avstyrker" in signals):
            return "avstyrker_delvis"
        if "avstyrker" in signals:
            return "avstyrker"
        if yes:
            limited = "tillstyrker_med_synpunkter" in yes or RESERVED in signals
            return "tillstyrker_med_synpunkter" if limited else "tillstyrker"
        return next((stance for stance in ("ingen_erinran", "neutral") if stance in signals), None)
