"""The embedded engine among real processes (内嵌引擎生命周期)."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import psutil
import pytest

from graph.store.engine import EmbeddedEngine
from graph.store.errors import EngineStartError, ForeignDataFolderError, StatementTimeoutError
from graph.store.folder import DataFolder
from graph.store.opening import open_store
from graph.store.port import Transaction
from graph.store.settings import StoreSettings

ROOT = Path(__file__).resolve().parents[2]
OWNER = """
import sys, time
from pathlib import Path
from graph.store.engine import EmbeddedEngine
with EmbeddedEngine.attach(Path(sys.argv[1])) as engine:
    print(engine.record.pid, flush=True)
    sys.stdin.read()
"""
PATIENCE = 60.0

Owner = Callable[[], "subprocess.Popen[str]"]


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "data"
    yield folder
    until(lambda: not keepers(folder), "a keeper outlived its test")


@pytest.fixture
def owner(data: Path) -> Iterator[Owner]:
    """Start processes that need the engine, each in a process group of its own."""
    started: list[subprocess.Popen[str]] = []

    def start() -> "subprocess.Popen[str]":
        process = subprocess.Popen(  # noqa: S603 - our own script, no shell
            [sys.executable, "-c", OWNER, str(data)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def until(condition: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.05)


def keepers(data: Path) -> list[psutil.Process]:
    """Return the living keepers of a folder."""
    found = []
    for process in psutil.process_iter():
        try:
            line = process.cmdline()
            if line[-2:] == ["graph.store.keeper", str(data)]:
                found += [process] if process.status() != psutil.STATUS_ZOMBIE else []
        except psutil.NoSuchProcess:
            continue
    return found


def keeper_of(process: "subprocess.Popen[str]") -> int:
    """Return the process of the engine to which an owner is attached."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line, process.stderr.read() if process.stderr else ""
    return int(line)


