"""What a trainer takes along from the session builder: Word, calendar, Markdown and paper, made in the browser."""
