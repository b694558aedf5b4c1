"""``custody run``: from an empty folder to four answers, and to nothing left running."""

import json
import os
import re
import signal
import socket
import time
import urllib.request
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from tests.e2e.process import Custody, Served, eventually, keepers

ANSWERS = (
    r"临港产业园由谁负责",
    r"安全托管 +厦门熙宝源集团（托管机构）",
    r"来源 +40_HAS_CUSTODY_OF\.csv 第2行（2023年11月秀屿区",
    r"缺口·缺岗 +临港产业园未登记",
    r"T2 着火后会波及谁",
    r"1 +T1 +0\.625 +T2 → T1",
    r"1 +T3 +0\.625 +T2 → T3",
    r"2 +T4 +0\.3906 +T2 → T3 → T4",
    r"3 +T5 +0\.2441 +T2 → T3 → T4 → T5",
    r"方法 +精确推算.*Khakzad 2021",
    r"防火墙分隔仓库 +构成重大危险源，三级",
    r"S = 8\.5，R = 24\.5，α = 2",
    r"乙炔 +5 +1 +5 +1\.5",
    r"风险点 +183 +个",
    r"管控措施 +1,099 +条",
    r"试点企业 +3 +家",
)


def test_four_answers_on_a_fresh_folder_and_quickly_again(custody: Custody) -> None:
    custody = replace(custody, environ={"ARCADEDB_JVM_ARGS": ""})  # the engine as people have it
    first = custody("run", "--once")
    assert first.returncode == 0, first.stderr
    for answer in ANSWERS:
        assert re.search(answer, first.stdout), answer
    assert "拒收 0" in first.stderr
    eventually(lambda: not keepers(custody.data), "the engine outlived its user")
    began = time.monotonic()
    again = custody("run", "--once")
    took = time.monotonic() - began
    assert again.returncode == 0
    assert "导入" not in again.stderr  # known already
    assert again.stdout.split("\n\n", 1)[1] == first.stdout.split("\n\n", 1)[1]
    assert took < 30, f"{took:.1f} s"  # 6 s on a machine that does nothing else


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_the_signal_to_stop_leaves_nothing_running(loaded: Custody, name: str) -> None:
    served = loaded.start("run", "--port", "0")
    url = served.url()
    eventually(lambda: "Ctrl-C" in served.said(), "it did not finish its answers")
    family = [psutil.Process(served.process.pid), *keepers(loaded.data)]
    family += [child for p in family for child in p.children(recursive=True)]
    assert len(family) >= 2
    os.killpg(served.process.pid, getattr(signal, name))
    assert served.process.wait(30) == 0
    eventually(
        lambda: not [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE],
        "something was left running",
    )
    assert "Traceback" not in served.said()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=5)


def test_a_busy_port_that_was_asked_for_is_an_error(loaded: Custody) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = loaded("serve", "--port", str(port))
    assert refused.returncode == 2
    assert refused.stderr.splitlines() == [
        f"端口 {port} 已被占用或不可用，请另选一个，或用 --port 0 自动选择空闲端口。",
        f"Port {port} is taken or not allowed; name another, or pick a free one with --port 0.",
    ]


def _post(url: str, query: str) -> object:
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{url}/graphql",
        data=json.dumps({"query": query}).encode(),
        headers={"content-type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - our own server
        return json.load(response)


def test_other_commands_work_while_one_serves(written: Custody, tmp_path: Path) -> None:
    served: Served = written.start("serve", "--port", "0")
    try:
        url = served.url()
        register = tmp_path / "企业.csv"
        register.write_text("名称\n端到端测试企业\n", encoding="utf-8")
        added = written("load", str(register), "--lang", "zh")
        assert added.returncode == 0, added.stderr
        query = '{ enterprise(name: "端到端测试企业") { name } }'
        expected = {"data": {"enterprise": {"name": "端到端测试企业"}}}
        assert _post(url, query) == expected
        assert json.loads(written("query", "-", given=query).stdout) == expected
        second = written.start("serve", "--port", "0")
        assert second.url() != url
        assert _post(second.url(), query) == expected
        second.process.terminate()
        assert second.process.wait(30) == 0
        assert _post(url, query) == expected
    finally:
        served.process.terminate()
        served.process.wait(30)
