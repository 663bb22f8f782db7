"""Sessions as appointments in a calendar file."""
