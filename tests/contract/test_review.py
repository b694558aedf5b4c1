"""Proposals (待核实) on every engine: apart from the facts until a person decides."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.evidence import Evidence, Source
from graph.model.labels import ProposalStatus
from graph.model.statement import Entity
from graph.store.deciding import NotOpenError, NotWritableError
from graph.store.port import Store
from graph.store.write import Batch, write
from loaders.documents import EntityType
from loaders.documents.precision import StatementKind
from loaders.documents.text.clean import clean
from loaders.pipeline import load
from loaders.pipeline.conclusion import Decision
from loaders.pipeline.proposal import statements_of
from loaders.pipeline.refusals import (
    NamelessError,
    NothingToWriteError,
    StaleError,
    UnknownProposalError,
    UnmetError,
)
from loaders.pipeline.review import accept, reject
from loaders.pipeline.waiting import AmbiguousIdError, meant, waiting
from tests.contract.telling import PROVIDER, TEXT, document, extracted, facts, proposals
from tests.trust import TRUSTED, doubting

CUSTODY = "MATCH (:CustodyProvider)-[r:HAS_CUSTODY_OF]->(k:Park) WHERE r.retracted_at IS NULL"


@pytest.fixture
def provider_in_doubt() -> Any:
    """Rules that are right but for the one that finds the provider."""
    found = extracted().entities
    return doubting(next(e for e in found if e.type is EntityType.CUSTODY_PROVIDER))


async def test_a_rule_in_doubt_proposes_and_asserts_nothing(store: Store, tmp_path: Path) -> None:
    report = await load(store, [document(tmp_path)], rules=doubting(*StatementKind))

    assert not report.added
    assert await facts(store) == set()
    kept = await proposals(store)
    assert len(kept) == len(report.proposed) == len(extracted().statements)
    assert {p["status"] for p in kept} == {"OPEN"}
    for proposal in kept:
        (place,) = await store.read(
            "MATCH (e:Evidence {id: $id})"
            " RETURN e.quote AS quote, e.start AS start, e.rule AS rule",
            {"id": proposal["evidence"][0]},
        )
        text = clean(TEXT).text
        assert text[place["start"] : place["start"] + len(place["quote"])] == place["quote"]
        assert place["rule"] == proposal["rule"]
        assert proposal["precision"] == pytest.approx(0.5, abs=0.01)
        assert proposal["reason"]


async def test_loading_again_proposes_the_same_and_changes_nothing(
    store: Store, tmp_path: Path
) -> None:
    path, rules = document(tmp_path), doubting(StatementKind.RELATION)
    await load(store, [path], rules=rules)
    before, known = await proposals(store), await facts(store)

    report = await load(store, [path], rules=rules)

    assert not report.added
    assert not report.retracted
    assert (await proposals(store), await facts(store)) == (before, known)


async def test_a_believed_relation_waits_for_an_end_in_doubt(
    store: Store, tmp_path: Path, provider_in_doubt: Any
) -> None:
    await load(store, [document(tmp_path)], rules=provider_in_doubt)

    (provider,) = await proposals(store, cause="RULE")
    waiting = await proposals(store, cause="END")
    assert provider["summary"] == PROVIDER
    assert {p["summary"] for p in waiting} == {
        f"{PROVIDER} → 东岸",
        f"{PROVIDER} → 西岸化工园区",
    }
    assert all(p["needs"] == [provider["id"]] for p in waiting)
    assert not {kind for kind, _ in await facts(store)} & {"HAS_CUSTODY_OF", "CustodyProvider"}


async def test_accepting_writes_the_statement_with_its_place_and_the_person(
    store: Store, tmp_path: Path, provider_in_doubt: Any
) -> None:
    await load(store, [document(tmp_path)], rules=provider_in_doubt)
    (provider,) = await proposals(store, cause="RULE")

    decision = await accept(store, provider["id"], by="王工", note="与合同核对")

    assert decision.changed
    assert len(decision.ids) == 3
    stands = await facts(store)
    assert {("CustodyProvider", PROVIDER), ("HAS_CUSTODY_OF", f"{PROVIDER} → 东岸")} <= stands
    rows = await store.read(
        f"{CUSTODY} UNWIND r.evidence AS id MATCH (e:Evidence {{id: id}})-[:IN_DOCUMENT]->(d)"
        " RETURN DISTINCT e.method AS method, e.quote AS quote, e.note AS note, d.name AS file"
    )
    assert {row["method"] for row in rows} == {"DOCUMENT_RULE", "MANUAL"}
    assert {row["file"] for row in rows} == {"总结.txt"}
    (signed,) = {row["note"] for row in rows if row["method"] == "MANUAL"}
    assert signed.startswith("王工 ")
    assert signed.endswith("采纳：与合同核对")
    closed = await proposals(store)
    assert {(p["status"], p["decided_by"]) for p in closed} == {("ACCEPTED", "王工")}


async def test_a_decision_leaves_an_audit_record(
    store: Store, tmp_path: Path, provider_in_doubt: Any
) -> None:
    await load(store, [document(tmp_path)], rules=provider_in_doubt)
    (provider,) = await proposals(store, cause="RULE")
    refused = (await proposals(store, cause="END"))[0]
    await reject(store, refused["id"], by="李工")
    await accept(store, provider["id"], by="王工", note="与合同核对")
    await accept(store, provider["id"], by="王工")

    rows = await store.read(
        "MATCH (n:AuditRecord) RETURN properties(n) AS r ORDER BY n.sk_recorded_at"
    )
    rejected, accepted = (row["r"] for row in rows)
    assert (rejected["act"], rejected["actor"]) == ("REJECT_PROPOSAL", "李工")
    assert (accepted["act"], accepted["actor"], accepted["note"]) == (
        "ACCEPT_PROPOSAL",
        "王工",
        "与合同核对",
    )
    assert accepted["subject"] == provider["id"]
    assert json.loads(accepted["before"])[provider["id"]] == [{"status": "OPEN"}]
    after = json.loads(accepted["after"])
    assert after[provider["id"]] == [{"status": "ACCEPTED"}]
    assert after[provider["subject"]][0]["properties"]["name"] == PROVIDER
    assert provider["subject"] in accepted["concerns"]


async def test_accepted_statements_are_those_of_a_load_that_believes(
    store: Store, tmp_path: Path
) -> None:
    path = document(tmp_path)
    await load(store, [path], rules=doubting(*StatementKind))
    for proposal in await proposals(store):
        await accept(store, proposal["id"], by="王工")
    accepted = await facts(store)

    report = await load(store, [path], rules=TRUSTED)

    assert await facts(store) == accepted
    assert not report.added
    assert not report.corrected
    assert not report.retracted


async def test_a_relation_takes_its_ends_with_it(store: Store, tmp_path: Path) -> None:
    await load(store, [document(tmp_path)], rules=doubting(*StatementKind))
    (custody,) = await proposals(store, summary=f"{PROVIDER} → 东岸")

    decision = await accept(store, custody["id"], by="王工")

    assert decision.ids[0] == custody["id"]
    assert set(decision.ids[1:]) == set(custody["needs"])
    assert await facts(store) == {
        ("CustodyProvider", PROVIDER),
        ("Park", "东岸"),
        ("HAS_CUSTODY_OF", f"{PROVIDER} → 东岸"),
    }


async def test_a_figure_comes_with_what_it_counts(store: Store, tmp_path: Path) -> None:
    await load(store, [document(tmp_path)], rules=doubting(*StatementKind))
    (figure,) = await proposals(store, kind="Indicator")
    assert "118家" in figure["summary"]

    await accept(store, figure["id"], by="王工")

    assert {kind for kind, _ in await facts(store)} == {"Indicator", "Platform", "MEASURES"}


async def test_after_acceptance_loading_changes_nothing(
    store: Store, tmp_path: Path, provider_in_doubt: Any
) -> None:
    path = document(tmp_path)
    await load(store, [path], rules=provider_in_doubt)
    (provider,) = await proposals(store, cause="RULE")
    await accept(store, provider["id"], by="王工")
    stands, kept = await facts(store), await proposals(store)

    report = await load(store, [path], rules=provider_in_doubt)

    assert {k: v for k, v in report.counts.items() if v} == {"unchanged": len(report.unchanged)}
    assert (await facts(store), await proposals(store)) == (stands, kept)


async def test_what_was_rejected_does_not_come_back(
    store: Store, tmp_path: Path, provider_in_doubt: Any
) -> None:
    path = document(tmp_path)
    await load(store, [path], rules=provider_in_doubt)
    (provider,) = await proposals(store, cause="RULE")
    await reject(store, provider["id"], by="王工", note="不是托管机构")

    report = await load(store, [path], rules=provider_in_doubt)
    later = await load(
        store, [document(tmp_path / "2", f"{TEXT}特此报告。")], rules=provider_in_doubt
    )

    for each in (report, later):
        assert PROVIDER not in {entry.subject for entry in each.proposed}
    (closed,) = await proposals(store, summary=PROVIDER)
    assert (closed["status"], closed["note"]) == ("REJECTED", "不是托管机构")
    waiting = await proposals(store, cause="END")
    with pytest.raises(UnmetError, match="Organisation"):
        await accept(store, waiting[0]["id"], by="王工")
    assert ("CustodyProvider", PROVIDER) not in await facts(store)


async def test_a_decision_stands(store: Store, tmp_path: Path, provider_in_doubt: Any) -> None:
    await load(store, [document(tmp_path)], rules=provider_in_doubt)
    (provider,) = await proposals(store, cause="RULE")
    await accept(store, provider["id"], by="王工")

    again = await accept(store, provider["id"], by="李工")
    with pytest.raises(NotOpenError) as refused:
        await reject(store, provider["id"], by="李工")

    assert (again.status, again.changed) == (ProposalStatus.ACCEPTED, False)
    assert (refused.value.status, refused.value.by) == (ProposalStatus.ACCEPTED, "王工")


async def test_what_cannot_be_decided_is_said(store: Store, tmp_path: Path) -> None:
    await load(store, [document(tmp_path, "城区共有企业12家。建设重票论述专栏。")], rules=TRUSTED)
    unclear = await proposals(store, cause="UNCLEAR")
    assert unclear

    with pytest.raises(NothingToWriteError):
        await accept(store, unclear[0]["id"], by="王工")
    with pytest.raises(NamelessError):
        await reject(store, unclear[0]["id"], by=" ")
    with pytest.raises(UnknownProposalError):
        await accept(store, "Proposal:none", by="王工")
    assert (await reject(store, unclear[0]["id"], by="王工")).changed


async def test_a_contest_is_settled_for_the_source_that_was_put_aside(
    store: Store, tmp_path: Path
) -> None:
    for name, grade in (("1_园区", "B"), ("2_园区", "C")):
        rows = f"名称,安全风险等级\n东岸园区,{grade}\n"
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8")
        await load(store, [tmp_path / f"{name}.csv"])
    (contest,) = await proposals(store, cause="CONTEST")

    await accept(store, contest["id"], by="王工")
    report = await load(store, [tmp_path / "1_园区.csv", tmp_path / "2_园区.csv"])

    grades = "MATCH (s:ParkState) WHERE s.retracted_at IS NULL RETURN s.risk_grade AS grade"
    assert await store.read(grades) == [{"grade": "C"}]
    assert not report.proposed
    assert not report.corrected
    assert await store.read("MATCH (s:ParkState) RETURN count(s) AS n") == [{"n": 2}]


async def test_what_was_registered_meanwhile_is_not_written_twice(
    store: Store, tmp_path: Path
) -> None:
    path, rules = document(tmp_path), doubting(*StatementKind)
    await load(store, [path], rules=rules)
    register = tmp_path / "安全托管机构.csv"
    rows = f"名称,统一社会信用代码\n{PROVIDER},91350100M000100Y43\n"
    register.write_text(rows, encoding="utf-8")
    await load(store, [register])
    (custody,) = await proposals(store, summary=f"{PROVIDER} → 东岸")

    with pytest.raises(StaleError, match="91350100M000100Y43"):
        await accept(store, custody["id"], by="王工")
    await load(store, [path], rules=rules)
    await accept(store, custody["id"], by="王工")

    assert await facts(store) == {
        ("CustodyProvider", PROVIDER),
        ("Park", "东岸"),
        ("HAS_CUSTODY_OF", f"{PROVIDER} → 东岸"),
    }
    rows_held = await store.read("MATCH (n:CustodyProvider) RETURN n.id AS id")
    assert rows_held == [{"id": "Organisation:91350100M000100Y43"}]


async def test_accepting_a_rule_does_not_overrule_another_source(
    store: Store, tmp_path: Path
) -> None:
    path, rules = document(tmp_path), doubting(StatementKind.FACT)
    await load(store, [path], rules=rules)
    (figure,) = await proposals(store, kind="Indicator")
    (held,) = [s for s in statements_of(figure["statement"], ()) if isinstance(s, Entity)]
    register = Source(name="台账.csv", sha256="aa" * 32)
    row = Evidence(document=register.sha256, method="REGISTER_ROW", row=2)
    other = replace(held, properties={**held.properties, "value": 120.0}, evidence=(row.id,))
    await write(store, Batch(sources=[register], evidence=[row], entities=[other]))

    with pytest.raises(NotWritableError) as refused:
        await accept(store, figure["id"], by="王工")

    assert refused.value.contested == ("value",)
    assert [p["id"] for p in await proposals(store, status="OPEN")] == [figure["id"]]
    assert "MEASURES" not in {kind for kind, _ in await facts(store)}


async def test_of_two_people_who_decide_at_once_one_is_told(
    store: Store, tmp_path: Path, provider_in_doubt: Any
) -> None:
    await load(store, [document(tmp_path)], rules=provider_in_doubt)
    (provider,) = await proposals(store, cause="RULE")

    said = await asyncio.gather(
        accept(store, provider["id"], by="王工"),
        reject(store, provider["id"], by="李工"),
        return_exceptions=True,
    )

    (refused,) = (each for each in said if isinstance(each, NotOpenError))
    (decision,) = (each for each in said if isinstance(each, Decision))
    assert refused.status is decision.status
    states = await store.read(
        "MATCH (s:ProposalState) WHERE s.of = $id RETURN count(s) AS n", {"id": provider["id"]}
    )
    assert states == [{"n": 2}]


async def test_a_person_types_as_much_of_an_id_as_the_list_shows(
    store: Store, tmp_path: Path
) -> None:
    await load(store, [document(tmp_path)], rules=doubting(*StatementKind))
    listed = await waiting(store, "总结.txt")

    assert [each.id for each in listed] == [p["id"] for p in await proposals(store)]
    assert await meant(store, [each.short for each in listed]) == [each.id for each in listed]
    assert await meant(store, [listed[0].id]) == [listed[0].id]
    assert await waiting(store, "别的.txt") == []
    for unclear in ("", "Proposal:", "zz"):
        with pytest.raises(AmbiguousIdError) as refused:
            await meant(store, [unclear])
        assert refused.value.given == unclear
    (custody,) = (each for each in listed if each.words == f"安全托管：{PROVIDER} → 东岸")
    assert PROVIDER in (custody.quote or "")
    assert custody.needs
