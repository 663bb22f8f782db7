"""Writes what is told of a session as a Word document: real styles and headings, lists that Word itself numbers."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from struin.exports.docx.styles import A4, MARGIN, NOTE, TEXT_WIDTH, prepare
from struin.exports.telling import Block, Line, Passage, Told
from struin.exports.zipped import unzipped, zipped

CONTENT_TYPES = "[Content_Types].xml"  # the first file of such a package, as Word writes it
COLUMNS = (Mm(30), TEXT_WIDTH - Mm(30) - Mm(24), Mm(24))


def document_of(told: Told) -> bytes:
    """The file. The same bytes for the same session."""
    document = Document()
    prepare(document, told.words["note"], told.language)
    _properties(document, told)
    _page(document, told.title)
    _Writer(document, told).write()
    saved = io.BytesIO()
    document.save(saved)
    return zipped(unzipped(saved.getvalue()), first=[CONTENT_TYPES])


def _properties(document: DocumentType, told: Told) -> None:
    core = document.core_properties
    core.title, core.subject, core.language = told.title, told.goal, told.language
    core.author = core.last_modified_by = told.bundle
    core.comments, core.keywords, core.revision = "", "", 1
    # It is of no moment: those of the library's own template would be a lie, and the present one another each time.
    for tag in ("dcterms:created", "dcterms:modified"):
        for element in core._element.findall(qn(tag)):
            core._element.remove(element)


def _page(document: DocumentType, title: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = A4
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    footer = section.footer.paragraphs[0]
    footer.text = f"{title}  ·  "
    for field, between in (("PAGE", " / "), ("NUMPAGES", "")):
        _field(footer, field)
        footer.add_run(between)


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that Word fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


class _Writer:
    def __init__(self, document: DocumentType, told: Told) -> None:
        self.document, self.told, self.words = document, told, told.words

    def write(self) -> None:
        told, add = self.told, self.document.add_paragraph
        add(told.title, "Title")
        add(told.goal, "Subtitle")
        for label, said in told.facts:
            self.labelled(label, said)
        self.heading(self.words["overview"], 1)
        self.table()
        if told.material:
            self.heading(self.words["material"], 1)
            for each in told.material:
                add(each, "List Bullet")
        self.heading(self.words["safety"], 1)
        add(told.safety)
        self.heading(self.words["order"], 1)
        for block in told.blocks:
            self.block(block)
        last = add(f"{told.source} ", "Caption")
        if told.url:
            _link(last, told.url, told.url)

    def heading(self, text: str, level: int) -> Paragraph:
        return self.document.add_paragraph(text, f"Heading {level}")

    def labelled(self, label: str, said: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(said)

    def table(self) -> None:
        table = self.document.add_table(rows=1, cols=3, style="Table Grid")
        table.autofit = False
        heads = [self.words[each] for each in ("time", "what", "minutes")]
        rows = [heads, *([block.times, block.title, block.minutes] for block in self.told.blocks)]
        for number, texts in enumerate(rows):
            row = table.rows[0] if number == 0 else table.add_row()
            for cell, width, text in zip(row.cells, COLUMNS, texts, strict=True):
                cell.width = width
                cell.paragraphs[0].add_run(text).bold = number == 0
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            row.cells[2].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _row(row._tr, head=number == 0)
        for column, width in zip(table.columns, COLUMNS, strict=True):
            column.width = width

    def block(self, block: Block) -> None:
        heading = self.heading(f"{block.start} ", 2)
        if block.url:
            _link(heading, block.title, block.url)
        else:
            heading.add_run(block.title)
        about = self.document.add_paragraph(f"{block.times} · {block.about}", "Caption")
        about.paragraph_format.keep_with_next = bool(block.remarks or block.passages)
        for remark in block.remarks:
            self.document.add_paragraph().add_run(remark).italic = True
        for passage in block.passages:
            self.passage(passage)

    def passage(self, passage: Passage) -> None:
        if passage.form == "note":
            for line in passage.lines:
                self.note(line.text)
            return
        self.heading(passage.label, 3)
        numbered = _restarted(self.document) if passage.form == "steps" else 0
        for line in passage.lines:
            if passage.form == "steps":
                self.step(line, numbered)
            else:
                self.document.add_paragraph(line.text, "List Bullet" if passage.form == "list" else "Normal")

    def step(self, line: Line, numbered: int) -> None:
        paragraph = self.document.add_paragraph(style="List Number")
        _number(paragraph, numbered)
        paragraph.add_run(f"{line.lead} ").bold = True
        paragraph.add_run(line.text)
        if line.note:
            paragraph.paragraph_format.keep_with_next = True
            self.note(line.note)

    def note(self, text: str) -> None:
        paragraph = self.document.add_paragraph(style=NOTE)
        paragraph.add_run(f"{self.words['note']}: ").bold = True
        paragraph.add_run(text)


def _row(row: object, *, head: bool) -> None:
    """A row of a table stays on one page; the first comes again on the next."""
    properties = row.get_or_add_trPr()  # type: ignore[attr-defined]
    for tag in ("w:cantSplit", *(["w:tblHeader"] if head else [])):
        properties.append(OxmlElement(tag))


def _link(paragraph: Paragraph, text: str, url: str) -> None:
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(text)
    link.append(run._r)
    paragraph._p.append(link)


def _restarted(document: DocumentType) -> int:
    """A numbering of its own for one list, as that of the style "List Number" but from 1. Gives its id."""
    numbering = document.part.numbering_part.element
    of_style = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = next(each.abstractNumId.val for each in numbering.num_lst if each.numId == of_style)
    own = numbering.add_num(abstract)
    own.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(own.numId)


def _number(paragraph: Paragraph, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering
