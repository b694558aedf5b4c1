"""Law of arrays (向量化规律): many targets at once are as each target by itself, in any shape."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from hazard.dispersion.dense_plume import dense_plume
from hazard.dispersion.dense_puff import dense_puff
from hazard.dispersion.finite_release import gaussian_release
from hazard.dispersion.gaussian import gaussian_plume, gaussian_puff
from hazard.dispersion.stability import Stability
from hazard.explosion.gbt37243 import gbt37243_distance, gbt37243_overpressure
from hazard.explosion.gost_vce import gost_impulse, gost_overpressure
from hazard.explosion.kingery_bulmash import kingery_impulse, kingery_overpressure
from hazard.explosion.kinney_graham import kinney_graham_overpressure
from hazard.fire.fireball import fireball
from hazard.fire.gost_fireball import gost_fireball_flux
from hazard.fire.ilo_fireball import ilo_fireball_flux
from hazard.fire.jet_fire import jet_fire
from hazard.fire.point_source import point_source_flux
from hazard.fire.pool_fire import pool_fire
from hazard.fire.transmissivity import TransmissivityLaw, transmissivity
from hazard.vulnerability.overpressure import BlastModel, blast_harm, overpressure_lethality
from hazard.vulnerability.thermal import thermal_lethality
from hazard.vulnerability.toxic import toxic_lethality

pytestmark = pytest.mark.property

FLAME = pool_fire(20, 0.085, 40e6, wind=4)
BALL = fireball(2000)
JET = jet_fire(10, 46e6, elevation=0.3, height=2)
MODELS: dict[str, Callable[[Any], Any]] = {
    "pool fire": FLAME.heat_flux,
    "fireball": lambda x: BALL.heat_flux(300e3, x, lift=0.75),
    "GOST fireball": lambda x: gost_fireball_flux(75.0, x),
    "ILO fireball": lambda x: ilo_fireball_flux(2000, x),
    "jet fire": lambda x: JET.heat_flux(x, 5.0, 1.5),
    "point source": lambda x: point_source_flux(50e6, x),
    "transmissivity": lambda x: transmissivity(1500, x, law=TransmissivityLaw.CASAL),
    "Kinney-Graham": lambda x: kinney_graham_overpressure(x / 20),
    "Kingery-Bulmash": lambda x: kingery_overpressure(x / 10),
    "impulse": lambda x: kingery_impulse(x, 500),
    "GOST blast": lambda x: gost_overpressure(1000, x),
    "GOST impulse": lambda x: gost_impulse(1000, x),
    "GB/T 37243": gbt37243_overpressure,
    "GB/T 37243 distance": gbt37243_distance,
    "plume": lambda x: gaussian_plume(1, 3, x, y=20, stability=Stability.E),
    "puff": lambda x: gaussian_puff(50, 3, 100, x, stability=Stability.E),
    "lasting release": lambda x: gaussian_release(1, 90, 3, 100, x, stability=Stability.E),
    "dense plume": lambda x: dense_plume(20, 2.0, 4, x),
    "dense puff": lambda x: dense_puff(2000, 2.0, 4, x),
    "heat": lambda x: thermal_lethality(x * 100, 30),
    "overpressure": lambda x: overpressure_lethality(x * 100),
    "blast": lambda x: blast_harm(x * 100, 500, model=BlastModel.TNO_COLLAPSE),
    "gas": lambda x: toxic_lethality(x * 1e-5, 900, "氨"),
}


@settings(max_examples=15, deadline=None)
@given(distances=st.lists(st.floats(100, 700), min_size=1, max_size=6))
@pytest.mark.parametrize("name", MODELS)
def test_many_targets_at_once_are_as_each_by_itself(name: str, distances: list[float]) -> None:
    model = MODELS[name]
    together = model(np.array(distances))
    assert together.shape == (len(distances),)
    assert together == pytest.approx([float(model(x)) for x in distances], rel=1e-12, abs=0)
    grid = np.array([distances, distances])
    assert np.array_equal(model(grid), [together, together])
