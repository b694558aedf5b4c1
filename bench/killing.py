"""Killing a load (中断恢复): cut off at random moments and begun again, it ends in the same graph.

Each round loads into a store of its own in a process that is killed with SIGKILL, loads once more
to the end, and compares the digest of a canonical export with that of an undisturbed load.

Run: ``python -m bench.killing FILE_OR_FOLDER [ROUNDS] [SEED]``.
"""

import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["main"]


def main(source: str, rounds: int = 20, seed: int = 0) -> None:
    """Kill and repeat; print each moment and whether the graph came out the same."""
    chance = random.Random(seed)  # noqa: S311 - picks moments, no secret
    with TemporaryDirectory(prefix="custody-bench-") as folder:
        began = time.monotonic()
        _load(Path(folder), source)
        whole = time.monotonic() - began
        expected = _digest(Path(folder))
    print(f"undisturbed: {whole:.1f} s, {expected[:16]}")
    same = sum(_round(source, chance.uniform(0.0, whole), expected) for _ in range(rounds))
    print(f"{same} of {rounds} rounds end in the same graph")


def _round(source: str, after: float, expected: str) -> bool:
    with TemporaryDirectory(prefix="custody-bench-", ignore_cleanup_errors=True) as folder:
        killed = _load(Path(folder), source, kill_after=after)
        _load(Path(folder), source)
        same = _digest(Path(folder)) == expected
    state = "killed" if killed else "had ended"
    print(f"{after:6.1f} s: {state}, {'same' if same else 'DIFFERENT'}", flush=True)
    return same


def _load(folder: Path, source: str, *, kill_after: float | None = None) -> bool:
    """Load into the store in a folder; tell whether it was killed on the way."""
    process = _custody(folder, "load", source)
    try:
        process.wait(kill_after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def _digest(folder: Path) -> str:
    """Return the digest of all that an export writes, its lines in an order of their own."""
    out = folder / "export"
    _custody(folder, "export", str(out)).wait()
    digest = hashlib.sha256()
    for path in sorted(out.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode())
            digest.update(b"".join(sorted(path.read_bytes().splitlines(keepends=True))))
    return digest.hexdigest()


def _custody(folder: Path, *command: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "CUSTODY_DATA": str(folder / "data")}
    return subprocess.Popen(  # noqa: S603 - our own commands
        [sys.executable, "-m", "server", *command],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main(sys.argv[1], *(int(argument) for argument in sys.argv[2:]))
