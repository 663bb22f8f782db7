"""Covers: the picture of an item, drawn from its id."""
