"""Pure functions on strings: standard library only, no knowledge of files or models."""
