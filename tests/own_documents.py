"""Made-up documents about one new theme and about other things, for tests of own themes."""

import random

import numpy as np

from nlp_arenden.text.cleaning import clean
from nlp_arenden.training.themes.linear import as_linear, count_terms
from nlp_arenden.training.themes.sources import Example

THEME = "kameraovervakning"
LABEL = "Kameraövervakning"
_TITLES = ("Kameror vid {}", "Ansökan om kamerabevakning av {}", "Bevakning med kamera i {}")
_SAID = (
    "Kamerorna ska täcka entréer och cykelställ vid {}.",
    "Inspelat material från kamerorna sparas i tre dygn.",
    "Polisen har lämnat statistik som visar behovet av kamerabevakning vid {}.",
    "Skyltar om kamerabevakning sätts upp vid varje ingång.",
    "En avvägning mot den personliga integriteten har gjorts innan kamerorna monteras.",
    "Bevakningen sker i realtid från en larmcentral.",
)
_OTHERS = (
    ("Taxa för {}", "Taxan för {} räknas upp med index. Avgiften tas ut från årsskiftet."),
    ("Skolskjuts till {}", "Elever med lång väg till {} får skolskjuts. Rektor prövar varje ansökan."),
    ("Simundervisning i {}", "Barnen i {} lär sig simma. Badhuset har öppet på lördagar."),
    ("Detaljplan för {}", "Planen ger rätt att bygga radhus vid {}. Byggherren bekostar gatan."),
    ("Hemtjänst i {}", "Hemtjänsten i {} får en ny grupp. Brukarna väljer själva utförare."),
    ("Upphandling av livsmedel till {}", "Avtalet om livsmedel till {} löper ut. En ny upphandling inleds."),
    ("Belysning i {}", "Armaturerna i {} byts mot snålare lampor. Elen kostar mindre."),
)
_PLACES = (
    "Granby",
    "Älvtorget",
    "Norrbacka",
    "Sandvik",
    "Ekudden",
    "Hamnplan",
    "Lövsta",
    "Bruket",
    "Ängskolan",
    "Vallen",
)
_FILLING = (
    "Förvaltningen har berett ärendet tillsammans med berörda nämnder.",
    "Förslaget ryms inom beslutad ram.",
    "Beslutet följs upp i delårsrapporten.",
    "Ärendet har inga konsekvenser för personalen.",
    "Nämnden behandlade frågan under våren.",
)


def about_the_theme(count, seed=0):
    """(title, text) of documents about the new theme."""
    rng = random.Random(seed)
    found = []
    for _ in range(count):
        place = rng.choice(_PLACES)
        said = [s.format(place) for s in rng.sample(_SAID, 4)] + rng.sample(_FILLING, 2)
        found.append((f"{rng.choice(_TITLES).format(place)} {rng.randint(2, 9)}", said))
    return [(title, " ".join(said)) for title, said in found]


def about_other_things(count, seed=0):
    """(title, text) of documents about other things."""
    rng = random.Random(1000 + seed)
    found = []
    for _ in range(count):
        place, (title, said) = rng.choice(_PLACES), rng.choice(_OTHERS)
        parts = [said.format(place), *rng.sample(_FILLING, 3)]
        found.append((f"{title.format(place)} {rng.randint(2, 9)}", " ".join(parts)))
    return found


def examples_of(documents, themes=()):
    """The documents as training reads them."""
    return [
        Example(title, clean(f"{title}\n\n{text}").text, tuple(themes), group=f"{title} {k}")
        for k, (title, text) in enumerate(documents)
    ]


def small_linear():
    """A linear model of no themes that knows the words of such documents."""
    learn = examples_of(about_the_theme(20, 7)) + examples_of(about_other_things(40, 7))
    counted = count_terms(learn, {"words": 3000, "characters": 3000, "min_documents": 1})
    rows = counted.matrix.shape[1]
    return as_linear(counted, np.zeros((rows, 1)), np.zeros(1))


def write_folder(folder, theme=8, others=12, label=LABEL):
    """A folder for ``arenden trana``: one theme and counter-examples."""
    for name, documents in ((label, about_the_theme(theme)), ("övrigt", about_other_things(others))):
        (folder / name).mkdir(parents=True)
        for k, (title, text) in enumerate(documents):
            (folder / name / f"{k}.txt").write_text(f"{title}\n\n{text}\n", "utf8")
    return folder
