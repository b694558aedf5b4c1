"""Laws of propagation, on random small graphs (传播规律)."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from graph.model.labels import EquipmentKind
from hazard.escalation import response_of
from hazard.escalation_graph import Blow
from hazard.method import Limits
from hazard.propagation import EscalationModel, Propagation, Unit, Vector, propagate

pytestmark = pytest.mark.property

NAMES = ("A", "B", "C", "D", "E")
SETTINGS = settings(max_examples=60, deadline=None)
PAIRS = [(a, b) for a in NAMES for b in NAMES if a != b]
MODELS = st.sampled_from(list(EscalationModel))

fluxes = st.dictionaries(
    st.sampled_from(PAIRS), st.floats(5.0, 90.0), min_size=1, max_size=len(PAIRS)
)
origins = st.sets(st.sampled_from(NAMES), min_size=1, max_size=2)


def _units(names: tuple[str, ...] = NAMES) -> list[Unit]:
    return [Unit(id=name, equipment=EquipmentKind.ATMOSPHERIC, volume=2000.0) for name in names]


def _run(
    heat: dict[tuple[str, str], float],
    start: set[str],
    model: EscalationModel,
    limits: Limits | None = None,
) -> Propagation:
    vectors = [Vector(source=s, target=t, flux=f) for (s, t), f in heat.items()]
    return propagate(_units(), vectors, start, model=model, limits=limits or Limits(trials=50))


def _probabilities(result: Propagation) -> dict[str, float]:
    return {impact.unit: impact.probability for impact in result.impacts}


@SETTINGS
@given(heat=fluxes, start=origins, model=MODELS)
def test_probabilities_are_probabilities_and_origins_burn(
    heat: dict[tuple[str, str], float], start: set[str], model: EscalationModel
) -> None:
    got = _probabilities(_run(heat, start, model))
    assert all(0 <= p <= 1 for p in got.values())
    assert all(got[name] == 1 for name in start)


@SETTINGS
@given(heat=fluxes, start=origins, model=MODELS, pair=st.sampled_from(PAIRS), more=st.floats(0, 60))
def test_more_heat_or_another_vector_never_lowers_a_probability(
    heat: dict[tuple[str, str], float],
    start: set[str],
    model: EscalationModel,
    pair: tuple[str, str],
    more: float,
) -> None:
    before = _probabilities(_run(heat, start, model))
    after = _probabilities(_run(heat | {pair: heat.get(pair, 0.0) + more}, start, model))
    assert all(after[name] >= p - 1e-12 for name, p in before.items())


@SETTINGS
@given(
    heat=fluxes,
    blasts=st.dictionaries(st.sampled_from(PAIRS), st.floats(0.01, 1.0), max_size=6),
    pair=st.sampled_from(PAIRS),
    start=origins,
    model=MODELS,
)
def test_another_blast_never_lowers_a_probability(
    heat: dict[tuple[str, str], float],
    blasts: dict[tuple[str, str], float],
    pair: tuple[str, str],
    start: set[str],
    model: EscalationModel,
) -> None:
    """Whoever explodes: an origin, or a unit that fails later."""
    vectors = [Vector(source=s, target=t, flux=f) for (s, t), f in heat.items()]

    def chances(struck: dict[tuple[str, str], float]) -> dict[str, float]:
        blows = [
            Blow(source=s, target=t, overpressure=30.0, probability=p)
            for (s, t), p in struck.items()
        ]
        limits = Limits(trials=20)
        return _probabilities(
            propagate(_units(), vectors, start, model=model, blows=blows, limits=limits)
        )

    before, after = chances(blasts), chances(blasts | {pair: 1.0})
    assert all(after[name] >= p - 1e-12 for name, p in before.items())
    if pair[0] in start and pair[1] not in start:
        assert after[pair[1]] == pytest.approx(1.0)


@SETTINGS
@given(heat=fluxes, start=origins, model=MODELS, near=st.lists(st.sampled_from(NAMES), max_size=3))
def test_more_targets_never_lower_the_number_reached(
    heat: dict[tuple[str, str], float], start: set[str], model: EscalationModel, near: list[str]
) -> None:
    """A unit more beside some of them, which they heat and which heats them."""
    vectors = [Vector(source=s, target=t, flux=f) for (s, t), f in heat.items()]
    new = [Vector(source=s, target="N", flux=30.0) for s in sorted(set(near))]
    back = [Vector(source="N", target=v.source, flux=20.0) for v in new]
    limits = Limits(trials=20)
    few = propagate(_units(), vectors, start, model=model, limits=limits)
    units = _units((*NAMES, "N"))
    many = propagate(units, [*vectors, *new, *back], start, model=model, limits=limits)
    assert len(many.impacts) >= len(few.impacts)
    expected = [sum(_probabilities(each).values()) for each in (few, many)]
    assert expected[1] >= expected[0] - 1e-12


@SETTINGS
@given(heat=fluxes, start=origins, model=MODELS, extra=st.sampled_from(NAMES))
def test_another_origin_never_lowers_a_probability(
    heat: dict[tuple[str, str], float], start: set[str], model: EscalationModel, extra: str
) -> None:
    before = _probabilities(_run(heat, start, model))
    after = _probabilities(_run(heat, start | {extra}, model))
    assert all(after[name] >= p - 1e-12 for name, p in before.items())


@SETTINGS
@given(heat=fluxes, start=origins, model=MODELS, order=st.permutations(PAIRS))
def test_the_order_of_the_record_does_not_matter(
    heat: dict[tuple[str, str], float],
    start: set[str],
    model: EscalationModel,
    order: list[tuple[str, str]],
) -> None:
    shuffled = {pair: heat[pair] for pair in order if pair in heat}
    limits = Limits(exact_units=0, trials=200)
    assert _run(heat, start, model) == _run(shuffled, start, model)
    assert _run(heat, start, model, limits) == _run(shuffled, start, model, limits)


@SETTINGS
@given(heat=fluxes, start=origins)
def test_what_cannot_be_reached_is_absent(
    heat: dict[tuple[str, str], float], start: set[str]
) -> None:
    kept = {pair for pair, flux in heat.items() if flux >= 15}
    reached = set(start)
    while grown := {t for s, t in kept if s in reached} - reached:
        reached |= grown
    got = _probabilities(_run(heat, start, EscalationModel.THRESHOLD_RATIO))
    assert set(got) == reached


@SETTINGS
@given(heat=fluxes, start=origins, model=MODELS)
def test_a_path_is_never_likelier_than_its_end(
    heat: dict[tuple[str, str], float], start: set[str], model: EscalationModel
) -> None:
    result = _run(heat, start, model)
    for name, probability in _probabilities(result).items():
        paths = result.paths_to(name)
        assert all(path.probability <= probability + 1e-12 for path in paths)
        ranks = [path.probability for path in paths]
        assert ranks == pytest.approx(sorted(ranks, reverse=True))


@SETTINGS
@given(heat=fluxes, model=MODELS)
def test_exact_inference_agrees_with_drawing_every_resistance(
    heat: dict[tuple[str, str], float], model: EscalationModel
) -> None:
    """An independent sweep: resistances on a grid of midpoints, fire grown by brute force."""
    heat = {pair: flux for pair, flux in heat.items() if set(pair) <= set("ABC")}
    start = {"A"}
    exact = _probabilities(_run(heat, start, model))
    grid = (np.arange(40) + 0.5) / 40
    result = _run(heat, start, model)
    flux = {(s.source, s.target): s.flux for s in result.steps}
    response = response_of(_units(("X",)), model)
    curve = cache(lambda q: float(response.probability([q])[0]))
    hits = dict.fromkeys(exact, 0)
    for b in grid:
        for c in grid:
            alight, resist = set(start), {"B": b, "C": c}
            while new := {
                v
                for v in exact
                if v not in alight
                and curve(sum(flux.get((s, v), 0.0) for s in sorted(alight))) > resist[v]
            }:
                alight |= new
            for name in alight:
                hits[name] += 1
    for name, p in exact.items():
        assert hits[name] / 1600 == pytest.approx(p, abs=0.05)
