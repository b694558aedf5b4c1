"""What it costs to begin (启动开销): processor time of whole commands, of two trees in turn.

``python -m bench.starting OTHER_TREE ROUNDS``; the engine is a process of its own and not counted.
"""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

__all__ = ["main"]

_HERE: Final = Path(__file__).resolve().parents[1]
_REGISTER: Final = "企业.csv"
_COMMANDS: Final = {
    "--help": ["--help"],
    "template": ["template"],
    "status": ["status", "--data", "data"],
    "query": ["query", "asked.graphql", "--data", "data"],
    "load": ["load", _REGISTER, "--data", "data", "--dry-run"],
    "review": ["review", "--data", "data"],
    "extract": ["extract", "总结.txt"],
}


def main(arguments: list[str]) -> None:
    """Print for each command the processor time [s] in the other tree, here, and the ratio."""
    other, rounds = Path(arguments[0]).resolve(), int(arguments[1])
    with TemporaryDirectory() as folder:
        _lay_down(Path(folder))
        for name, command in _COMMANDS.items():
            took: dict[Path, list[float]] = {other: [], _HERE: []}
            _seconds(_HERE, command, folder)  # the engine starts with the first, and code is kept
            _seconds(other, command, folder)
            for _ in range(rounds):
                for tree, times in took.items():
                    times.append(_seconds(tree, command, folder))
            before, now = median(took[other]), median(took[_HERE])
            print(f"{name:10} {before:6.2f} {now:6.2f} {now / before:6.2f}", flush=True)


def _lay_down(folder: Path) -> None:
    (folder / "asked.graphql").write_text("{ parks(first: 1) { nodes { name } } }")
    (folder / _REGISTER).write_text("企业名称\n甲化工有限公司\n", encoding="utf-8")
    (folder / "总结.txt").write_text("甲区开展专项整治，检查企业12家。", encoding="utf-8")


def _seconds(tree: Path, command: list[str], folder: str) -> float:
    """Return the processor time of a command [s]."""
    begun = subprocess.Popen(  # noqa: S603 - this Python, and commands of this file
        [sys.executable, "-m", "server", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(tree)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, used = os.wait4(begun.pid, 0)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main(sys.argv[1:])
