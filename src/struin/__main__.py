"""`python -m struin` is the command `struin`."""

from struin.cli import main

raise SystemExit(main())
