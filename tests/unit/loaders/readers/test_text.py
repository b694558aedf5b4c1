"""Plain text files: the encoding is recognised, or the offending byte is named."""

import codecs
import hashlib
from pathlib import Path

import pytest

from graph.errors import CustodyError
from loaders.errors import LoaderError
from loaders.readers.text import UndecodableTextError, UnreadableFileError, read_text

SENTENCE = "甲园区成为首批安全托管试点，引入“安全管家”乙公司。\r\n共12家。\n"


def written(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (SENTENCE.encode(), "utf-8"),
        (codecs.BOM_UTF8 + SENTENCE.encode(), "utf-8"),
        (SENTENCE.encode("gb18030"), "gb18030"),
        (SENTENCE.encode("gbk"), "gb18030"),
        (codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), "utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "gbk", "utf-16-le", "utf-16-be"],
)
def test_every_office_encoding_gives_the_same_text(
    tmp_path: Path, raw: bytes, encoding: str
) -> None:
    path = written(tmp_path / "甲.txt", raw)

    source = read_text(path)

    assert source.text == SENTENCE
    assert source.encoding == encoding
    assert source.sha256 == hashlib.sha256(raw).hexdigest()
    assert source.path == path


def test_four_byte_gb18030_characters_are_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "㙍阳镇".encode("gb18030"))

    assert read_text(path).text == "㙍阳镇"


def test_gb18030_that_begins_like_utf8_is_read(tmp_path: Path) -> None:
    text = "业强之一主要生产年产。"  # its first eight bytes are valid UTF-8
    path = written(tmp_path / "a.txt", text.encode("gb18030"))

    assert read_text(path).text == text


def test_bullets_of_a_font_are_no_sign_of_a_binary_file_but_many_are(tmp_path: Path) -> None:
    bullets = "\uf0b7 加强检查\n\uf0b7 落实整改\n"

    assert read_text(written(tmp_path / "a.txt", bullets.encode())).text == bullets
    with pytest.raises(UndecodableTextError):
        read_text(written(tmp_path / "b.txt", ("\uf0b7" * 20).encode()))


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    assert not read_text(written(tmp_path / "a.txt", b"")).text


def test_damaged_utf8_is_refused_at_its_byte_and_not_read_as_gb18030(tmp_path: Path) -> None:
    good = "甲园区安全托管".encode()
    path = written(tmp_path / "a.txt", good + b"\xff" + good)

    with pytest.raises(UndecodableTextError) as caught:
        read_text(path)

    assert caught.value.offset == len(good)
    assert caught.value.location == (len(good), len(good) + 1)
    assert caught.value.file == str(path)
    assert str(len(good)) in caught.value.zh
    assert str(len(good)) in caught.value.en


def test_bytes_of_no_encoding_are_refused_at_their_place(tmp_path: Path) -> None:
    good = "甲区".encode("gb18030")

    with pytest.raises(UndecodableTextError) as caught:
        read_text(written(tmp_path / "a.txt", good + b"\xff\xff"))

    assert caught.value.offset == len(good)


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UndecodableTextError) as caught:
        read_text(written(tmp_path / "a.doc", b"ab\x00\x00"))

    assert caught.value.offset == 2


def test_half_a_utf16_character_is_refused(tmp_path: Path) -> None:
    raw = codecs.BOM_UTF16_LE + "甲".encode("utf-16-le") + b"\x01"

    with pytest.raises(UndecodableTextError) as caught:
        read_text(written(tmp_path / "a.txt", raw))

    assert caught.value.offset == 4


def test_a_missing_file_is_a_loader_error_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_text(tmp_path / "none.txt")

    assert isinstance(caught.value, LoaderError)
    assert isinstance(caught.value, CustodyError)
    assert caught.value.reason
