"""Reader of plain text files (纯文本读取): the encodings that Chinese offices use.

UTF-8 with or without a byte order mark, UTF-16 with one, and GB18030 (which holds GBK and
GB 2312). Line ends stay as they are. A file that is none of these is refused, never mended.
"""

import codecs
import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from loaders.errors import LoaderError
from loaders.layer import TextLayer

__all__ = [
    "SourceText",
    "UndecodableTextError",
    "UnreadableFileError",
    "decoded",
    "encoding_of",
    "read_bytes",
    "read_text",
]

MEDIA_TYPE: Final = "text/plain"

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# GB18030 reads by chance as UTF-8 of two bytes, hardly ever as so many characters of three.
_PROOF_OF_UTF8: Final = 4
_THREE_BYTES: Final = "\u0800"
_LAYOUT: Final = frozenset("\t\n\r\f\v\x1a")
_NO_TEXT: Final = frozenset({"Cc", "Cn"})
_BLOCK: Final = 1 << 20
_PRIVATE, _PRIVATE_FEW, _PRIVATE_SHARE = "Co", 2, 0.01


class UndecodableTextError(LoaderError):
    """The bytes of a file are not text in a known encoding (无法识别的文本编码).

    Attributes:
        offset: First byte that does not fit, counted from 0.
    """

    def __init__(self, file: str, offset: int, value: str) -> None:
        self.offset = offset
        super().__init__(
            zh=f"文件“{file}”第 {offset} 字节处（{value}）无法识别，"
            "请另存为 UTF-8 或 GB18030 文本后重新装载。",
            en=f"“{file}” cannot be decoded at byte {offset} ({value}); "
            "save it as UTF-8 or GB18030 text and load it again.",
            file=file,
            location=(offset, offset + 1),
            value=value,
            expected="UTF-8, UTF-16 (BOM), GB18030",
        )


class UnreadableFileError(LoaderError):
    """A file is missing or may not be read (文件无法打开).

    Attributes:
        reason: What the system says.
    """

    def __init__(self, file: str, reason: str) -> None:
        self.reason = reason
        super().__init__(
            zh=f"文件“{file}”无法打开（{reason}），请检查路径和权限。",
            en=f"“{file}” cannot be opened ({reason}); check the path and its permissions.",
            file=file,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The text of one file (来源文本).

    Attributes:
        path: Where the file lies.
        sha256: SHA-256 of its raw bytes, hexadecimal.
        media_type: Media type.
        encoding: Python name of the encoding that fits; None where the format has its own.
        layer: Its characters in reading order without the byte order mark, line ends as they
            stand, and the way back to the file.
        unread: Pages that show pictures and no text, by what a person calls them.
    """

    path: Path
    sha256: str
    media_type: str = MEDIA_TYPE
    encoding: str | None = None
    layer: TextLayer
    unread: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its characters in reading order."""
        return self.layer.text


def read_text(path: Path) -> SourceText:
    """Read a plain text file (读取文本文件).

    Raises:
        UndecodableTextError: If the bytes are not text; it names the first offending byte.
        UnreadableFileError: If the file is missing or may not be read.
    """
    raw = read_bytes(path)
    encoding, text = decoded(raw, str(path))
    digest = hashlib.sha256(raw).hexdigest()
    return SourceText(path=path, sha256=digest, encoding=encoding, layer=TextLayer(text=text))


def encoding_of(path: Path) -> tuple[str, str]:
    """Return encoding and SHA-256 of a text file, which is read block by block.

    Raises:
        UndecodableTextError: If the bytes are not text; it names the first offending byte.
        UnreadableFileError: If the file is missing or may not be read.
    """
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            for encoding, skip in _candidates(path):
                file.seek(skip)
                if _is_text(file, encoding):
                    return encoding, sha256
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or type(error).__name__) from error
    return read_text(path).encoding or "utf-8", sha256  # it tells what is in doubt, and where


def _candidates(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the encodings that a file may have, and where its text begins."""
    start = read_bytes(path, most=_BLOCK)
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            yield encoding, len(mark)
            return
    yield "utf-8", 0
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.start < len(start) - 3 and not _is_broken_utf8(start, fault.start):
            yield "gb18030", 0


def _is_text(file: BinaryIO, encoding: str) -> bool:
    """Tell whether the rest of a file is text without a doubtful character, as it mostly is."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(_BLOCK):
            if _doubtful(decoder.decode(block)):
                return False
        return not decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False


def _doubtful(text: str) -> bool:
    kinds = {unicodedata.category(character) for character in set(text) - _LAYOUT}
    return not kinds.isdisjoint({*_NO_TEXT, _PRIVATE})


def read_bytes(path: Path, *, most: int | None = None) -> bytes:
    """Return the bytes of a file, of a larger one `most` and one more.

    Raises:
        UnreadableFileError: If the file is missing or may not be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(-1 if most is None else most + 1)
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or type(error).__name__) from error


def decoded(raw: bytes, file: str, *, fallback: str = "gb18030") -> tuple[str, str]:
    """Return encoding and text; a mark decides, else UTF-8 comes before the fallback.

    Args:
        raw: The bytes.
        file: Name for the error.
        fallback: Encoding to take where there is no mark and the bytes are not UTF-8.

    Raises:
        UndecodableTextError: If the bytes are not text; it names the first offending byte.
    """
    encoding, text = _decoded(raw, file, fallback)
    _refuse_binary(text, encoding, raw, file)
    return encoding, text


def _decoded(raw: bytes, file: str, fallback: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding, _strict(raw, encoding, file, skip=len(mark))
    try:
        return "utf-8", raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        if _is_broken_utf8(raw, fault.start):
            raise UndecodableTextError(file, fault.start, _hex(raw, fault.start)) from fault
    return fallback, _strict(raw, fallback, file)


def _strict(raw: bytes, encoding: str, file: str, *, skip: int = 0) -> str:
    try:
        return raw[skip:].decode(encoding)
    except UnicodeDecodeError as fault:
        offset = skip + fault.start
        raise UndecodableTextError(file, offset, _hex(raw, offset)) from fault


def _is_broken_utf8(raw: bytes, fault: int) -> bool:
    good = [character for character in raw[:fault].decode("utf-8") if not character.isascii()]
    long = sum(character >= _THREE_BYTES for character in good)
    return long >= _PROOF_OF_UTF8 and long > len(good) - long


def _refuse_binary(text: str, encoding: str, raw: bytes, file: str) -> None:
    """Refuse control and unassigned characters: the sign of a binary or misread file.

    A few characters of private use are bullets or icons of a font; many are a misreading.
    """
    if not _doubtful(text):
        return
    private = 0
    for position, character in enumerate(text):
        kind = "" if character in _LAYOUT else unicodedata.category(character)
        private += kind == _PRIVATE
        if kind in _NO_TEXT or private > _PRIVATE_FEW + _PRIVATE_SHARE * len(text):
            skip = next((len(mark) for mark, _ in _MARKS if raw.startswith(mark)), 0)
            offset = skip + len(text[:position].encode(encoding))
            raise UndecodableTextError(file, offset, _hex(raw, offset))


def _hex(raw: bytes, offset: int) -> str:
    return f"0x{raw[offset]:02X}"
