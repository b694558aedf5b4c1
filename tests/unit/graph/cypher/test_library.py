"""Headers of the hand-written statements say what the bodies do."""

import re

import pytest

from graph.cypher.library import Question, question, questions
from graph.model.registry import node_spec
from loaders.identity import GLOBAL

VARIABLE_LENGTH = re.compile(r"\*(?!\s*\d*\.\.\d)|\{\d*,\}|\+\s*\(")


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_the_header_names_every_parameter(asked: Question) -> None:
    assert set(re.findall(r"\$(\w+)", asked.text)) == set(asked.params)


def test_a_statement_is_asked_of_one_type() -> None:
    asked = question("chain/duties")
    assert "(t:Hazard {id: $id})" in asked.about("Hazard")
    with pytest.raises(ValueError, match="Person"):
        asked.about("Person")


def test_a_statement_about_many_things_is_asked_of_those_of_each_type() -> None:
    asked = question("lookup/by_id")
    assert "(t:Park {id: id})" in asked.about("Park")
    assert set(asked.subjects) >= {node_spec(label).identity_label for label in GLOBAL}
    assert not question("lookup/is_empty").subjects


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_every_path_has_an_upper_bound(asked: Question) -> None:
    assert not VARIABLE_LENGTH.search(asked.text)


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_it_only_reads(asked: Question) -> None:
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE)\b", asked.text)
