"""The recipe of the encoder ``kodare``: from the weights it starts from to the tuned, shipped checkpoint."""
