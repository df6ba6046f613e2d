"""``python -m nlp_arenden.training.themes RECIPE DATA MODEL``."""

from nlp_arenden.training.command import run
from nlp_arenden.training.themes.recipe import train_themes

if __name__ == "__main__":
    run(train_themes)
