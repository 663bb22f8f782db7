"""Struin turns a folder of Markdown into a bundle that people wander through."""

__version__ = "0.1.0"
