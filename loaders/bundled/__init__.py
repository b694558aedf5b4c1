"""Registers that come with Custody (随附登记册): a real district, and published worked examples.

Each row names in its column 出处 where it was taken from.
"""

from importlib.resources import files
from pathlib import Path

__all__ = ["bundled_paths", "bundled_title"]


def bundled_paths() -> tuple[Path, ...]:
    """Return the folders of the bundled registers, in the order of their names."""
    return tuple(sorted(path for path in _root().iterdir() if any(path.glob("*.csv"))))


def bundled_title(path: Path) -> str | None:
    """Return what a bundled register is called, apart from a user's own; None for any other file.

    >>> bundled_title(bundled_paths()[0] / "10_parks.csv")
    'bundled/gb18218_examples/10_parks.csv'
    """
    root, file = _root(), path.resolve()
    return f"bundled/{file.relative_to(root).as_posix()}" if file.is_relative_to(root) else None


def _root() -> Path:
    return Path(str(files(__name__))).resolve()
