"""Headers of the hand-written statements say what the bodies do."""

import re

import pytest

from graph.cypher.library import Question, question, questions

VARIABLE_LENGTH = re.compile(r"\*(?!\s*\d*\.\.\d)|\{\d*,\}|\+\s*\(")


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_the_header_names_every_parameter(asked: Question) -> None:
    assert set(re.findall(r"\$(\w+)", asked.text)) == set(asked.params)


def test_a_statement_is_asked_of_one_type() -> None:
    asked = question("chain/duties")
    assert "(t:Hazard {id: $id})" in asked.about("Hazard")
    with pytest.raises(ValueError, match="Person"):
        asked.about("Person")


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_every_path_has_an_upper_bound(asked: Question) -> None:
    assert not VARIABLE_LENGTH.search(asked.text)


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_it_only_reads(asked: Question) -> None:
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE)\b", asked.text)
