"""Parts that several kinds of pages share, one folder each."""
