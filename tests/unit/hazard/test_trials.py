"""Compiled loops: their random numbers, and that they find what a plain loop finds."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import hazard
from graph.model.labels import BarrierKind, EquipmentKind
from hazard.barriers import Barrier
from hazard.escalation import response_of
from hazard.escalation_graph import Blow
from hazard.method import Limits
from hazard.propagation import EscalationModel, Unit, Vector, propagate
from hazard.trials import uniform

NAMES = ("A", "B", "C", "D", "E")
TRIALS = 500
SEED = 11
NOWHERE = """from hazard.compiling import compiled
space = {}
exec(compile("double = lambda x: 2 * x", "/proc/none/x.py", "exec"), space)
print(compiled(space["double"])(21))"""


def test_random_numbers_are_those_of_splitmix64() -> None:
    """The first outputs of the seed 1234567, as its author's reference code gives them."""
    printed = (
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    )
    seed = np.uint64(1234567)
    assert [uniform(seed, k) for k in range(5)] == [(x >> 11) / 2**53 for x in printed]


def test_compiled_functions_are_of_one_module() -> None:
    """Machine code is kept while its own module stays as it is, even if one it calls changes."""
    package = Path(hazard.__file__).parent
    users = [p.name for p in package.glob("**/*.py") if "hazard.compiling import" in p.read_text()]
    assert users == ["trials.py"]


def stream(number: int) -> np.uint64:
    return np.uint64(np.random.SeedSequence([SEED, number]).generate_state(1, np.uint64)[0])


@pytest.mark.parametrize("model", list(EscalationModel))
@pytest.mark.parametrize("graph", range(4))
def test_a_plain_loop_over_the_same_draws_finds_the_same(
    model: EscalationModel, graph: int
) -> None:
    """The rule as the method statement has it: every unit asked until nothing changes."""
    draw = np.random.default_rng(graph)
    kinds = (EquipmentKind.ATMOSPHERIC, EquipmentKind.PRESSURISED)
    units = [
        Unit(id=n, equipment=kinds[k % 2], volume=float(draw.uniform(100, 240)))
        for k, n in enumerate(NAMES)
    ]
    heat = {("A", t): 50.0 for t in "BCDE"}
    heat |= {(s, t): float(draw.uniform(15, 60)) for s in "BCDE" for t in "BCDE" if s != t}
    blast = {(s, t): float(draw.uniform(0, 0.5)) for s in "AB" for t in "CD"}
    spray = Barrier(kind=BarrierKind.WATER_SPRAY, unit="C", share=0.7, failure_on_demand=0.4)
    found = propagate(
        units,
        [Vector(source=s, target=t, flux=q) for (s, t), q in heat.items()],
        ["A"],
        model=model,
        limits=Limits(exact_units=0, trials=TRIALS, seed=SEED),
        barriers=[spray],
        blows=[
            Blow(source=s, target=t, overpressure=20.0, probability=p)
            for (s, t), p in blast.items()
        ],
    )
    response = response_of(units[1:], model)
    kept = {(s, t): q for (s, t), q in heat.items() if q >= response.threshold["BCDE".index(t)]}
    hits = dict.fromkeys("BCDE", 0)
    for trial in range(TRIALS):
        failed, grown = {"A"}, True
        index = {name: 4 * trial + k for k, name in enumerate("BCDE")}
        share = 0.7 if uniform(stream(1), index["C"]) >= 0.4 else 1.0
        while grown:
            flux = np.array([sum(kept.get((s, t), 0.0) for s in failed) for t in "BCDE"])
            chance = response.probability(flux * np.array([1.0, share, 1.0, 1.0]))
            grown = False
            for t, p in zip("BCDE", chance, strict=True):
                stands = np.prod([1.0 - blast.get((s, t), 0.0) for s in failed])
                if t not in failed and 1 - stands * (1 - p) > uniform(stream(0), index[t]):
                    failed.add(t)
                    hits[t] += 1
                    grown = True
    got = {impact.unit: impact.probability for impact in found.impacts if impact.unit != "A"}
    assert got == {t: count / TRIALS for t, count in hits.items()}


def test_where_nothing_can_be_written_it_is_compiled_all_the_same() -> None:
    """Functions of a file that is nowhere, and a home where no folder can be made."""
    told = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", NOWHERE],
        env={"HOME": "/proc/none", "XDG_CACHE_HOME": "/proc/none", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.stdout, told.returncode) == ("42\n", 0), told.stderr
