"""The button that puts an item in the session that one is building: on the pages of exercises and stories, and on the
trainers' page."""

SCRIPT_APART = True
