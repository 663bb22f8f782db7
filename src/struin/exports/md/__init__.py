"""Sessions as Markdown: plain text that every system takes."""
