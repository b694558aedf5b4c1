"""A million rows (百万行): the registers of EPA's plans, copied so often that they make so many.

Each copy is of facilities of its own: their numbers begin with that of the copy, and their names
end with it; what they hold is the same. The set is loaded by the command itself, with its default
settings. What was measured is in ``bench/load.md``.

Run: ``python -m bench.million TARGET [--times N] [--source FOLDER]``, and then
``CUSTODY_DATA=… custody load TARGET``.
"""

import argparse
import csv
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

__all__ = ["copied", "main"]

_FOLDER: Final = Path(__file__).resolve().parents[2] / "shared/data/registers/us_rmp"
_KEY: Final = "epa_facility_id"


def main(arguments: Sequence[str]) -> None:
    """Write the copies, and print how many rows they are."""
    parser = argparse.ArgumentParser(prog="bench.million")
    parser.add_argument("target", type=Path)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--source", type=Path, default=_FOLDER)
    given = parser.parse_args(arguments)
    given.target.mkdir(parents=True, exist_ok=True)
    paths = sorted(given.source.glob("*.csv"))
    rows = sum(_copy(path, given.target / path.name, given.times) for path in paths)
    print(f"{rows} rows in {given.target}")


def _copy(source: Path, target: Path, times: int) -> int:
    """Copy a register that speaks of facilities by their numbers; return how many rows it makes."""
    with source.open(encoding="utf-8", newline="") as file:
        heading, *rows = (row for row in csv.reader(file) if row)
    if heading[0] != _KEY:
        return 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        for time in range(times):
            writer.writerows(copied(heading, row, time) for row in rows)
    return times * len(rows)


def copied(heading: Sequence[str], row: Sequence[str], time: int) -> list[str]:
    """Return a row as it is the first time, and of another facility each time after.

    >>> copied(["epa_facility_id", "facility_name", "chemical_name"], ["12", "Plant", "Ammonia"], 3)
    ['312', 'Plant 3', 'Ammonia']
    """
    if not time:
        return list(row)
    return [
        _of_copy(name, said, time) if said else said
        for name, said in zip(heading, row, strict=True)
    ]


def _of_copy(name: str, said: str, time: int) -> str:
    if name.endswith("_id"):
        return f"{time}{said}"
    return f"{said} {time}" if "name" in name and "chemical" not in name else said


if __name__ == "__main__":
    main(sys.argv[1:])
