"""Documents of any kind: read, or refused with one clear error that says what to do."""

import codecs
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pypdf
import pytest

from loaders.errors import LoaderError
from loaders.layer import Span
from loaders.readers import document, docx, pdf
from loaders.readers.document import read_document
from loaders.readers.faults import (
    BrokenDocumentError,
    EmptyDocumentError,
    EncryptedDocumentError,
    OldFormatError,
    ScannedDocumentError,
    TooLargeError,
    WrongSuffixError,
)
from loaders.readers.text import UndecodableTextError, UnreadableFileError
from tests.files.office import as_docx, as_html, as_pdf

LINES = ["甲园区引入“安全管家”乙公司。", "共12家。"]
TEXT = "\n".join(LINES)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def written(folder: Path, name: str, raw: bytes) -> Path:
    path = folder / name
    path.write_bytes(raw)
    return path


def zipped(**parts: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), content)
    return buffer.getvalue()


def encrypted(
    password: str, algorithm: str = "RC4-128", pages: Sequence[Sequence[str]] = (LINES,)
) -> bytes:
    """Return a PDF that needs a password to open; with an empty one, only to change it."""
    writer = pypdf.PdfWriter(clone_from=BytesIO(as_pdf(pages)))
    writer.encrypt(password, "owner", algorithm=algorithm)
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def with_locked_parts(package: bytes) -> bytes:
    """Return a zip file whose directory says that its parts need a password."""
    raw = bytearray(package)
    at = raw.find(b"PK\x01\x02")
    while at >= 0:
        raw[at + 8] |= 1
        at = raw.find(b"PK\x01\x02", at + 4)
    return bytes(raw)


@pytest.mark.parametrize(
    ("name", "raw", "media_type", "encoding"),
    [
        ("a.txt", TEXT.encode(), "text/plain", "utf-8"),
        ("a.txt", TEXT.encode("gb18030"), "text/plain", "gb18030"),
        ("a.TXT", codecs.BOM_UTF8 + TEXT.encode(), "text/plain", "utf-8"),
        ("a.html", as_html(LINES).encode(), "text/html", "utf-8"),
        ("a.htm", as_html(LINES, charset="gb2312").encode("gbk"), "text/html", "gb18030"),
        ("a.html", as_html(LINES, charset="gb2312").encode(), "text/html", "utf-8"),
        ("a.html", as_html(LINES, charset="utf-8").encode("gbk"), "text/html", "gb18030"),
        (
            "a.html",
            codecs.BOM_UTF16_LE + as_html(LINES).encode("utf-16-le"),
            "text/html",
            "utf-16-le",
        ),
        ("a.docx", as_docx(LINES), "wordprocessingml.document", None),
        ("a.pdf", as_pdf([LINES]), "application/pdf", None),
        ("a.pdf", encrypted(""), "application/pdf", None),
        ("a.pdf", encrypted("", "AES-128"), "application/pdf", None),
        ("a.pdf", encrypted("", "AES-256"), "application/pdf", None),
    ],
)
def test_every_kind_gives_the_same_text(
    tmp_path: Path, name: str, raw: bytes, media_type: str, encoding: str | None
) -> None:
    source = read_document(written(tmp_path, name, raw))

    assert source.text.replace("\f", "").strip() == TEXT
    assert source.media_type.endswith(media_type)
    assert source.encoding == encoding


def test_traditional_pages_say_their_encoding(tmp_path: Path) -> None:
    page = '<html><meta http-equiv="x" content="text/html; charset=big5"><p>園區安全託管'.encode(
        "big5"
    )

    assert read_document(written(tmp_path, "a.html", page)).text == "園區安全託管"


def test_a_page_of_a_pdf_is_a_place(tmp_path: Path) -> None:
    source = read_document(written(tmp_path, "a.pdf", as_pdf([["甲。"], [], ["乙。"]])))

    start = source.text.index("乙")
    assert source.layer.locator(Span(start, start + 2)) == "第3页"


TABLE = ["一、检查情况", "单位 | 隐患（条）", "甲公司 | 12", "乙公司 | 7", "共19条。"]


@pytest.mark.parametrize("lock", [None, ""])
def test_the_ruled_table_of_a_pdf_has_cells(tmp_path: Path, lock: str | None) -> None:
    raw = as_pdf([["甲。"], TABLE]) if lock is None else encrypted(lock, pages=[["甲。"], TABLE])
    source = read_document(written(tmp_path, "a.pdf", raw))

    assert source.text.split("\n\f") == ["甲。", "\n".join(TABLE), ""]
    start = source.text.index("乙公司")
    assert source.layer.locator(Span(start, start + 3)) == "第2页表1第3行"


def test_a_frame_round_a_paragraph_is_no_table(tmp_path: Path) -> None:
    rule = as_pdf([["甲园区。 | ", "乙园区。 | "]])

    assert read_document(written(tmp_path, "a.pdf", rule)).text.split() == ["甲园区。", "乙园区。"]


def test_a_radical_in_a_pdf_is_read_as_its_ideograph(tmp_path: Path) -> None:
    source = read_document(written(tmp_path, "a.pdf", as_pdf([["\u2f00级\u2f24罐"]])))

    assert source.text.strip() == "一级大罐"


