"""Consulted bodies: their names, roles and stances."""
