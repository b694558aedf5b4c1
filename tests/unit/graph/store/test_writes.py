"""Writes counted (写入计数): by every process, and never taken for over while one may not be."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.store.errors import DataFolderError
from graph.store.writes import Write, Writes

ROOT = Path(__file__).parents[4]
BEGINNING = """
import sys, time
from pathlib import Path
from graph.store.errors import DataFolderError
from graph.store.writes import Writes

with Writes(Path(sys.argv[1]), "1").counting():
    print("begun", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def writes(tmp_path: Path) -> Writes:
    made = Writes(tmp_path, "1")
    made.prepare()
    return made


def test_a_write_counts_before_it_begins_and_once_it_is_over(writes: Writes) -> None:
    assert writes.settled() == 0
    for number in (1, 2, 3):
        with writes.counting() as write:
            assert writes.settled() is None
            write.asked = write.answered = 1
        assert writes.settled() == number


def test_two_writes_at_once_are_settled_when_both_are_over(writes: Writes, tmp_path: Path) -> None:
    other = Writes(tmp_path, "1")
    with writes.counting():
        with other.counting():
            assert writes.settled() is other.settled() is None
        assert writes.settled() is None
    assert writes.settled() == other.settled() == 2


def test_a_write_that_fails_before_its_commit_is_over(writes: Writes) -> None:
    with pytest.raises(ZeroDivisionError), writes.counting():
        raise ZeroDivisionError
    assert writes.settled() == 1


@pytest.mark.parametrize(("asked", "answered"), [(1, 0), (2, 1), (3, 1)])
def test_a_write_whose_commit_may_not_have_been_answered_is_never_over(
    writes: Writes, asked: int, answered: int
) -> None:
    with writes.counting() as write:
        write.asked, write.answered = asked, answered
    assert not write.is_over
    assert writes.settled() is None
    with writes.counting():
        pass
    assert writes.settled() is None


def test_a_write_of_a_process_that_is_killed_is_never_over(writes: Writes, tmp_path: Path) -> None:
    process = subprocess.Popen(  # noqa: S603 - our own words, no shell
        [sys.executable, "-c", BEGINNING, str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    assert writes.settled() is None
    process.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    process.wait(60)
    process.stdout.close()
    assert writes.settled() is None


def test_each_engine_has_its_own_count_and_one_that_is_gone_has_none(
    writes: Writes, tmp_path: Path
) -> None:
    with writes.counting():
        following = Writes(tmp_path, "2")
        following.prepare()
        assert following.settled() == 0
    assert writes.settled() is None
    with writes.counting():
        pass
    assert (writes.settled(), following.settled()) == (None, 0)


def test_a_write_that_cannot_be_counted_does_not_begin(writes: Writes, tmp_path: Path) -> None:
    (begun,) = tmp_path.glob("*.begun")
    begun.unlink()
    begun.mkdir()
    with pytest.raises(DataFolderError), writes.counting():
        pytest.fail("it began")
    assert writes.settled() is None


def test_a_write_that_was_not_begun_is_over() -> None:
    assert Write().is_over
