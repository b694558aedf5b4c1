"""Further attempts (重试)."""

import pytest

from graph.store.attempts import persist


class BusyError(Exception):
    pass


class Task:
    """Fails a number of times before it is done."""

    def __init__(self, failures: int, error: type[Exception] = BusyError) -> None:
        self.left = failures
        self.error = error
        self.made = 0

    async def __call__(self) -> str:
        self.made += 1
        if self.left:
            self.left -= 1
            raise self.error
        return "done"


def busy(error: Exception) -> bool:
    return isinstance(error, BusyError)


@pytest.mark.parametrize("failures", [0, 1, 3])
async def test_goes_on_until_it_is_done(failures: int) -> None:
    task = Task(failures)
    assert await persist(task, [0, 0, 0], busy) == "done"
    assert task.made == failures + 1


async def test_gives_up_after_one_attempt_more_than_there_are_pauses() -> None:
    task = Task(10)
    with pytest.raises(BusyError):
        await persist(task, [0, 0, 0], busy)
    assert task.made == 4


async def test_does_not_repeat_what_another_attempt_will_not_mend() -> None:
    task = Task(1, ValueError)
    with pytest.raises(ValueError):  # noqa: PT011 - it carries no message
        await persist(task, [0, 0, 0], busy)
    assert task.made == 1
