"""Whole tasks as plain functions: no printing, no settings."""
