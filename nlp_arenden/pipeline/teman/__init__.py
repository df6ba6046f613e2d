"""Themes: taxonomy, linear model and evidence."""
