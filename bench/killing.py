"""Killing a load (中断恢复): cut off at random moments and begun again, it ends in the same graph.

Each round loads into an empty store in a process that is killed with SIGKILL, loads once more to
the end, and compares the digest of a canonical export, and of what waits for a person, with those
of an undisturbed load. The embedded engine has a folder for each round; Neo4j is one server that
lives on, emptied between rounds, as a server of the user's own does.

With ``--after`` an earlier edition is loaded before, to its end; what is killed is the later one.

Run: ``python -m bench.killing FILE_OR_FOLDER [--after FILE_OR_FOLDER] [--engine neo4j]
[--rounds 20] [--seed 0]``.
"""

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bench.engines import ENGINES, running

__all__ = ["Place", "digest_of", "loaded", "main", "places", "started"]


_COMMAND: Final = (sys.executable, "-m", "server")


class Place:
    """An empty store to load into (装载之处).

    Attributes:
        folder: For what is written beside it.
        environment: Variables that make the product's own process open it.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder, self.environment = folder, environment


def main(source: str, after: str | None, engine: str, rounds: int, seed: int) -> int:
    """Kill and repeat; print each moment and whether the graph came out the same."""
    before = [after] if after else []
    chance = random.Random(seed)  # noqa: S311 - picks moments, no secret
    with places(engine) as fresh:
        place = next(fresh)
        _loaded_all(place, before)
        began = time.monotonic()
        loaded(place, source)
        whole = time.monotonic() - began
        expected = digest_of(place)
        print(f"{engine}, undisturbed: {whole:.1f} s, {expected[:16]}", flush=True)
        moments = [chance.uniform(0.0, whole) for _ in range(rounds)]
        same = 0
        for moment in moments:
            place = next(fresh)
            _loaded_all(place, before)
            same += _round(place, source, moment, expected)
    print(f"{same} of {rounds} rounds end in the same graph")
    return 0 if same == rounds else 1


@contextmanager
def places(engine: str) -> Iterator[Iterator[Place]]:
    """Give one empty store after another."""
    if engine == "neo4j":
        with running(engine) as bench, _folder() as folder:
            # The first to open a server declares everything, which no later load waits for.
            started(Place(folder, bench.environment), "status").wait()

            def emptied() -> Iterator[Place]:
                for number in range(sys.maxsize):
                    bench.empty()
                    (folder / str(number)).mkdir()
                    yield Place(folder / str(number), bench.environment)

            yield emptied()
        return

    def new() -> Iterator[Place]:
        while True:
            with _folder() as folder:
                yield Place(folder, {"CUSTODY_DATA": str(folder / "data")})

    yield new()


@contextmanager
def _folder() -> Iterator[Path]:
    # A keeper of the embedded engine may still be writing when its folder goes.
    with TemporaryDirectory(prefix="custody-bench-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def loaded(place: Place, source: str, *, kill_after: float | None = None) -> bool:
    """Load into a store; tell whether it was killed on the way."""
    process = started(place, "load", source)
    try:
        process.wait(kill_after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True
    return False


def _loaded_all(place: Place, sources: Iterable[str]) -> None:
    for source in sources:
        loaded(place, source)


def digest_of(place: Place) -> str:
    """Return the digest of all that an export writes, its lines in an order of their own.

    Raises:
        RuntimeError: If it writes nothing, which would be like nothing.
    """
    out = place.folder / "export"
    started(place, "export", str(out)).wait()
    waiting = subprocess.run(  # noqa: S603 - our own commands
        [*_COMMAND, "review", "--json"],
        env={**os.environ, **place.environment},
        capture_output=True,
        check=False,
    )
    if not any(out.rglob("*.csv")):
        raise RuntimeError(f"nothing was exported to {out}")
    digest = hashlib.sha256(b"".join(sorted(waiting.stdout.splitlines(keepends=True))))
    for path in sorted(out.rglob("*")):
        if path.is_file():
            digest.update(path.name.encode())
            digest.update(b"".join(sorted(path.read_bytes().splitlines(keepends=True))))
    return digest.hexdigest()


def _round(place: Place, source: str, after: float, expected: str) -> bool:
    killed = loaded(place, source, kill_after=after)
    loaded(place, source)
    same = digest_of(place) == expected
    state = "killed" if killed else "had ended"
    print(f"{after:6.1f} s: {state}, {'same' if same else 'DIFFERENT'}", flush=True)
    return same


def started(place: Place, *command: str) -> subprocess.Popen[bytes]:
    """Start a command of the product over a store."""
    return subprocess.Popen(  # noqa: S603 - our own commands
        [*_COMMAND, *command],
        env={**os.environ, **place.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("source", help="file or folder")
    asked.add_argument("--after", help="an earlier edition, loaded before")
    asked.add_argument("--engine", choices=ENGINES, default=ENGINES[0])
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--seed", type=int, default=0)
    raise SystemExit(main(**vars(asked.parse_args())))
