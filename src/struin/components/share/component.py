"""Lists of items in a link; see element.js."""

BUILDS_ON = ("packing",)
