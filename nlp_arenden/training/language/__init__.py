"""The recipe of the language pipeline ``sv_arenden``: vectors, treebank, lemmas, names."""
