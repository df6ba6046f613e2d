"""Statements about money."""
