"""Makes the picture of the README anew; in the repository root: ``python -m tests.docs.make_picture``."""

from pathlib import Path

from nlp_arenden.domain.card import CaseAnalysis
from nlp_arenden.domain.handling import Arende
from nlp_arenden.export.picture import card_svg
from nlp_arenden.modelpack import open_pack
from nlp_arenden.reading import Limits
from nlp_arenden.workflows.summarize_case import read_case, summarize_case

EXAMPLES = Path(__file__).parents[2] / "corpora" / "exempel"
SOURCE = EXAMPLES / "handlingar" / "05-uppsala-tjansteskrivelse-2013.txt"
PICTURE = EXAMPLES / "kort.svg"
SENTENCES = 4
LINES = 60


def shown() -> tuple[CaseAnalysis, Arende]:
    """The card of the picture, and the ärende that it was read from."""
    arende = read_case([SOURCE], Limits(), ocr=False)
    return summarize_case(arende, open_pack(), SENTENCES), arende


if __name__ == "__main__":
    picture = card_svg(*shown(), title="arenden sammanfatta tjansteskrivelse.txt", lines=LINES)
    PICTURE.write_text(picture, "utf8")
