"""Sessions as PDF, for paper."""
