"""Marked copies (标注副本): where they go, refused before anything is read, and written after."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from loaders.report import LoadReport
from loaders.sources import registers_in
from server.errors import MarkedOptionError
from server.writing import write_file

__all__ = ["copies_of", "write_copies"]


def copies_of(paths: Sequence[Path], marked: Path) -> Mapping[Path, Path]:
    """Return where the marked copy of each register goes: of one to a file, of several to a folder.

    Args:
        paths: Files and folders that are to be loaded.
        marked: File, or folder.

    Raises:
        MarkedOptionError: If there is no register, or one place would take several, or the
            register itself.
    """
    registers = registers_in(paths)
    if not registers:
        raise MarkedOptionError(
            marked, zh="没有可标注的登记册", en="there is no register whose cells could be marked"
        )
    alone = len(registers) == 1 and not marked.is_dir()
    if not alone and marked.suffix:
        raise MarkedOptionError(
            marked,
            zh=f"有 {len(registers)} 个登记册，请写一个文件夹，每个登记册各存一份副本",
            en=f"there are {len(registers)} registers; name a folder, which takes a copy of each",
        )
    found = {path: marked if alone else marked / f"{path.stem}.xlsx" for path in registers}
    taken = {path.resolve() for path in registers}
    if len(set(found.values())) < len(found) or any(p.resolve() in taken for p in found.values()):
        raise MarkedOptionError(
            marked,
            zh="副本会覆盖登记册原件或另一份副本，请另选位置，或分开导入同名文件",
            en="a copy would replace a register or another copy; name another place, or load files "
            "of one name apart",
        )
    return found


def write_copies(copies: Mapping[Path, Path], report: LoadReport) -> None:
    """Write the marked copy of each register.

    Raises:
        FileUnusableError: If one cannot be written.
    """
    if not copies:
        return
    from loaders.marking import marked_copy  # noqa: PLC0415 - large, and few loads ask for copies

    for register, copy in copies.items():
        content = BytesIO()
        marked_copy(register, report).save(content)
        copy.parent.mkdir(parents=True, exist_ok=True)
        write_file(copy, [content.getvalue()])
