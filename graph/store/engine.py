"""The embedded engine (内嵌引擎): attach to the one that runs over a folder, or start it.

It runs in a process of its own (`graph.store.keeper`), apart from the terminal, and ends
with the last process that needs it.
"""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from filelock import Timeout

from graph.store.errors import DataFolderError, EngineStartError
from graph.store.folder import DATABASE, USER, DataFolder, EngineRecord, Secret
from graph.store.lease import take_lease
from graph.store.own_process import own_environment
from graph.store.writes import Writes

__all__ = ["EmbeddedEngine"]

_TICK: Final = 0.03
_PATIENCE: Final = 180.0
"""Longest time a start may take [s]: after a crash a large store is recovered first."""

_TAIL: Final = 12


class EmbeddedEngine:
    """A running embedded engine that this process keeps alive (内嵌引擎)."""

    database: Final = DATABASE

    def __init__(
        self, *, lease: socket.socket, record: EngineRecord, secret: Secret, folder: DataFolder
    ) -> None:
        self._lease, self._folder = lease, folder
        self._secret = secret
        self.record = record

    @classmethod
    def attach(
        cls, data_folder: Path, *, on_wait: Callable[[float], None] | None = None
    ) -> "EmbeddedEngine":
        """Attach to the engine over a folder; start it if it does not run.

        Args:
            data_folder: Where the graph is kept; made if it is not there.
            on_wait: Called again and again, with the seconds waited so far, while a start lasts.

        Raises:
            DataFolderError: If the folder cannot be written to.
            ForeignDataFolderError: If it holds something that Custody did not make.
            EngineStartError: If the engine does not start.
        """
        folder = DataFolder(data_folder.absolute())
        folder.prepare()
        patience = _Patience(folder, on_wait)
        with _alone(folder, patience):
            process: subprocess.Popen[bytes] | None = None
            while True:
                if folder.is_kept():
                    if (engine := cls._attached(folder)) is not None:
                        return engine
                elif process is None:
                    process = _launch(folder)
                elif process.poll() is not None:
                    raise EngineStartError(folder.log, _tail(folder))
                patience.tick()

    @classmethod
    def _attached(cls, folder: DataFolder) -> "EmbeddedEngine | None":
        """Take a lease, unless the engine is not ready yet or about to end."""
        record, secret = folder.record(), folder.secret()
        if record is None or secret is None:
            return None
        lease = take_lease(record.lease_port, secret.token)
        if lease is None:
            return None
        return cls(lease=lease, record=record, secret=secret, folder=folder)

    @property
    def bolt_uri(self) -> str:
        """Where it takes statements."""
        return f"bolt://127.0.0.1:{self.record.bolt_port}"

    @property
    def auth(self) -> tuple[str, str]:
        """User name and password."""
        return (USER, self._secret.password)

    @property
    def writes(self) -> Writes:
        """Where the writes to it are counted."""
        return Writes(self._folder.path, self.record.name)

    def release(self) -> None:
        """Say that this process needs it no more."""
        self._lease.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


class _Patience:
    """Waits in small steps, and not for ever."""

    def __init__(self, folder: DataFolder, on_wait: Callable[[float], None] | None) -> None:
        self._folder = folder
        self._on_wait = on_wait
        self._began = time.monotonic()

    def tick(self) -> None:
        waited = time.monotonic() - self._began
        if waited > _PATIENCE:
            raise EngineStartError(self._folder.log, _tail(self._folder))
        if self._on_wait is not None:
            self._on_wait(waited)
        time.sleep(_TICK)


@contextmanager
def _alone(folder: DataFolder, patience: _Patience) -> Iterator[None]:
    """Let one process at a time start the engine or attach to it."""
    lock = folder.start_lock
    while True:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            patience.tick()
        except OSError as error:
            raise DataFolderError(folder.path, error.strerror or str(error)) from error
        else:
            break
    try:
        yield
    finally:
        lock.release()


def _launch(folder: DataFolder) -> subprocess.Popen[bytes]:
    """Start a keeper that shares neither terminal nor pipes with this process."""
    with folder.log.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [sys.executable, "-P", "-m", "graph.store.keeper", str(folder.path)],
            cwd=folder.path,
            env=own_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
            | getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    # It outlives this call, and often this process: reap it if it does not.
    threading.Thread(target=process.wait, name="keeper-reaper", daemon=True).start()
    return process


def _tail(folder: DataFolder) -> str:
    try:
        lines = folder.log.read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return ""
    return "\n".join([line for line in lines if line.strip()][-_TAIL:])
