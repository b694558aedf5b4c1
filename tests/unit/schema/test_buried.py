"""What is mounded or under ground is not heated by fire outside; invented tanks."""

from typing import Any

import pytest

from schema.questions.neighbourhood import Neighbourhood


def tank(unit: str, siting: str | None, *targets: str) -> dict[str, Any]:
    return {
        "unit": unit,
        "name": unit,
        "equipment": "PRESSURISED",
        "volume": 100.0,
        "threshold": None,
        "siting": siting,
        "vectors": [
            {"target": each, "heat_flux": 60.0, "escalation": None, "evidence": []}
            for each in targets
        ],
    }


@pytest.mark.parametrize("siting", ["MOUNDED", "UNDERGROUND"])
def test_fire_outside_does_not_reach_it_and_the_answer_says_so(siting: str) -> None:
    around = Neighbourhood([tank("A", None, "B", "C"), tank("B", siting), tank("C", None)], None)
    assert {(v.source, v.target) for v in around.vectors} == {("A", "C")}
    assert any("under ground" in notice.en for notice in around.assumptions)


@pytest.mark.parametrize("siting", [None, "ABOVE_GROUND", "INDOORS"])
def test_what_stands_otherwise_is_heated(siting: str | None) -> None:
    around = Neighbourhood([tank("A", "MOUNDED", "B"), tank("B", siting)], None)
    assert {(v.source, v.target) for v in around.vectors} == {("A", "B")}
    assert around.assumptions == ()
