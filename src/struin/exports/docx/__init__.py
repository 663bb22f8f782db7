"""Sessions as Word documents, with real styles."""
