"""Data folders for real processes (端到端测试数据)."""

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
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Custody]:
    """Custody over a folder that ``custody run`` has filled once."""
    command = Custody(tmp_path_factory.mktemp("loaded") / "data")
    first = command("run", "--once")
    assert first.returncode == 0, first.stdout + first.stderr
    yield command
    eventually(lambda: not keepers(command.data), "an engine outlived the tests")
