"""The constants by which own themes are learnt."""

from dataclasses import dataclass

LEAST = 4  # examples of a theme
FEW = 8  # fewer examples of a theme than this call for a warning
LEAST_OTHERS = 8  # counter-examples of the user's own, below which the figures say nothing


@dataclass(frozen=True)
class Plan:
    """The constants of the recipe.

    Args:
        C: how freely the weights may follow the examples, which weigh 1 together however many they are.
        name: how many examples the theme's name counts for, where it helps.
        vector_factor: length of a document's vector beside its TF-IDF values (of length one for words and one for
            characters).
        one_by_one: up to so many examples each is left out once; more are divided into ``folds``.
        unmarked: share of the background, that most like the theme, which is not held to lack it.
        own_share: of what lacks the theme, how much weight lies on the user's own counter-examples.
        prior: the share of documents that a theme is taken to be about.
        usual: the threshold that one found on few examples is drawn towards, with the weight of ``pull`` examples.
        error_rate: themes given below the probability where more than this are wrong are called unsure.
        sure_with: with fewer examples the figures are too uncertain for any theme to be called sure.
        pruned: term weights below this share of the largest are left out.
    """

    C: float = 50.0
    name: float = 8.0
    vector_factor: float = 0.7
    one_by_one: int = 16
    folds: int = 8
    unmarked: float = 0.02
    own_share: float = 0.5
    prior: float = 0.03
    usual: float = 0.35
    pull: float = 16.0
    error_rate: float = 0.05
    sure_with: int = 16
    pruned: float = 0.005
    seed: int = 20


PLAN = Plan()
