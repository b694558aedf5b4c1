"""Keeper of the embedded engine (引擎看护进程): ``python -m graph.store.keeper DATA_FOLDER``.

The process holds the engine's JVM, so whatever ends the one ends the other. It lives as
long as somebody holds a lease on it, and shuts the engine down in order when it is told to.
"""

import asyncio
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, Final

import jpype
from arcadedb_embedded.server import ArcadeDBServer

from graph.store.ddl import arcadedb_statements
from graph.store.folder import DATABASE, DataFolder, EngineRecord, Secret
from graph.store.lease import Leases
from graph.store.writes import Writes

__all__ = ["main"]

_COMMAND_TIMEOUT: Final = 30_000
"""Longest time of one statement [ms]; the driver's own time-outs are not heard."""

_BEHIND: Final = 10
"""How far a thread stands back behind others, as `nice` counts."""

_JVM: Final = (
    "-Xrs",  # signals are ours
    "-Darcadedb.txWalFlush=2",  # a commit is on the disk
    "-Darcadedb.indexCompactionFullSeriesThreshold=0",  # see below
)
"""Arguments of the JVM.

Indexes are compacted piece by piece, and the pieces never made one. To do that, the engine clears
a table, as large as the commonest word is common, once for each word: it took minutes in the load
of a million rows, and whoever first recorded things of some type waited for it in vain. Of what it
would drop, entries that were deleted, there are next to none: what is recorded is retracted.
"""


def main(arguments: list[str]) -> None:
    """Keep an engine over the data folder that the one argument names."""
    folder = DataFolder(Path(arguments[0]))
    os.chdir(folder.path)  # the engine logs into ./log
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)
    with folder.keeper_lock.acquire(timeout=10):
        folder.withdraw()
        secret = folder.secret() or folder.make_secret()
        with _engine(folder, secret) as ports:
            asyncio.run(_keep(folder, secret, ports))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


@contextmanager
def _engine(folder: DataFolder, secret: Secret) -> Iterator[dict[str, int]]:
    """Start the engine, and stop it at the end, whatever that is."""
    server = ArcadeDBServer(
        root_path=str(folder.root),
        root_password=secret.password,
        config={
            "host": "127.0.0.1",
            "http_port": "0",  # any free port, as is the next
            "bolt_port": 0,
            "mode": "test",  # as production, but a refused statement is told why
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        },
        jvm_kwargs={"heap_size": _heap(), "jvm_args": _JVM},
    )
    try:
        server.start()
        _let_compiling_wait()
        _prepare(server)
        yield _ports(server)
    finally:
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)
        folder.withdraw()
        server.stop()


def _let_compiling_wait() -> None:
    """Let what the JVM compiles for the long run wait for what is asked now, where that is Linux.

    While it does, it takes half of the engine's processor time, and two cores are soon taken.
    Threads that it adds are begun by these, and wait as they do.
    """
    for task in Path("/proc/self/task").glob("*"):
        with suppress(OSError):  # a thread may end meanwhile
            if (task / "comm").read_text(encoding="utf-8").startswith("C2 "):
                stands = os.getpriority(os.PRIO_PROCESS, int(task.name))
                os.setpriority(os.PRIO_PROCESS, int(task.name), stands + _BEHIND)


def _heap() -> str:
    """Return the largest heap: what ``ARCADEDB_JVM_ARGS`` says (as 4g lets it), or 2 GB."""
    return "4g" if "-Xmx" in os.environ.get("ARCADEDB_JVM_ARGS", "") else "2g"


def _prepare(server: ArcadeDBServer) -> None:
    """Open the database and declare its types; an index over much data takes its time."""
    database = server.create_database(DATABASE)
    for statement in arcadedb_statements():
        database.command("sql", statement)
    configuration = jpype.JClass("com.arcadedb.GlobalConfiguration")
    configuration.COMMAND_TIMEOUT.setValue(_COMMAND_TIMEOUT)


def _ports(server: ArcadeDBServer) -> dict[str, int]:
    java: Any = server._java_server  # noqa: SLF001 - the wrapper does not tell the ports
    bolt = next(p for p in java.getPlugins() if str(p.getName()) == "Neo4j-Bolt")
    http = java.getHttpServer()
    field = http.getClass().getDeclaredField("undertow")  # its getPort() repeats the setting
    field.setAccessible(True)
    listener = field.get(http).getListenerInfo()[0]
    return {"bolt_port": int(bolt.getPort()), "http_port": int(listener.getAddress().getPort())}


async def _keep(folder: DataFolder, secret: Secret, ports: dict[str, int]) -> None:
    leases = Leases(secret.token)
    started = datetime.now(UTC).isoformat(timespec="seconds")
    async with leases.listening() as lease_port:
        record = EngineRecord(pid=os.getpid(), lease_port=lease_port, started=started, **ports)
        Writes(folder.path, record.name).prepare()
        folder.announce(record)
        await leases.last()


def _run() -> None:
    """Keep the engine, then end at once: a statement still running would hold the JVM back."""
    status = 0
    try:
        main(sys.argv[1:])
    except SystemExit:
        pass  # it was told to end
    except BaseException:  # noqa: BLE001 - whatever it was, the log tells and the process ends
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    _run()
