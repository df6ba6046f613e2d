"""A municipality's own themes, learnt from a few examples each."""
