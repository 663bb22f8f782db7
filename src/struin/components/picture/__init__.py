"""A picture of each item and overview, for who shares its address."""
