"""Files as offices make them (样例文件), written from plain text on the fly."""

import zlib
from collections.abc import Collection, Iterable, Sequence
from html import escape
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

__all__ = ["as_docx", "as_html", "as_pdf", "numbered", "saved"]


_PICTURE = "/XObject << /I1 5 0 R >>"


def as_docx(lines: Iterable[str]) -> bytes:
    """Return a docx with a paragraph for each line and a table for lines with bars."""
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if " | " in line:
            rows.append(line.split(" | "))
            continue
        if rows:
            _table(document, rows)
            rows = []
        document.add_paragraph(line)
    return saved(document)


def saved(document: Any) -> bytes:
    """Return the bytes of a document."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(len(rows), max(map(len, rows)))
    for index, row in enumerate(rows):
        for column, cell in enumerate(row):
            table.cell(index, column).text = cell


def numbered(document: Any, levels: Sequence[tuple[str, str]]) -> str:
    """Add a list definition with levels of (format, pattern); return its id."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for index, (form, pattern) in enumerate(levels)
    )
    number = str(900 + len(root.findall(qn("w:num"))))
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>'
    root.insert(0, parse_xml(abstract))
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )
    )
    return number


def as_html(lines: Iterable[str], *, charset: str = "utf-8") -> str:
    """Return a web page with a paragraph for each line and a table for lines with bars."""
    body: list[str] = []
    for line in lines:
        if " | " in line:
            cells = "".join(f"<td>{_escaped(cell)}</td>" for cell in line.split(" | "))
            body.append(f"<tr>{cells}</tr>")
        else:
            body.append(f"<p>&emsp;&emsp;<span>{_escaped(line)}</span></p>")
    inner = "\n".join(body).replace("</p>\n<tr>", "</p>\n<table><tr>")
    inner = inner.replace("</tr>\n<p>", "</tr></table>\n<p>")
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title>网站</title>'
        f"<style>p{{}}</style></head><body><nav><a>首页</a></nav>\n{inner}\n"
        "<script>var a = '<p>';</script><footer>版权</footer></body></html>"
    )


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("“", "&ldquo;").replace("”", "&#8221;")


def as_pdf(pages: Sequence[Sequence[str]], *, pictures: Collection[int] = ()) -> bytes:
    """Return a PDF with a text layer: a line of text for each line, a page for each list.

    Lines with bars are rows of a table with ruled cells.

    Args:
        pages: Lines of each page.
        pictures: Pages, counted from 0, that show a picture besides.
    """
    first = 6
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        4: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Song /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        5: _stream(_to_unicode("".join(line for page in pages for line in page))),
    }
    kids = []
    for index, lines in enumerate(pages):
        page, content = first + 2 * index, first + 2 * index + 1
        kids.append(f"{page} 0 R")
        objects[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {content} 0 R"
            f" /Resources << /Font << /F1 3 0 R >> {_PICTURE if index in pictures else ''} >> >>"
        ).encode()
        objects[content] = _stream(_content(lines))
    listed = " ".join(kids)
    objects[2] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    return _file(objects)


def _content(lines: Sequence[str]) -> bytes:
    drawn = [_pdf_line(line, 760 - 18 * index) for index, line in enumerate(lines)]
    return "\n".join(drawn).encode()


def _pdf_line(line: str, height: int) -> str:
    """Return the operators that write a line, and rule the cells of a row."""
    cells = line.split(" | ")
    width = 520 // len(cells)
    places = [40 + width * column for column in range(len(cells))]
    shown = [
        f"BT /F1 12 Tf {place + 2} {height} Td <{cell.encode('utf-16-be').hex()}> Tj ET"
        for place, cell in zip(places, cells, strict=True)
    ]
    ruled = [f"{place} {height - 4} {width} 18 re S" for place in places if len(cells) > 1]
    return " ".join((*shown, *ruled))


def _to_unicode(text: str) -> bytes:
    """Return a map from two-byte codes to the same UTF-16 code units, for the codes of a text."""
    units = text.encode("utf-16-be")
    codes = sorted({units[at : at + 2].hex() for at in range(0, len(units), 2)})
    blocks = (codes[start : start + 100] for start in range(0, len(codes), 100))
    rows = "".join(
        f"{len(block)} beginbfchar\n"
        + "\n".join(f"<{code}> <{code}>" for code in block)
        + "\nendbfchar\n"
        for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{rows}endcmap end end"
    ).encode()


def _stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    return head + packed + b"\nendstream"


def _file(objects: dict[int, bytes]) -> bytes:
    output, places = bytearray(b"%PDF-1.5\n"), {}
    for number, content in sorted(objects.items()):
        places[number] = len(output)
        output += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(output)
    output += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for _, place in sorted(places.items()):
        output += f"{place:010d} 00000 n \n".encode()
    output += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\n".encode()
    output += f"startxref\n{start}\n%%EOF".encode()
    return bytes(output)
