"""The command ``arenden``: words in, calls to workflows, words out."""
