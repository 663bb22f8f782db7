"""Emblems: the hand-drawn mark of each principle."""
