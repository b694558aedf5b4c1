"""Scores of risk (风险评分): what LEC and LS earn, and both levels on a bound."""

import pytest
from hypothesis import given, strategies as st

from graph.model.labels import Label, RiskLevel
from loaders.registers.scores import METHODS, Method, levels_of
from tests.unit.loaders.registers.sheets import ENTERPRISE, drafts, read

LEC, LS = METHODS
TABLE = [
    (LEC, (6, 6, 15), 540.0, "RED"),
    (LEC, (3, 6, 15), 270.0, "ORANGE"),
    (LEC, (3, 3, 15), 135.0, "YELLOW"),
    (LEC, (1, 3, 7), 21.0, "BLUE"),
    (LS, (5, 5), 25.0, "RED"),
    (LS, (4, 4), 16.0, "ORANGE"),
    (LS, (3, 4), 12.0, "YELLOW"),
    (LS, (2, 2), 4.0, "BLUE"),
]


@pytest.mark.parametrize(("method", "factors", "score", "level"), TABLE)
def test_the_level_of_a_score(
    method: Method, factors: tuple[float, ...], score: float, level: str
) -> None:
    assert method.score(factors) == score
    assert levels_of(method, score) == (RiskLevel(level),)


@given(st.sampled_from(METHODS), st.floats(0, 1e4), st.floats(0, 1e4))
def test_a_higher_score_never_earns_a_lower_level(method: Method, one: float, other: float) -> None:
    order = list(RiskLevel)
    low, high = sorted((one, other))
    assert order.index(levels_of(method, high)[0]) <= order.index(levels_of(method, low)[0])


def test_the_score_of_a_risk_is_not_the_r_of_a_major_hazard() -> None:
    risk = read(
        ("企业名称", "风险点", "L值", "S值", "R值"),
        (ENTERPRISE, "氨罐区", 3, 5, 15),
        name="风险清单",
    )
    hazard = read(
        ("企业名称", "重大危险源名称", "重大危险源等级", "R值"),
        (ENTERPRISE, "氨罐区", "三级", 12.5),
        name="重大危险源清单",
    )
    scores = {d.name for d in drafts(risk, Label.INDICATOR)}
    assert scores == {"L值", "S值", "风险度R"}
    assert {d.name for d in drafts(hazard, Label.INDICATOR)} == {"R值"}
