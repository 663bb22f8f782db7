"""The button that puts an item in the session that one is building: on the pages of exercises and stories."""

BUILDS_ON = ("plan",)
SCRIPT_APART = True