def holding(folder: Path, text: str) -> list[Path]:
    """Return the files that hold a text."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [path for path in files if text.encode() in path.read_bytes()]


async def create(transaction: Transaction) -> None:
    await transaction.run("UNWIND range(1, 1000) AS i CREATE (:Probe {id: i})")


async def count(data: Path) -> int:
    async with open_store(StoreSettings(data_folder=data)) as store:
        n: int = (await store.read("MATCH (n:Probe) RETURN count(n) AS n"))[0]["n"]
        return n


async def test_a_second_process_attaches_and_the_engine_ends_with_the_last(
    data: Path, owner: Owner
) -> None:
    first, second = owner(), owner()  # both at once: one of them starts it
    pid = keeper_of(first)
    assert keeper_of(second) == pid
    assert [process.pid for process in keepers(data)] == [pid]
    first.communicate("")
    await asyncio.sleep(2)
    assert [process.pid for process in keepers(data)] == [pid]
    began = time.monotonic()
    with EmbeddedEngine.attach(data) as engine:
        assert engine.record.pid == pid
        assert time.monotonic() - began < 1
    second.communicate("")
    until(lambda: not keepers(data), "the engine outlived its users")
    assert not (data / "engine.json").exists()


async def test_an_owner_killed_outright_leaves_no_engine(data: Path, owner: Owner) -> None:
    process = owner()
    keeper = psutil.Process(keeper_of(process))
    family = [keeper, *keeper.children(recursive=True)]
    process.kill()
    until(lambda: not keepers(data), "the engine outlived its user")
    assert not [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


async def test_an_interrupt_from_the_terminal_leaves_nothing_running(
    data: Path, owner: Owner
) -> None:
    process = owner()
    keeper_of(process)
    os.killpg(process.pid, signal.SIGINT)
    process.communicate()
    until(lambda: not keepers(data), "the engine outlived its user")


async def test_an_interrupt_does_not_end_an_engine_that_another_process_uses(
    data: Path, owner: Owner
) -> None:
    process = owner()
    pid = keeper_of(process)
    with EmbeddedEngine.attach(data):
        os.killpg(process.pid, signal.SIGINT)
        process.communicate()
        await asyncio.sleep(2)
        assert [p.pid for p in keepers(data)] == [pid]
        assert await count(data) == 0


async def test_a_killed_engine_leaves_every_committed_write(data: Path) -> None:
    with EmbeddedEngine.attach(data) as engine:
        async with open_store(StoreSettings(data_folder=data)) as store:
            await store.write(create)
        killed = psutil.Process(engine.record.pid)
        killed.kill()
        until(lambda: not keepers(data), "it was killed")
    assert (data / "engine.json").exists()  # it had no time to take it away
    assert await count(data) == 1000


def test_the_engine_leaves_the_pieces_of_an_index_apart(data: Path) -> None:
    """Of an argument that it did not know it would say nothing."""
    with EmbeddedEngine.attach(data) as engine:
        url = f"http://127.0.0.1:{engine.record.http_port}/api/v1/query/{engine.database}"
        asked = {"language": "sql", "command": "SELECT settings FROM schema:database"}
        (row,) = httpx2.post(url, json=asked, auth=engine.auth).raise_for_status().json()["result"]
    found = {setting["key"]: setting["value"] for setting in row["settings"]}
    assert found["arcadedb.indexCompactionFullSeriesThreshold"] == 0


async def test_an_engine_told_to_end_does_so_in_order(data: Path) -> None:
    with EmbeddedEngine.attach(data) as engine:
        async with open_store(StoreSettings(data_folder=data)) as store:
            await store.write(create)
        psutil.Process(engine.record.pid).terminate()
        until(lambda: not keepers(data), "it was told to end")
    assert not (data / "engine.json").exists()
    assert "Server is down" in (data / "keeper.log").read_text()
    assert await count(data) == 1000


async def test_an_abandoned_statement_does_not_hold_the_engine_back(data: Path) -> None:
    endless = "UNWIND range(1, 300000) AS a UNWIND range(1, 300000) AS b RETURN count(*) AS n"
    with pytest.raises(StatementTimeoutError):
        async with open_store(StoreSettings(data_folder=data, timeout=1.0)) as store:
            await store.read(endless)
    began = time.monotonic()
    until(lambda: not keepers(data), "the engine outlived its user")
    assert time.monotonic() - began < 10
    assert not (data / "engine.json").exists()


async def test_who_comes_while_the_engine_ends_gets_a_new_one(data: Path, owner: Owner) -> None:
    first = owner()
    pid = keeper_of(first)
    psutil.Process(pid).terminate()
    second = owner()
    assert keeper_of(second) != pid
    until(lambda: len(keepers(data)) == 1, "the first engine did not end")


async def test_the_password_is_on_no_command_line_and_in_no_log(data: Path) -> None:
    with EmbeddedEngine.attach(data) as engine:
        assert await count(data) == 0
        _, password = engine.auth
        lines = [" ".join(process.cmdline()) for process in keepers(data)]
        assert lines
        assert not [line for line in lines if password in line]
    until(lambda: not keepers(data), "the engine outlived its user")
    secret = data / "engine.secret"
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert holding(data, password) == [secret]


def test_the_engine_holds_no_pipe_of_its_owner(data: Path) -> None:
    script = OWNER.replace("sys.stdin.read()", "time.sleep(0)")
    output = subprocess.run(  # noqa: S603 - our own script, no shell
        [sys.executable, "-c", script, str(data)], cwd=ROOT, capture_output=True, check=True
    )
    assert keepers(data)  # the pipes were closed although it still waits for another user
    assert output.stderr == b""


def test_it_listens_on_this_machine_only(data: Path) -> None:
    with EmbeddedEngine.attach(data) as engine:
        listening = [
            connection.laddr.ip
            for connection in psutil.Process(engine.record.pid).net_connections("inet")
            if connection.status == psutil.CONN_LISTEN
        ]
    assert len(listening) == 3
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}


async def test_a_lost_secret_is_made_anew(data: Path) -> None:
    with EmbeddedEngine.attach(data):
        assert await count(data) == 0
    until(lambda: not keepers(data), "the engine outlived its user")
    (data / "engine.secret").unlink()
    assert await count(data) == 0


def test_a_start_that_fails_shows_what_the_engine_said(data: Path) -> None:
    DataFolder(data).prepare()
    (data / "arcadedb").write_text("in the way")
    with pytest.raises(EngineStartError) as caught:
        EmbeddedEngine.attach(data)
    assert "arcadedb" in caught.value.tail
    assert str(data / "keeper.log") in caught.value.zh


def test_waiting_is_told(data: Path) -> None:
    waits: list[float] = []
    with EmbeddedEngine.attach(data, on_wait=waits.append):
        pass
    assert waits == sorted(waits)
    assert len(waits) > 3


def test_a_folder_of_another_program_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "their.db").touch()
    with pytest.raises(ForeignDataFolderError):
        EmbeddedEngine.attach(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["their.db"]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="only Linux tells its threads")
def test_what_it_compiles_for_the_long_run_waits_for_what_is_asked(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ARCADEDB_JVM_ARGS")  # the engine as people have it
    with EmbeddedEngine.attach(data) as engine:
        tasks = Path(f"/proc/{engine.record.pid}/task").glob("*")
        named = {int(task.name): (task / "comm").read_text(encoding="utf-8") for task in tasks}
        stands = {name[:2]: os.getpriority(os.PRIO_PROCESS, task) for task, name in named.items()}
    assert stands["C2"] == min(19, stands["C1"] + 10)
