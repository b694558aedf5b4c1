"""Headers of the hand-written statements say what the bodies do."""

import re

import pytest

from graph.cypher.library import Question, questions

VARIABLE_LENGTH = re.compile(r"\*(?!\s*\d*\.\.\d)|\{\d*,\}|\+\s*\(")


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_the_header_names_every_parameter(asked: Question) -> None:
    assert set(re.findall(r"\$(\w+)", asked.text)) == set(asked.params)


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_the_header_names_the_columns_returned(asked: Question) -> None:
    last = asked.text[asked.text.rindex("RETURN") :].split("ORDER BY")[0]
    columns = re.findall(r"(?:AS\s+(\w+)|(?<=[\s,])(\w+))\s*(?:,|$)", last)
    assert tuple(named or bare for named, bare in columns) == asked.returns


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_every_path_has_an_upper_bound(asked: Question) -> None:
    assert not VARIABLE_LENGTH.search(asked.text)


@pytest.mark.parametrize("asked", questions(), ids=lambda q: q.name)
def test_it_only_reads(asked: Question) -> None:
    assert not re.search(r"\b(CREATE|MERGE|SET|DELETE|REMOVE)\b", asked.text)
