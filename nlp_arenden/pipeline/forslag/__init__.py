"""Proposals, decisions, yrkanden and reservationer."""
