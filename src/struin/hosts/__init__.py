"""Where pages are shown. A host takes pages and assets from `struin.emit`; nothing else knows a host."""
