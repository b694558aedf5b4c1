"""Accepting what was meant (采纳所指) on every engine: an unclear statement, of the right thing."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.evidence import now
from graph.model.labels import Label
from graph.model.statement import Entity
from graph.store.deciding import keep
from graph.store.port import Store
from graph.store.write import write
from loaders.pipeline import load
from schema.build import build_schema
from schema.caller import Caller, Role
from server.executing import Executor, Request
from tests.contract.compartments import WORLD
from tests.contract.telling import document, facts, proposals
from tests.trust import TRUSTED

SCHEMA = build_schema()
ACCEPT = """mutation ($input: AcceptProposalInput!) { done: acceptProposal(input: $input) {
  __typename ... on Problem { code message messageEn } ... on NotFound { id }
  ... on ProposalDecision { changed proposal { id status note evidence { method note } } } } }"""


async def accepted(store: Store, caller: Caller | None = None, **given: str) -> Any:
    by = caller.name if caller else "王工"
    request = Request(query=ACCEPT, variables={"input": {"by": by, **given}})
    outcome = await Executor(SCHEMA, store).execute(request, caller)
    assert "errors" not in outcome.response, outcome.response
    return outcome.response["data"]["done"]


async def known(store: Store, name: str) -> str:
    rows = await store.read(
        "MATCH (n)-[:HAS_STATE]->(s) WHERE s.name = $name RETURN DISTINCT n.id AS id",
        {"name": name},
    )
    return str(rows[0]["id"])


async def test_a_figure_of_nobody_becomes_one_of_what_a_person_names(
    store: Store, tmp_path: Path
) -> None:
    text = "城区共有企业12家。"
    (tmp_path / "园区.csv").write_text("名称\n东岸园区\n", encoding="utf-8")
    await load(store, [tmp_path / "园区.csv"])
    await load(store, [document(tmp_path, text)], rules=TRUSTED)
    (unclear,) = await proposals(store, cause="UNCLEAR")
    park = await known(store, "东岸园区")

    done = await accepted(store, id=unclear["id"], subject=park, note="与园区核对")

    assert (done["__typename"], done["changed"]) == ("ProposalDecision", True)
    assert done["proposal"]["note"] == f"主体为 {park}；与园区核对"
    said = await facts(store)
    (figure,) = (name for kind, name in said if kind == "Indicator")
    assert ("MEASURES", f"{figure} → 东岸园区") in said
    (row,) = await store.read(
        "MATCH (n:Indicator)-[:HAS_STATE]->(s) MATCH (e:Evidence) WHERE e.id IN s.evidence"
        " RETURN s.value AS value, collect(e.method) AS methods, collect(e.quote) AS quotes"
    )
    assert row["value"] == 12
    assert sorted(row["methods"]) == ["DOCUMENT_RULE", "MANUAL"]
    (record,) = await store.read("MATCH (r:AuditRecord) RETURN r.after AS after, r.actor AS actor")
    assert record["actor"] == "王工"
    assert park in json.dumps(json.loads(record["after"]))

    again = await load(store, [document(tmp_path, text)], rules=TRUSTED)
    assert not [*again.added, *again.proposed, *again.retracted]
    later = await load(store, [document(tmp_path, f"{text}\n完")], rules=TRUSTED)
    assert not [*later.proposed, *later.retracted]
    assert await facts(store) == said


async def unclear_row(store: Store, folder: Path) -> dict[str, Any]:
    """Load a row that names a plant of which there are two."""
    tables = {
        "园区": "名称\n东岸园区\n",
        "企业": "名称,别名\n甲化工有限公司,甲化工\n甲化工股份公司,甲化工\n",
        "MANAGES": "主体类型,主体,客体类型,客体\n企业,甲化工,信息平台,平安平台\n",
        "信息平台": "名称\n平安平台\n",
    }
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    report = await load(store, [folder])
    assert not report.rejected, [line.sentence("zh") for line in report.rejected]
    (unclear,) = await proposals(store, cause="UNCLEAR")
    return unclear


async def test_a_name_that_could_be_two_is_told_apart_by_a_person(
    store: Store, tmp_path: Path
) -> None:
    unclear = await unclear_row(store, tmp_path)
    plant, other = await known(store, "甲化工股份公司"), await known(store, "平安平台")
    assert (await accepted(store, id=unclear["id"]))["__typename"] == "Unclear"
    assert (await accepted(store, id=unclear["id"], object=other))["__typename"] == "Unclear"
    gone = await accepted(store, id=unclear["id"], subject="Organisation:none")
    assert (gone["__typename"], gone["id"]) == ("NotFound", "Organisation:none")
    unfit = await accepted(store, id=unclear["id"], subject=other, object=other)
    assert unfit["__typename"] == "InvalidInput"

    done = await accepted(store, id=unclear["id"], subject=plant)

    assert done["proposal"]["status"] == "ACCEPTED"
    assert ("MANAGES", "甲化工股份公司 → 平安平台") in await facts(store)
    assert any(e["method"] == "MANUAL" for e in done["proposal"]["evidence"])


@pytest.fixture
async def world(store: Store) -> Store:
    await write(store, WORLD.batch)
    return store


async def proposed(store: Store, subject: str, *, cause: str = "UNCLEAR", **said: Any) -> str:
    """Keep a proposal about a thing of the world."""
    entity = WORLD.entity(subject)
    made = Entity(
        label=Label.PROPOSAL,
        properties={
            "position": f"{subject}{cause}||0",
            "status": "OPEN",
            "cause": cause,
            "kind": "OPERATES",
            "summary": f"{subject}的陈述",
            "subject": entity.id,
            "statement": json.dumps({"writes": [], **said}),
            "reason": "不清楚",
            "reason_en": "unclear",
        },
        evidence=entity.evidence,
        known_as=f"Proposal:{subject}{cause}{len(said)}",
    )
    await keep(store, [made], {}, now())
    return made.id


STEWARD = Caller(name="李", role=Role.STEWARD, scopes=(WORLD.entity("parkA").id,), personal=True)
_DAYS = {"valid_from": "2024-01-01", "valid_to": None}


async def test_a_steward_says_what_was_meant_only_of_what_is_theirs(world: Store) -> None:
    end = {"label": "Enterprise", "id": WORLD.entity("entX").id}
    meant = {"type": "OPERATES", "source": end, "target": None, "properties": {}, **_DAYS}
    unclear = await proposed(world, "entX", meant=meant)
    hidden = WORLD.entity("tnkZ").id
    there = await accepted(world, STEWARD, id=unclear, object=hidden)
    nowhere = await accepted(world, STEWARD, id=unclear, object="Unit:none")
    assert there["__typename"] == "NotFound"
    assert str(there).replace(hidden, "…") == str(nowhere).replace("Unit:none", "…")
    done = await accepted(world, STEWARD, id=unclear, object=WORLD.entity("tnkY").id)
    assert done["changed"]


async def test_a_steward_accepts_nothing_that_reaches_beyond_their_scope(world: Store) -> None:
    def entity(key: str, **said: object) -> dict[str, Any]:
        one = WORLD.entity(key)
        said = {"name": one.properties["name"], **said}
        return {"label": one.label, "id": one.id, "properties": said, "park_id": None, **_DAYS}

    def link(kind: str, source: str, target: str) -> dict[str, Any]:
        ends = {
            end: {"label": WORLD.entity(key).label, "id": WORLD.entity(key).id}
            for end, key in (("source", source), ("target", target))
        }
        return {"type": kind, **ends, "properties": {}, **_DAYS}

    tried: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("entX", "RULE", entity("entX", aliases=["密entZ"])),
        ("entX", "SCOPE", entity("entX", industry="化工")),
        ("bureau1", "RULE", entity("bureau1", sector="港口")),
        ("prvS", "RULE", link("LOCATED_IN", "prvS", "parkA")),
        ("dist1", "RULE", link("PART_OF", "dist1", "dist2")),
        ("entX", "IDENTITY", {}),
    )
    for subject, cause, writes in tried:
        found = await proposed(world, subject, cause=cause, writes=[writes] if writes else [])
        done = await accepted(world, STEWARD, id=found)
        assert done["__typename"] == "Forbidden", (subject, cause, done)
    own = await proposed(world, "entY", cause="RULE", writes=[entity("entY", industry="化工")])
    assert (await accepted(world, STEWARD, id=own))["__typename"] == "ProposalDecision"


REJECT = """mutation ($id: ID!) { done: rejectProposal(input: {id: $id, by: "李"}) {
  __typename } }"""


async def test_a_steward_rejects_what_speaks_of_their_own(world: Store) -> None:
    for subject, expected in (("entX", "ProposalDecision"), ("bureau1", "Forbidden")):
        found = await proposed(world, subject)
        request = Request(query=REJECT, variables={"id": found})
        outcome = await Executor(SCHEMA, world).execute(request, STEWARD)
        assert outcome.response["data"]["done"]["__typename"] == expected
    (record,) = await world.read("MATCH (r:AuditRecord) RETURN r.actor AS actor")
    assert record["actor"] == "李"
