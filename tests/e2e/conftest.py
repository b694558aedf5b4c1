"""Data folders for real processes (端到端测试数据)."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.process import Custody, eventually, keepers


@pytest.fixture
def custody(tmp_path: Path) -> Iterator[Custody]:
    """Custody over an empty data folder."""
    yield (command := Custody(tmp_path / "data"))
    eventually(lambda: not keepers(command.data), "an engine outlived its test")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that ``custody run`` has filled once, which no engine keeps: to be copied."""
    command = Custody(tmp_path_factory.mktemp("filled") / "data")
    first = command("run", "--once")
    assert first.returncode == 0, first.stdout + first.stderr
    eventually(lambda: not keepers(command.data), "an engine outlived the first run")
    return command.data


def _copied(filled: Path, folder: Path) -> Iterator[Custody]:
    copy = Custody(Path(shutil.copytree(filled, folder / "data")))
    yield copy
    eventually(lambda: not keepers(copy.data), "an engine outlived the tests")


@pytest.fixture(scope="session")
def loaded(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Custody]:
    """Custody over a filled folder to which no test writes: all share it, in any order."""
    yield from _copied(filled, tmp_path_factory.mktemp("loaded"))


@pytest.fixture(scope="module")
def written(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Custody]:
    """Custody over a filled folder of the module's own, for tests that write."""
    yield from _copied(filled, tmp_path_factory.mktemp("written"))
