"""Reads Swedish municipal case files and hands over a card where every claim shows its place."""

__version__ = "0.1.0"
