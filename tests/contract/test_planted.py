"""Every planted gap is found and none is invented, whatever the order of loading (植入缺口)."""

import random
from dataclasses import replace

import pytest

from graph.cypher import question
from graph.evidence import At, now
from graph.model.identity import label_of
from graph.responsibility.chain import ResponsibilityChain, chain_of
from graph.responsibility.gaps import GapKind
from graph.responsibility.load import overloaded
from graph.responsibility.rulebook import rulebook
from graph.store.port import Store, Transaction
from graph.store.write import write
from schema.questions.scope import surveyed
from tests.contract.district import planted
from tests.contract.planting import DAY, SPAN
from tests.contract.plantings import KINDS

SIZE = len(KINDS) + 1


async def _found(store: Store, region: str) -> list[tuple[str, str | None, str]]:
    survey = await surveyed(store, region, At(as_of=DAY, known_at=now()))
    gaps = [*survey.gaps(rulebook()), *overloaded(survey, region, SPAN)]
    return [(str(gap.kind), gap.role, gap.subject) for gap in gaps if gap.kind != "OVERLOADED"] + [
        *{(str(gap.kind), gap.role, gap.subject) for gap in gaps if gap.kind == "OVERLOADED"}
    ]


async def test_every_planted_gap_is_found_and_none_invented(store: Store) -> None:
    district = planted(SIZE)
    await write(store, district.batch)
    assert sorted(await _found(store, district.region), key=str) == sorted(district.gaps, key=str)


SMALLEST = 20
"""Enterprises of the smallest district that the bench plants."""


def test_every_kind_of_gap_is_planted_in_the_smallest_district_too() -> None:
    for size in (SMALLEST, SIZE):
        assert {kind for kind, _, _ in planted(size).gaps} == set(GapKind)


ELSEWHERE = {"xiuyu-leaders/listed"}
"""Rules of one place, which a made-up district is not."""


async def test_every_rule_in_force_is_broken_somewhere(store: Store) -> None:
    district = planted(SIZE)
    await write(store, district.batch)
    survey = await surveyed(store, district.region, At(as_of=DAY, known_at=now()))
    in_force = [rule for rule in rulebook() if rule.days.holds(DAY) and rule.id not in ELSEWHERE]
    untold = [rule.id for rule in in_force if not survey.gaps([rule])]
    assert untold == []


async def _chain(store: Store, subject: str) -> ResponsibilityChain:
    at = At(as_of=DAY, known_at="2100-01-01T00:00:00.000000Z")
    statement = question("chain/duties").about(label_of(subject))
    rows = await store.read(statement, {"id": subject, **at.parameters})
    return chain_of(subject, "Hazard", rows, at, rulebook())


def _unhurried(chain: ResponsibilityChain) -> ResponsibilityChain:
    """Return a chain without the moments of recording."""
    lines = tuple(
        replace(line, rungs=tuple(replace(rung, recorded_at="") for rung in line.rungs))
        for line in chain.lines
    )
    return replace(chain, lines=lines)


async def _empty(store: Store) -> None:
    async def wipe(tx: Transaction) -> None:
        await tx.run("MATCH (n) DETACH DELETE n")

    await store.write(wipe)


@pytest.mark.property
async def test_the_order_of_loading_changes_nothing(store: Store) -> None:
    district = planted(len(KINDS))
    await write(store, district.batch)
    in_order = await _chain(store, district.hazard)
    await _empty(store)
    dice = random.Random(7)  # noqa: S311 - a test's dice
    entities, relations = list(district.entities), list(district.relations)
    dice.shuffle(entities)
    dice.shuffle(relations)
    half = len(relations) // 2
    whole = district.batch
    await write(store, replace(whole, entities=entities, relations=relations[:half]))
    await write(store, replace(whole, entities=[], relations=relations[half:]))
    assert set(await _found(store, district.region)) == district.gaps
    assert _unhurried(await _chain(store, district.hazard)) == _unhurried(in_order)


@pytest.mark.property
async def test_what_is_said_of_other_enterprises_changes_no_chain(store: Store) -> None:
    few = planted(2)
    await write(store, few.batch)
    alone = await _chain(store, few.hazard)
    assert any(line.rungs for line in alone.lines)
    await write(store, planted(len(KINDS)).batch)
    among = await _chain(store, few.hazard)
    assert _told(among) == _told(alone)


def _told(chain: ResponsibilityChain) -> object:
    """Return who answers for what; the rows of the register have other numbers."""
    return (
        [[(r.role, r.post, r.person, r.subject) for r in line.rungs] for line in chain.lines],
        chain.gaps,
    )
