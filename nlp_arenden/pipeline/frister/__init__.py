"""Deadlines, printed or computed."""
