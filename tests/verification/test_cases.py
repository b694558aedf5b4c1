"""Published cases (公开算例): every TOML file beside this runner, by its source and tolerance."""

import tomllib
from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graph.model.labels import EquipmentKind
from hazard.catalogue import model
from hazard.escalation import EscalationModel, Unit, mitigated, response_of
from hazard.escalation_graph import Blow
from hazard.inference import final_sets
from hazard.major_hazard import Content, assess
from hazard.propagation import Vector, propagate
from tests.verification.units import si

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
    blows = [
        Blow(source=a, target=b, overpressure=0.0, probability=chance)
        for a, b, chance in check.get("blows", [])
    ]
    result = propagate(
        [Unit(id=name, threshold=case["threshold"]) for name in names],
        vectors,
        check["origins"],
        model=EscalationModel(case["model"]),
        blows=blows,
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
    for name, expected in case["expected"].items():
        got = response_of([unit], EscalationModel(name)).probability(case["flux"])
        assert got.tolist() == pytest.approx(expected, abs=case["tolerance"]), name


def _model(case: dict[str, Any], check: dict[str, Any]) -> None:
    """Run one model on the figures of the publication; ``@id.field`` takes an earlier result.

    A check with an ``id`` and no ``expected`` is a step the publication prints no figure for.
    """
    results = case.setdefault("results", {})

    def given(value: Any) -> Any:
        if isinstance(value, str) and value.startswith("@"):
            id_, *fields = value[1:].split(".")
            return reduce(getattr, fields, results[id_])
        return si(value)

    assert check["source"] if "source" in check else case["source"]
    assert check.get("page", case.get("page")), "a case says where it is printed"
    inputs = {name: given(value) for name, value in check.get("inputs", {}).items()}
    result = model(check["model"]).run(**inputs)
    if call := check.get("call"):
        arguments = {name: given(value) for name, value in check.get("arguments", {}).items()}
        result = getattr(result, call)(**arguments)
    results[check.get("id")] = result
    expected = check.get("expected", {}) if "id" in check else check["expected"]
    pairs = expected if isinstance(expected, dict) else {"": expected}
    near = {key: check[key] for key in ("rel", "abs") if key in check}
    near = {key: si(value) for key, value in near.items()} or {"rel": case["tolerance"]}
    for field, printed in pairs.items():
        got = reduce(getattr, [part for part in field.split(".") if part], result)
        assert np.asarray(got) == pytest.approx(np.asarray(si(printed)), **near), (
            f"{check['what']}: {field}"
        )


RUNNERS: dict[str, Callable[[dict[str, Any], dict[str, Any]], None]] = {
    "conditional": _conditional,
    "propagation": _propagation,
    "grading": _grading,
    "escalation": _escalation,
    "model": _model,
}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_published_case(path: Path) -> None:
    case = _load(path)
    assert case["source"]
    for check in case.get("check", [{}]):
        RUNNERS[case["kind"]](case, check)
