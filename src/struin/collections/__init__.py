"""The kinds of items, one folder each. Nothing here lists them: `struin.slices` discovers them."""
