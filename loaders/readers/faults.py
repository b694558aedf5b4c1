"""What can be wrong with a document file (文档文件错误), each with what to do about it."""

from typing import Literal

from loaders.errors import LoaderError

__all__ = [
    "BrokenDocumentError",
    "EmptyDocumentError",
    "EncryptedDocumentError",
    "OldFormatError",
    "ScannedDocumentError",
    "TooLargeError",
    "WrongSuffixError",
]


class EmptyDocumentError(LoaderError):
    """A document has no words (文档没有文字)."""

    def __init__(self, file: str) -> None:
        super().__init__(
            zh=f"文档“{file}”没有文字，请检查文件是否完整；若内容是图片，请先做文字识别再导入。",
            en=f"“{file}” has no words; check that it is complete. If it holds pictures of text, "
            "have them recognised (OCR) first.",
            file=file,
        )


class ScannedDocumentError(LoaderError):
    """A PDF shows pictures of pages and has no text layer (扫描件没有文字层).

    Attributes:
        pages: Number of its pages.
    """

    def __init__(self, file: str, pages: int) -> None:
        self.pages = pages
        super().__init__(
            zh=f"PDF“{file}”共 {pages} 页，都没有文字层（像是扫描件），"
            "请先做文字识别（OCR），另存为带文字层的 PDF 后重新导入。",
            en=f"None of the {pages} pages of “{file}” has a text layer (it looks scanned); "
            "run text recognition (OCR), save it with its text layer and load it again.",
            file=file,
            expected="PDF with a text layer",
        )


class EncryptedDocumentError(LoaderError):
    """A document is locked with a password (文档已加密)."""

    def __init__(self, file: str) -> None:
        super().__init__(
            zh=f"文档“{file}”已加密，请用密码打开，取消密码后另存，再重新导入。",
            en=f"“{file}” is encrypted; open it with its password, save it without one and load "
            "it again.",
            file=file,
        )


class OldFormatError(LoaderError):
    """A document is in a format of old word processors (旧版文字处理格式).

    Attributes:
        format: What it is.
    """

    def __init__(self, file: str, format_name: str) -> None:
        self.format = format_name
        super().__init__(
            zh=f"文档“{file}”是 {format_name} 格式，不能直接读取，"
            "请用 Word 或 WPS 打开后另存为 .docx 再导入。",
            en=f"“{file}” is in the format {format_name}, which cannot be read; open it in Word "
            "or WPS, save it as .docx and load that.",
            file=file,
            value=format_name,
            expected=".docx",
        )


class WrongSuffixError(LoaderError):
    """The name of a file says one thing and its content another (扩展名与内容不符).

    Attributes:
        found: Suffix that the content should have.
    """

    def __init__(self, file: str, suffix: str, found: str) -> None:
        self.found = found
        super().__init__(
            zh=f"文件“{file}”的扩展名是 {suffix}，内容却是 {found}，"
            f"请核对文件，把扩展名改为 {found} 后重新导入。",
            en=f"“{file}” is named {suffix} but its content is {found}; check the file, rename it "
            f"to {found} and load it again.",
            file=file,
            value=suffix,
            expected=found,
        )


class BrokenDocumentError(LoaderError):
    """A document is cut off or damaged (文档不完整或已损坏).

    Attributes:
        format: What it should be.
        reason: What the reader says.
    """

    def __init__(self, file: str, format_name: str, reason: str) -> None:
        self.format = format_name
        self.reason = reason
        super().__init__(
            zh=f"{format_name} 文档“{file}”不完整或已损坏（{reason}），"
            "请重新取得文件，或打开后另存一份，再导入。",
            en=f"The {format_name} document “{file}” is cut off or damaged ({reason}); get it "
            "anew, or open it and save a copy, and load that.",
            file=file,
            value=reason,
            expected=format_name,
        )


class TooLargeError(LoaderError):
    """A file, or what it unpacks to, is larger than is read (文件过大).

    Attributes:
        limit: Largest size that is read [MB], or number of pages.
        unit: Which of the two.
    """

    def __init__(self, file: str, limit: int, unit: Literal["MB", "pages"] = "MB") -> None:
        self.limit = limit
        self.unit = unit
        most = f"{limit} {'MB' if unit == 'MB' else '页'}"
        super().__init__(
            zh=f"文件“{file}”（或解压后）超过 {most}的上限，没有读取，"
            "请删去其中的图片和附件，或拆成几份后导入。",
            en=f"“{file}” is, or unpacks to, more than the limit of {limit} {unit} and was not "
            "read; take out pictures and attachments, or split it, and load that.",
            file=file,
            expected=f"≤ {limit} {unit}",
        )
