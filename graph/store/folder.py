"""The data folder of the embedded engine (数据目录): what lies in it, and whose it is.

The engine's own files are in ``arcadedb``; beside them are the marker that says that
Custody made the folder, the secret, the record of the running engine, counts of writes, locks and
a log.
"""

import json
import os
import secrets
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from graph.store.errors import DataFolderError, ForeignDataFolderError

__all__ = ["DATABASE", "USER", "DataFolder", "EngineRecord", "Secret"]

DATABASE: Final = "custody"
USER: Final = "root"

_KEYS: Final = ("token-private.pem", "token-public.pem")
"""Keys of local tokens, which may be issued before the folder is made ours."""
_MARK: Final = {"made_by": "custody", "engine": "arcadedb", "format": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What a user of the engine must know (口令): shown to nobody, readable by its owner."""

    password: str = field(repr=False)
    token: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineRecord:
    """The engine that runs in a folder (运行记录).

    Attributes:
        pid: Its process.
        bolt_port: Where it takes statements.
        http_port: Where it takes administrative commands, such as a backup.
        lease_port: Where its users say that they need it.
        started: When it was ready, in UTC.
    """

    pid: int
    bolt_port: int
    http_port: int
    lease_port: int
    started: str

    @property
    def name(self) -> str:
        """What tells it from the engines that ran there before."""
        return f"{self.pid}-{self.bolt_port}-{self.lease_port}"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A folder that holds a graph (数据目录)."""

    path: Path

    @property
    def root(self) -> Path:
        """Where the engine keeps its own files."""
        return self.path / "arcadedb"

    @property
    def log(self) -> Path:
        """What the engine said since it was started."""
        return self.path / "keeper.log"

    @property
    def start_lock(self) -> FileLock:
        """Held by a process while it starts the engine or attaches to it."""
        return FileLock(self.path / "start.lock")

    @property
    def keeper_lock(self) -> FileLock:
        """Held by the keeper of the engine as long as it lives."""
        return FileLock(self.path / "keeper.lock")

    def is_kept(self) -> bool:
        """Tell whether a keeper lives; the lock goes with its process, however that ends."""
        try:
            with self.keeper_lock.acquire(timeout=0):
                return False
        except Timeout:
            return True

    def prepare(self) -> None:
        """Make the folder ours, or see that it is.

        Raises:
            DataFolderError: If it cannot be written to.
            ForeignDataFolderError: If it holds something that Custody did not make.
        """
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._claim()
        except OSError as error:
            raise DataFolderError(self.path, error.strerror or str(error)) from error

    def _claim(self) -> None:
        marker = self.path / "custody.json"
        if not marker.exists():
            ours = ("start.lock", "custody.json", "custody.log", *_KEYS)
            found = sorted(p.name for p in self.path.iterdir() if not p.name.startswith(ours))
            if found and not marker.exists():
                raise ForeignDataFolderError(self.path, found[0])
            _write(marker, json.dumps(_MARK))
        elif _parsed(marker) != _MARK:
            raise ForeignDataFolderError(self.path, marker.name)

    def secret(self) -> Secret | None:
        """Return the secret, if there is one."""
        found = _parsed(self.path / "engine.secret")
        try:
            return Secret(**found) if isinstance(found, dict) else None
        except TypeError:
            return None

    def make_secret(self) -> Secret:
        """Make a new secret; the engine then forgets the users it knew."""
        secret = Secret(password=secrets.token_urlsafe(24), token=secrets.token_urlsafe(24))
        (self.root / "config" / "server-users.jsonl").unlink(missing_ok=True)
        _write(self.path / "engine.secret", json.dumps(asdict(secret)))
        return secret

    def record(self) -> EngineRecord | None:
        """Return the record of the running engine; only to be trusted while a keeper lives."""
        found = _parsed(self.path / "engine.json")
        try:
            return EngineRecord(**found) if isinstance(found, dict) else None
        except TypeError:
            return None

    def announce(self, record: EngineRecord) -> None:
        """Say that the engine is ready."""
        _write(self.path / "engine.json", json.dumps(asdict(record)))

    def withdraw(self) -> None:
        """Say that no engine is ready."""
        (self.path / "engine.json").unlink(missing_ok=True)


def _parsed(path: Path) -> Any:
    """Return what a file holds; None if there is none or it was cut short."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None


def _write(path: Path, text: str) -> Path:
    """Write a file that only its owner may read, at once and whole."""
    draft = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.draft")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    return draft.replace(path)
