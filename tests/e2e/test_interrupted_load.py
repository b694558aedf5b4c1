"""Ctrl-C while documents are loaded (导入中断): the same command again finishes what it began."""

import asyncio
import os
import signal
from itertools import islice, permutations
from pathlib import Path

from graph.store.engine import EmbeddedEngine
from graph.store.opening import open_store
from graph.store.settings import StoreSettings
from loaders.export import export
from loaders.pipeline import load
from loaders.pipeline.waiting import waiting
from tests.e2e.process import PATIENCE, Custody, Served

DOCUMENTS = 24
ENTERPRISES = 4000


def documents(folder: Path) -> Path:
    """Write summaries of as many districts, and the register of enterprises beside them.

    What a summary says may all wait for a person, and then is kept at one stroke; a register is
    asserted, in many.
    """
    folder.mkdir()
    names = islice(permutations("江海云岭松柏石溪"), DOCUMENTS)
    for number, letters in enumerate(map("".join, names)):
        own, other = letters[:3], letters[4:7]
        text = (
            f"{own}区安全生产专项整治三年行动工作总结\n"
            f"{own}、{other}化工园区成为全市首批园区安全托管试点,"
            f"引入“安全管家”{letters}安全科技集团。"
            f"建设{own}区企业风险分级管控信息平台,已注册开通企业账号{100 + number}家。"
        )
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    rows = "\n".join(f"甲{number}化工有限公司" for number in range(ENTERPRISES))
    (folder / "企业.csv").write_text(f"名称\n{rows}\n", encoding="utf-8")
    return folder


async def begun(settings: StoreSettings) -> None:
    """Wait until something is written, on one connection: what follows takes a second or two."""
    async with asyncio.timeout(PATIENCE), open_store(settings) as store:
        while not (await store.read("MATCH (e:Evidence) RETURN count(e) AS n"))[0]["n"]:
            continue


def interrupted(custody: Custody, *arguments: str) -> Served:
    """Run a command until it has begun to write, press Ctrl-C and wait for its end."""
    # What a shell starts in the background ignores Ctrl-C, and so does whatever that starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    running = custody.start(*arguments)
    asyncio.run(begun(StoreSettings(data_folder=custody.data)))
    os.killpg(running.process.pid, signal.SIGINT)
    running.process.wait()
    return running


def lines_of(file: Path) -> list[str]:
    return sorted(file.read_text("utf-8-sig").splitlines())


async def told(data: Path, folder: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Return what stands, as registers, and the ids of what waits."""
    async with open_store(StoreSettings(data_folder=data)) as store:
        report = await export(store, folder)
        rows = {name: lines_of(folder / name) for name in report.files}
        return rows, [each.id for each in await waiting(store)]


async def loaded(data: Path, folder: Path) -> None:
    async with open_store(StoreSettings(data_folder=data)) as store:
        await load(store, [folder])


def test_the_same_load_again_after_ctrl_c_gives_the_graph_of_one_left_alone(
    custody: Custody, tmp_path: Path
) -> None:
    folder = documents(tmp_path / "总结")
    with EmbeddedEngine.attach(custody.data):
        running = interrupted(custody, "load", str(folder))
        assert running.process.returncode == 130, running.said()
        assert "已中断" in running.said()
        assert "Traceback" not in running.said()
        again = custody("load", str(folder))
        assert again.returncode == 0, again.stdout + again.stderr
        resumed = asyncio.run(told(custody.data, tmp_path / "a"))

    with EmbeddedEngine.attach(tmp_path / "alone"):
        asyncio.run(loaded(tmp_path / "alone", folder))
        assert resumed == asyncio.run(told(tmp_path / "alone", tmp_path / "b"))
