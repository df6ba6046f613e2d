"""``python -m nlp_arenden.training.themes RECIPE DATA MODEL``."""

import sys
from pathlib import Path

from nlp_arenden.training.themes.recipe import train_themes

if __name__ == "__main__":
    train_themes(*(Path(argument) for argument in sys.argv[1:4]))
