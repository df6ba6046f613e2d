"""Word vectors. ``python -m nlp_arenden.training.language.vectors RECIPE DATA FOLDER`` trains and writes them.

floret keeps words and their character sequences in one hashed table, so that a compound never seen before
still gets a vector from its parts.

Source: https://github.com/explosion/floret.
"""

import re
import tempfile
import tomllib
from pathlib import Path

from spacy.training.initialize import convert_vectors
from spacy.util import get_lang_class

from nlp_arenden.training.command import run
from nlp_arenden.training.running_text import paragraphs

_TOKEN = re.compile(r"\w+(?:[-:/]\w+)*|[^\w\s]")


def train_vectors(recipe: Path, data: Path, folder: Path) -> int:
    """Trains vectors on the running text of ``data`` and writes a spaCy pipeline with nothing but them.

    Gives the number of tokens read. Needs the package ``floret`` (extra ``[trana]``).

    Raises:
        CorpusError: a text source is missing or damaged.
    """
    import floret

    plan = tomllib.loads(recipe.read_text("utf8"))
    with tempfile.TemporaryDirectory() as scratch:
        corpus, table = Path(scratch, "text"), Path(scratch, "vectors.floret")
        tokens = 0
        with corpus.open("w", encoding="utf8") as file:
            for paragraph in paragraphs(plan["text"], data):
                words = _TOKEN.findall(paragraph)
                tokens += len(words)
                file.write(" ".join(words) + "\n")
        model = floret.train_unsupervised(str(corpus), model="cbow", mode="floret", verbose=0, **plan["floret"])
        model.save_floret_vectors(str(table))
        nlp = get_lang_class("sv")()
        convert_vectors(nlp, table, truncate=0, prune=0, mode="floret")
    nlp.to_disk(folder)
    return tokens


if __name__ == "__main__":
    run(train_vectors)
