"""Files to download: ready-made sessions as Word, Markdown and PDF, and decks of cards."""
