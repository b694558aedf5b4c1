"""Whatever a load looks up by its id is sought in an index, whatever a planner thinks of it."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Final

import pytest

from graph.cypher.library import question
from graph.model.labels import Label
from graph.model.registry import NODES, RELATIONS
from graph.store import statements as cypher
from graph.store.evidence_statements import (
    ADD_PROPOSALS,
    ADD_SAID,
    CREATE_EVIDENCE,
    KNOWN_EVIDENCE,
    MERGE_EVIDENCE,
    MERGE_MORE_EVIDENCE,
    TAKE_SAID,
)
from graph.store.holding_statements import LOCK_PROPOSALS

LOOK_UP: Final = re.compile(r"MATCH \((\w+):(\w+) \{id: (?:id|key|\w+\.\w+)\}\)")
SOUGHT: Final = re.compile(r"USING INDEX SEEK (\w+):(\w+)\(id\)")
LOOKUPS: Final = ("lookup/by_id", "lookup/figures")
QUESTIONS: Final = (
    "lookup/granted",
    "lookup/registered",
    "lookup/sources",
    "placing/dwelling",
    "placing/elsewhere",
    "placing/left",
    "placing/located",
    "placing/places",
    "review/places",
    "review/related",
    "review/said",
)


def of_nodes() -> Iterator[str]:
    for spec in NODES:
        yield cypher.look_up(spec, hold=True)
        yield cypher.read_states(spec)
        yield cypher.create_states(spec)
        yield cypher.retract_states(spec)
        yield cypher.extend_states(spec)
        yield cypher.read_held(spec.identity_label)
        yield cypher.read_past_names(spec.identity_label)


def of_relations() -> Iterator[str]:
    ends = (Label.ORGANISATION.value, Label.PARK.value)
    for spec, make in product(
        RELATIONS,
        (
            cypher.read_relations,
            cypher.read_between,
            cypher.create_relations,
            cypher.retract_relations,
            cypher.extend_relations,
        ),
    ):
        yield make(spec, ends)


def of_questions() -> Iterator[str]:
    yield from (question(name).text for name in QUESTIONS)
    for name in LOOKUPS:
        yield from (question(name).about(label) for label in question(name).subjects)


def of_evidence() -> Iterator[str]:
    yield ADD_PROPOSALS
    yield ADD_SAID
    yield CREATE_EVIDENCE
    yield KNOWN_EVIDENCE
    yield LOCK_PROPOSALS
    yield MERGE_EVIDENCE
    yield MERGE_MORE_EVIDENCE
    yield TAKE_SAID


@pytest.mark.parametrize("statements", [of_nodes, of_relations, of_questions, of_evidence])
def test_an_index_is_named(statements: Callable[[], Iterator[str]]) -> None:
    for statement in statements():
        looked_up = LOOK_UP.findall(statement)
        assert looked_up, statement
        assert SOUGHT.findall(statement) == looked_up, statement
