"""Hostile files (恶意文件), for ever, the same for the same dice: what no office ever saved.

Packages that unpack to far more than they are, or say less than they hold; markup within markup,
entities within entities; maps of places that are none; texts and tables without an end. What is
large is made once, and none is larger than a few megabytes as it is sent.
"""

import json
import random
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

__all__ = ["FileMaker", "document_of", "packed", "spanning", "workbook_of"]

_MEGA: Final = 1 << 20
_SPREADSHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN: Final = "application/vnd.openxmlformats-officedocument"
_OPEN: Final = "application/vnd.oasis.opendocument.spreadsheet"
_MANIFEST: Final = {
    "META-INF/manifest.xml": "<manifest:manifest "
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    f'manifest:full-path="/" manifest:media-type="{_OPEN}"/></manifest:manifest>'
}
_NUMBERS: Final = ("0", "119.0", "-1e308", "1e999", "NaN", "-Infinity", '"119"', "null", "true")
_ELSEWHERE: Final = "file:///etc/passwd"
"""What an entity from outside would fetch; no answer may show any of it."""


class FileMaker:
    """Makes files from one pair of dice (恶意文件生成)."""

    def __init__(self, dice: random.Random) -> None:
        self._dice = dice
        self._plain: tuple[Callable[[], tuple[str, bytes]], ...] = (
            *(self._workbook, self._document, self._map, self._map, self._table),
            *(self._text, self._page, self._package),
        )
        self._heavy = (self._pdf, self._spanning, self._swelling)

    def one(self) -> tuple[str, bytes]:
        """Return the name and the bytes of a file; one in thirty is heavy."""
        kinds = self._plain if self._dice.random() < 29 / 30 else self._heavy
        name, content = self._dice.choice(kinds)()
        if self._dice.random() < 0.1:  # cut off, as by a broken line
            content = content[: self._dice.randrange(len(content) + 1)]
        return name, content

    def _workbook(self) -> tuple[str, bytes]:
        sheet = self._dice.choice(
            (
                _row("名称", "安全风险等级") + _row("东岸", "甲", at="1048576"),
                '<row r="1"><c r="XFD1" t="inlineStr"><is><t>名称</t></is></c></row>',
                '<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>',
                '<row r="-1"><c r="A0"><v>1e999</v></c><c r="ZZZZZ9" t="d"><v>x</v></c></row>',
                '<row r="1">' + '<c r="A1"><f>A1</f><v>NaN</v></c>' * 500 + "</row>",
                _row("名称", "&a9;"),
                _row("名称", "&file;"),
                "<row>" * 3000,
                _row("企业名称", "企业地址") + _row("甲" * 40_000, "=cmd|' /C calc'!A1"),
            )
        )
        return "企业.xlsx", packed(workbook_of(sheet))

    def _document(self) -> tuple[str, bytes]:
        paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
        cell = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr><w:p/></w:tc>'
        body = self._dice.choice(
            (
                paragraph.format("&a9;"),
                paragraph.format("&file;"),
                "<w:tbl><w:tr><w:tc>" * 200 + "</w:tc></w:tr></w:tbl>" * 200,
                "<w:p>" * 5000,
                f"<w:tbl><w:tr>{cell.format(2**31)}{cell.format('x')}</w:tr></w:tbl>",
                paragraph.format("园区由王某负责。" * 2000),
                paragraph.format("（" * 5000),
                '<w:p><w:pPr><w:numPr><w:ilvl w:val="99"/><w:numId w:val="-1"/></w:numPr></w:pPr>'
                "<w:r><w:t>名称</w:t></w:r></w:p>" * 50,
            )
        )
        return "总结.docx", packed(document_of(body))

    def _map(self) -> tuple[str, bytes]:
        number = self._dice.choice(_NUMBERS)
        deep = self._dice.choice((5, 200, 900, 20_000))
        geometry = self._dice.choice(
            (
                f'{{"type": "Point", "coordinates": [{number}, 25.2]}}',
                f'{{"type": "Point", "coordinates": {"[" * deep}{"]" * deep}}}',
                f'{{"type": "Polygon", "coordinates": [[[119, 25], [{number}, 26], [119, 25]]]}}',
                f'{{"type": "Polygon", "coordinates": [{_ring(self._dice.choice((4, 3000)))}]}}',
                '{"type": "MultiPolygon", "coordinates": [[]]}',
                f'{{"type": {"[" * deep}{"]" * deep}}}',
                '{"type": "GeometryCollection", "geometries": [' * deep + "]}" * deep,
                f'{{"type": "Point", "coordinates": [{"9" * 5000}, 25]}}',
                '{"type": "Polygon", "coordinates": [[[0,0],[1,1],[1,0],[0,1],[0,0]]]}',
                '{"type": "Point", "coordinates": {"0": 119}}',
                "null",
            )
        )
        properties = self._dice.choice(
            (
                '{"类型": "园区", "名称": "东岸"}',
                '{"类型": "单元", "名称": "罐\\ud800", "所在园区": {"a": [1e308]}}',
                '{"类型": ["园区"], "名称": null, "坐标系": {"a": 1}}',
                f'{{"类型": "防护目标", "名称": {"[" * deep}{"]" * deep}}}',
                '{"名称": "a", "名称": "b", "": "", "坐标系": "GCJ-02"}',
                "null",
                "[]",
            )
        )
        feature = f'{{"type": "Feature", "geometry": {geometry}, "properties": {properties}}}'
        features = self._dice.choice((feature, f"{feature}, {feature}", "[], null, 1", "{}, " * 9))
        system = self._dice.choice(
            ("", '"crs": {"properties": {"name": "EPSG:4549"}}, ', '"crs": 7, ')
        )
        whole = f'{{"type": "FeatureCollection", {system}"features": [{features}]}}'
        text = self._dice.choice((whole, whole, whole, feature, geometry, "[" * deep))
        coding = self._dice.choice(("utf-8", "utf-8", "utf-16", "gb18030"))
        return "边界.geojson", text.encode(coding, "replace")

    def _table(self) -> tuple[str, bytes]:
        text = self._dice.choice(
            (
                "名称,安全风险等级\n" + "东岸,甲\n" * 3000,
                "名称," * 20_000 + "\n东岸\n",
                '名称,地址\n"东岸' + ",\n" * 20_000,
                '名称\n=HYPERLINK("http://evil.example")\n@SUM(1)\n',
                "名称,经度,纬度\n东岸,NaN,1e999\n西岸,-181,91\n",
                "名称\x00,\x1b[31m地址\n\u202e东岸,\ud7ff\n",
                "名称\r东岸\r",
                "甲" * (2 * _MEGA // 3),
            )
        )
        return self._dice.choice(("园区.csv", "单元.csv", "a.csv")), text.encode()

    def _text(self) -> tuple[str, bytes]:
        piece = self._dice.choice(
            (
                "一、",
                "（",
                "1.1.1",
                "由王某负责，",
                "甲公司、",
                "共有",
                "《",
                "“",
                "1234567890",
                "\n\n",
                "负责" * 9,
            )
        )
        name = self._dice.choice(("总结.txt", "通报.html"))
        return name, (piece * self._dice.choice((10, 1000, 3000))).encode()

    def _page(self) -> tuple[str, bytes]:
        text = self._dice.choice(
            (
                "<div>" * 20_000,
                "<table><tr>" + "<td colspan=99999999 rowspan=99999999>甲</td>" * 50,
                "<table><tr><td>" * 500,
                '<meta charset="utf-7">' + "+ADw-script+AD4-",
                "<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;</p><!--" + "-" * 9999,
                "<p>" + "&#x110000;&#0;&nosuch;" * 500,
                "<![CDATA[" * 2000,
            )
        )
        return "通报.html", text.encode()

    def _pdf(self) -> tuple[str, bytes]:
        return "通报.pdf", _pdf(
            self._dice.choice(
                (
                    b"[3 0 R]",
                    b"[2 0 R]",  # a tree that holds itself
                    b"[" + b"3 0 R " * 4000 + b"]",
                    b"[99 0 R]",
                )
            )
        )

    def _spanning(self) -> tuple[str, bytes]:
        columns, rows = self._dice.choice(
            ((1, 1), (16_384, 3_000), (16_384, 1_048_576), (10**12, 1), (1, 10**12))
        )
        return "企业.ods", spanning(columns=columns, rows=rows)

    def _swelling(self) -> tuple[str, bytes]:
        if self._dice.random() < 0.5:
            return "总结.docx", packed(document_of("<w:p/>" * 1_500_000))
        return "企业.xlsx", packed(workbook_of("<row>" + "<c/>" * 2_200_000 + "</row>"))

    def _package(self) -> tuple[str, bytes]:
        name = self._dice.choice(("企业.xlsx", "企业.xlsm", "总结.docx"))
        made = self._dice.choice((_bomb, _lying, _crowded, _outside, _twice))
        return name, made(name)


def _row(*texts: str, at: str = "1") -> str:
    cells = (f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{at}">{"".join(cells)}</row>'


def _entities() -> str:
    """Return entities that would be a billion times as large, and one from outside."""
    within = "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10}">' for k in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY a0 "甲">{within}<!ENTITY file SYSTEM "{_ELSEWHERE}">]>'


def workbook_of(rows: str) -> Mapping[str, str]:
    """Return the parts of a workbook whose only sheet has these rows."""
    sheet = (
        f'{_entities()}<worksheet xmlns="{_SPREADSHEET}"><sheetData>{rows}</sheetData></worksheet>'
    )
    return _related("xl/workbook.xml", "spreadsheetml.sheet.main") | {
        "xl/workbook.xml": f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="企业" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": sheet,
    }


def document_of(body: str) -> Mapping[str, str]:
    """Return the parts of a document with this body."""
    text = f'{_entities()}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return _related("word/document.xml", "wordprocessingml.document.main") | {
        "word/document.xml": text
    }


def _related(main: str, kind: str) -> dict[str, str]:
    return {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{_MAIN}.{kind}+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="{main}"/></Relationships>',
    }


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a package of these parts; the same parts give the same bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            package.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return buffer.getvalue()


def spanning(*, columns: int, rows: int) -> bytes:
    """Return an open workbook of one cell that says how often it is repeated."""
    kind = "urn:oasis:names:tc:opendocument:xmlns"
    times = "table:number-{}-repeated"
    cell = f'<table:table-cell office:value-type="float" office:value="1" {times.format("columns")}'
    content = (
        f'<office:document-content xmlns:office="{kind}:office:1.0" xmlns:table="{kind}:table:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="企业"><table:table-row '
        f'{times.format("rows")}="{rows}">{cell}="{columns}"/></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return packed({"mimetype": _OPEN, "content.xml": content, **_MANIFEST})


@cache
def _bomb(name: str) -> bytes:
    """Return a package of a few hundred kilobytes that unpacks to 300 MB."""
    blanks = b" " * (300 * _MEGA)
    parts: dict[str, str | bytes] = {**_parts(name), "xl/sharedStrings.xml": blanks}
    return packed(parts)


@cache
def _lying(name: str) -> bytes:
    """Return a package whose parts are larger than it says."""
    parts = {key: f"{text}{' ' * (20 * _MEGA)}" for key, text in _parts(name).items()}
    package = bytearray(packed(parts))
    entry = package.find(b"PK\x01\x02")
    while entry >= 0:
        package[entry + 24 : entry + 28] = (100).to_bytes(4, "little")
        entry = package.find(b"PK\x01\x02", entry + 4)
    return bytes(package)


@cache
def _crowded(name: str) -> bytes:
    """Return a package of very many parts."""
    return packed({**_parts(name), **{f"xl/worksheets/{k}.xml": "" for k in range(20_000)}})


@cache
def _outside(name: str) -> bytes:
    """Return a package with parts that lie outside it, and relations to elsewhere."""
    parts = dict(_parts(name))
    parts["../../etc/cron.d/x"] = parts["C:\\x"] = "x"
    parts["_rels/.rels"] = parts.get("_rels/.rels", "").replace("word/document.xml", _ELSEWHERE)
    return packed(parts)


@cache
def _twice(name: str) -> bytes:
    """Return a package within a package, with bytes before and behind it."""
    inner = packed(_parts(name))
    return b"MZ" * 500 + packed({**_parts(name), "xl/embeddings/1.xlsx": inner}) + b"\x00" * 70_000


def _parts(name: str) -> Mapping[str, str]:
    if name.endswith(".docx"):
        return document_of("<w:p><w:r><w:t>东岸园区由王某负责。</w:t></w:r></w:p>")
    if name.endswith(".ods"):
        return {"mimetype": _OPEN, "content.xml": _entities() + "<a>&a9;</a>"}
    return workbook_of(_row("名称", "安全风险等级") + _row("东岸", "甲", at="2"))


def _ring(corners: int) -> str:
    places: list[Any] = [[119 + k * 1e-6, 25 + (k % 7) * 1e-5] for k in range(corners)]
    return json.dumps([*places, places[0]])


@cache
def _pdf(kids: bytes) -> bytes:
    """Return a PDF whose page draws 30 MB that were packed into some 30 kB."""
    packed = zlib.compress(b"BT (x) Tj ET\n" * (30 * _MEGA // 13))
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 99999999 /Kids " + kids + b" >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e9 -1] /Contents 4 0 R >>",
        b"<< /Length 9999999999 /Filter /FlateDecode >>\nstream\n" + packed + b"\nendstream",
    )
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (k, one) for k, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer << /Root 1 0 R /Size 5 >>\n%%EOF"
