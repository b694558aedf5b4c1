"""Most probable paths: from any origin, through no other."""

from hazard.paths import Step, most_probable_paths


def _step(source: str, target: str, probability: float) -> Step:
    return Step(
        source=source, target=target, flux=20, probability=probability, time_to_failure=100.0
    )


def test_a_path_starts_at_the_last_origin_it_could_pass() -> None:
    steps = [_step("A", "B", 1.0), _step("B", "C", 0.5), _step("A", "C", 0.4)]
    found = most_probable_paths(steps, ["A", "B"], "C")
    assert [[step.source for step in path.steps] for path in found] == [["B"], ["A"]]


def test_times_add_up_along_a_path() -> None:
    (path,) = most_probable_paths([_step("A", "B", 0.5), _step("B", "C", 0.5)], ["A"], "C")
    assert (path.probability, path.time_to_failure) == (0.25, 200.0)
