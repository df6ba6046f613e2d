"""A whole case file of 250 pages must cost fifty times what five pages cost, not two thousand times.

Found in a case file of 125 000 words: the text of the Doc was joined anew for each sentence, and a card took ten minutes.
Calls are counted, spaCy's own among them; a clock would measure the machine.
"""

from cProfile import Profile
from pathlib import Path

from nlp_arenden.analysis import Analyzer
from nlp_arenden.domain.handling import Arende
from nlp_arenden.modelpack import open_pack
from nlp_arenden.reading import Limits, read_bytes

PAPERS = sorted((Path(__file__).parents[2] / "corpora" / "exempel" / "handlingar").glob("*.txt"))[:6]
ANALYZER = Analyzer.load(open_pack())


def _calls(times: int) -> int:
    text = "\n\n".join(path.read_text("utf8") for path in PAPERS) * times
    arende = Arende("lång.txt", tuple(read_bytes(text.encode(), "lång.txt", Limits(), False)))
    with Profile() as profile:
        ANALYZER.analyse(arende, 5)
    return sum(row.callcount for row in profile.getstats())


def test_four_times_the_text_takes_no_more_than_some_four_times_the_work():
    _calls(1)  # compiles patterns, fills the vocabulary
    assert _calls(4) < 5.5 * _calls(1)
