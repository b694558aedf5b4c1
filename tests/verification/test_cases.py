"""Published cases (公开算例): every TOML file beside this runner, by its source and tolerance."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.model.labels import EquipmentKind
from hazard.escalation import EscalationModel, Unit, mitigated, response_of
from hazard.inference import final_sets
from hazard.major_hazard import Content, assess
from hazard.propagation import Vector, propagate

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def _load(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _conditional(case: dict[str, Any], check: dict[str, Any]) -> None:
    names = list(check["conditional"])
    final = final_sets(np.array([check["conditional"][name] for name in names]))
    for key, expected in check["expected"].items():
        mask = sum(1 << names.index(name) for name in key.split(",") if name)
        assert final[mask] == pytest.approx(expected, abs=case["tolerance"]), check["what"]


def _propagation(case: dict[str, Any], check: dict[str, Any]) -> None:
    names = case["units"]
    flux = float(
        mitigated(
            check["flux"],
            unextinguished=check.get("unextinguished", 1.0),
            uncooled=check.get("uncooled", 1.0),
        )
    )
    vectors = [
        Vector(source=a, target=b, flux=flux)
        for i, a in enumerate(names)
        for j, b in enumerate(names)
        if abs(i - j) == 1 and [a, b] not in check.get("without", [])
    ]
    result = propagate(
        [Unit(id=name, threshold=case["threshold"]) for name in names],
        vectors,
        check["origins"],
        model=EscalationModel(case["model"]),
    )
    got = {impact.unit: impact.probability for impact in result.impacts}
    assert got == pytest.approx(check["expected"], abs=case["tolerance"]), check["what"]


def _grading(case: dict[str, Any], check: dict[str, Any]) -> None:
    contents = [
        Content(**{**item, "symbols": tuple(item.get("symbols", ()))}) for item in check["contents"]
    ]
    result = assess(contents, check["people"])
    expected = check["expected"]
    near = {"abs": case["tolerance"]}
    assert result.identification_index == pytest.approx(expected["s"], **near), check["what"]
    assert result.grading_index is not None
    assert result.grading_index.low == pytest.approx(expected["r"], **near), check["what"]
    assert result.grading_index.high == result.grading_index.low
    assert result.alpha.low == expected["alpha"]
    assert result.grade == expected["grade"]
    assert [term.beta for term in result.terms] == expected["betas"]


def _escalation(case: dict[str, Any], _: dict[str, Any]) -> None:
    unit = Unit(id="T", equipment=EquipmentKind(case["equipment"]), volume=case["volume"])
    for model, expected in case["expected"].items():
        got = response_of([unit], EscalationModel(model)).probability(case["flux"])
        assert got.tolist() == pytest.approx(expected, abs=case["tolerance"]), model


RUNNERS: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    "conditional": _conditional,
    "propagation": _propagation,
    "grading": _grading,
    "escalation": _escalation,
}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_published_case(path: Path) -> None:
    case = _load(path)
    assert case["source"]
    for check in case.get("check", [{}]):
        RUNNERS[case["kind"]](case, check)
