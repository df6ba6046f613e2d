"""How the models are made: recipes from sources to the files of a package, and the package's manifest."""
