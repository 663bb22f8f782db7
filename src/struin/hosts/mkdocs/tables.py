"""Tables on hand-written pages, as a narrow screen can show them: each row a card, its cells named by their column.

Taken apart like that, browsers no longer tell that it is a table; the roles say so, at every width.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell", "th": "columnheader"}
_AFTER_INLINE = 15  # when the words in the cells are there, before headings get their ids


class Tables(Extension):
    """Markdown's own tables, in a `<struin-table>`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Markdown's name)
        md.treeprocessors.register(_Wrapped(md), "struin-tables", _AFTER_INLINE)


class _Wrapped(Treeprocessor):
    def run(self, root: Element) -> None:
        parents = [(parent, child) for parent in root.iter() for child in parent if child.tag == "table"]
        for parent, table in parents:
            _prepare(table)
            around = Element("struin-table", {"class": "table"})
            around.append(table)
            around.tail, table.tail = table.tail, None
            parent[list(parent).index(table)] = around


def _prepare(table: Element) -> None:
    for each in table.iter():
        if each.tag in _ROLES:
            each.set("role", _ROLES[each.tag])
    columns = ["".join(head.itertext()).strip() for head in table.iter("th")]
    for row in table.iter("tr"):
        for column, cell in zip(columns, row.iter("td"), strict=False):
            cell.set("data-column", column)