REFUSED = [
    ("a.txt", b"", EmptyDocumentError),
    ("a.txt", " \n\u3000\r\n".encode(), EmptyDocumentError),
    ("a.html", b"<html><body><p> </p></body></html>", EmptyDocumentError),
    ("a.docx", b"", EmptyDocumentError),
    ("a.docx", as_docx([""]), EmptyDocumentError),
    ("a.pdf", as_pdf([[], []]), ScannedDocumentError),
    ("a.pdf", encrypted("user"), EncryptedDocumentError),
    ("a.pdf", encrypted("user", "AES-256"), EncryptedDocumentError),
    ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedDocumentError),
    ("a.doc", OLE, OldFormatError),
    ("a.wps", OLE, OldFormatError),
    ("a.docx", OLE, OldFormatError),
    ("a.rtf", b"{\\rtf1 a}", OldFormatError),
    ("a.doc", TEXT.encode(), OldFormatError),
    ("a.docx", as_docx(LINES)[:-600], BrokenDocumentError),
    ("a.docx", as_docx(LINES)[:100], BrokenDocumentError),
    ("a.docx", b"\x00\x01\x02", BrokenDocumentError),
    ("a.docx", zipped(word__document_xml=b"<w:document"), BrokenDocumentError),
    ("a.pdf", b"%PDF-1.5\n1 0 obj\n<< /Type", BrokenDocumentError),
    ("a.pdf", as_pdf([["\ufffd\ue000" * 9]]), BrokenDocumentError),
    ("a.pdf", as_pdf([[TEXT.encode("gbk")[:20].decode("utf-16-be")]]), BrokenDocumentError),
    ("a.txt", b"ab\x00\x00", UndecodableTextError),
    ("a.html", b"<html>\x00\xff\xff", UndecodableTextError),
    ("a.docx", as_pdf([LINES]), WrongSuffixError),
    ("a.pdf", as_docx(LINES), WrongSuffixError),
    ("a.txt", as_pdf([LINES]), WrongSuffixError),
    ("a.txt", as_html(LINES).encode(), WrongSuffixError),
    ("a.doc", as_html(LINES).encode(), WrongSuffixError),
    ("a.pdf", TEXT.encode(), WrongSuffixError),
    ("a.docx", zipped(xl__workbook_xml=b""), WrongSuffixError),
    ("a.docx", zipped(ppt__presentation_xml=b""), WrongSuffixError),
    ("a.docx", zipped(a_txt=b""), WrongSuffixError),
    ("a.docx", with_locked_parts(as_docx(LINES)), EncryptedDocumentError),
]


@pytest.mark.parametrize(
    ("name", "raw", "error"),
    REFUSED,
    ids=[f"{number}-{name}" for number, (name, _, _) in enumerate(REFUSED)],
)
def test_what_cannot_be_read_is_one_error_in_both_languages(
    tmp_path: Path, name: str, raw: bytes, error: type[LoaderError]
) -> None:
    path = written(tmp_path, name, raw)

    with pytest.raises(LoaderError) as caught:
        read_document(path)

    assert type(caught.value) is error
    assert str(path) in caught.value.zh
    assert str(path) in caught.value.en
    assert caught.value.file == str(path)


def test_a_missing_file_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError):
        read_document(tmp_path / "没有.docx")


def test_a_pdf_cut_in_half_is_read_as_far_as_it_goes_or_refused(tmp_path: Path) -> None:
    whole = as_pdf([LINES] * 20)
    for part in range(1, 10):
        path = written(tmp_path, "a.pdf", whole[: len(whole) * part // 10])
        try:
            text = read_document(path).text
        except (BrokenDocumentError, ScannedDocumentError):
            continue
        assert set(filter(None, text.replace("\f", "").split("\n"))) <= set(LINES)


def test_what_unpacks_too_far_is_refused_with_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docx, "UNPACKED_MAX", 2)  # a bomb of the real limit takes seconds to make
    bomb = zipped(word__document_xml=bytes(3 * 1024 * 1024))

    with pytest.raises(TooLargeError) as caught:
        read_document(written(tmp_path, "a.docx", bomb))

    assert "2 MB" in caught.value.zh
    assert caught.value.limit == 2


@pytest.mark.parametrize("name", ["word__documents_xml", "word__styles_xml"])
def test_a_word_package_without_its_text_is_damaged_and_no_zip_file(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(BrokenDocumentError, match="docx"):
        read_document(written(tmp_path, "a.docx", zipped(**{name: b"<a/>"})))


def test_a_part_that_cannot_be_as_long_as_it_says_is_damaged_and_not_large(tmp_path: Path) -> None:
    raw = bytearray(as_docx(LINES))
    entry = raw.rfind(b"PK\x01\x02")
    raw[entry + 24 : entry + 28] = (1 << 30).to_bytes(4, "little")  # length of the unpacked part

    with pytest.raises(BrokenDocumentError):
        read_document(written(tmp_path, "a.docx", bytes(raw)))


def test_a_file_that_is_too_large_is_not_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(document, "FILE_MAX", 1)
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a sparse file: its size alone, none of it on the disk

    with pytest.raises(TooLargeError):
        read_document(path)


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PAGES_MAX", 2)

    with pytest.raises(TooLargeError, match="2 页"):
        read_document(written(tmp_path, "a.pdf", as_pdf([LINES] * 3)))


def test_an_entity_that_names_itself_many_times_is_not_expanded(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'

    with pytest.raises(BrokenDocumentError):
        read_document(written(tmp_path, "a.docx", zipped(word__document_xml=bomb)))
