"""A deck of cards as PDF, to print on both sides."""
