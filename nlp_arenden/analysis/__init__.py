"""From handlingar to the card: run the pipeline, join what is the same thing, summarise."""

from nlp_arenden.analysis.analyzer import Analyzer

__all__ = ["Analyzer"]
