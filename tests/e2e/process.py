"""The command line as a real process (真实进程)."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

__all__ = ["PATIENCE", "Custody", "Served", "eventually", "keepers"]

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0


def eventually(holds: Callable[[], bool], otherwise: str, seconds: float = PATIENCE) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError(otherwise)
        time.sleep(0.05)


def keepers(folder: Path) -> list[psutil.Process]:
    """Return the processes that keep an engine over a folder."""
    found = []
    for process in psutil.process_iter():
        try:
            line = process.cmdline()
        except psutil.Error:
            continue
        if "graph.store.keeper" in line and str(folder) in line:
            found.append(process)
    return found


@dataclass(frozen=True, slots=True)
class Custody:
    """Runs ``custody`` over a data folder of its own."""

    data: Path
    environ: Mapping[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """Return an environment without settings of the machine's own."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("NEO4J_", "CUSTODY_"))}
        return {
            **kept,
            "CUSTODY_DATA": str(self.data),
            "PYTHONPATH": str(ROOT),
            **self.environ,
        }

    def command(self, *arguments: str) -> list[str]:
        """Return the command line."""
        return [sys.executable, "-m", "server", *arguments]

    def __call__(self, *arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
        """Run a command to its end."""
        return subprocess.run(  # noqa: S603 - our own module, no shell
            self.command(*arguments),
            cwd=self.data.parent,
            env=self.environment(),
            input=given,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def start(self, *arguments: str) -> "Served":
        """Start a command that serves, in a process group of its own."""
        path = self.data.parent / f"out-{time.monotonic_ns()}.txt"
        with path.open("w") as out:
            process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                self.command(*arguments),
                cwd=self.data.parent,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
        return Served(process, path)


@dataclass(frozen=True, slots=True)
class Served:
    """A command that serves."""

    process: "subprocess.Popen[str]"
    out: Path

    def said(self) -> str:
        """Return all that it has said so far."""
        return self.out.read_text(encoding="utf-8")

    def url(self) -> str:
        """Wait until it says where it listens, and return that."""
        eventually(lambda: "/graphql" in self.said() or self.ended(), "it did not start")
        lines = [line for line in self.said().splitlines() if line.endswith("/graphql")]
        assert lines, self.said()
        return lines[0].split()[-1].removesuffix("/graphql")

    def ended(self) -> bool:
        """Tell whether it has ended."""
        return self.process.poll() is not None
