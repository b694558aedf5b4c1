"""Proposals in the API on every engine: seen as such, decided there, never among the facts."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema as build_graphql_schema

from graph.store.port import Store
from loaders.documents import EntityType
from loaders.documents.precision import StatementKind
from loaders.documents.text.clean import clean
from loaders.pipeline import load
from schema.build import build_schema
from schema.context import Context
from server.executing import Executor, Request
from tests.contract.conformity import faults
from tests.contract.telling import PROVIDER, TEXT, document, extracted
from tests.trust import TRUSTED, doubting

SCHEMA = build_schema()
GRAPHQL = build_graphql_schema(SCHEMA.as_str())

OPEN = """query ($filter: ProposalFilter, $at: At) {
  proposals(filter: $filter, at: $at) {
    totalCount
    nodes {
      id status cause kind summary subject object document reason reasonEn rule precision needs
      decidedBy note statement recordedAt
      evidence { quote rule method note span { start end originalStart } document { name } }
    }
  }
}"""
DECIDE = """mutation ($id: ID!, $by: String!) {
  FIELDProposal(input: {id: $id, by: $by, note: "与合同核对"}) {
    __typename
    ... on ProposalDecision {
      changed
      proposal { id status decidedBy note evidence { method note } }
      also { id summary status }
    }
    ... on NotFound { code id message }
    ... on Conflict { code of recorded by message messageEn }
    ... on InvalidInput { code field message }
    ... on Unclear { code of message }
  }
}"""
ACCEPT = DECIDE.replace("FIELD", "accept")
REJECT = DECIDE.replace("FIELD", "reject").replace("    ... on Unclear { code of message }\n", "")
CHAIN = """query ($of: ID!) {
  responsibilityChain(of: $of) {
    ... on ResponsibilityChain { lines { line rungs { organisation { name } } } }
  }
}"""
SAID = """query ($of: ID!) {
  documentStatements(of: $of, first: 100) {
    ... on DocumentStatements {
      nodes {
        evidence { quote }
        entities { id }
        relations { type }
        proposals { id status kind summary rule precision }
      }
    }
  }
}"""


async def ask(store: Store, text: str, **variables: Any) -> Any:
    result = await SCHEMA.execute(text, variables, context_value=Context(store))
    assert result.errors is None, result.errors
    assert result.data is not None
    assert faults(GRAPHQL, text, result.data) == []
    return next(iter(result.data.values()))


async def open_ones(store: Store, **wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = await ask(store, OPEN, filter={"status": {"eq": "OPEN"}, **wanted})
    assert found["totalCount"] == len(found["nodes"])
    nodes: list[dict[str, Any]] = found["nodes"]
    return nodes


@pytest.fixture
async def in_doubt(store: Store, tmp_path: Path) -> list[dict[str, Any]]:
    """The open proposals of a document whose provider was found by a rule in doubt."""
    found = next(e for e in extracted().entities if e.type is EntityType.CUSTODY_PROVIDER)
    await load(store, [document(tmp_path)], rules=doubting(found))
    return await open_ones(store)


def test_a_proposal_shows_its_reason_rule_and_place(in_doubt: list[dict[str, Any]]) -> None:
    (provider,) = (p for p in in_doubt if p["cause"] == "RULE")

    (place,) = provider["evidence"]
    assert place["quote"] == PROVIDER
    assert clean(TEXT).text[place["span"]["start"] : place["span"]["end"]] == PROVIDER
    assert TEXT[place["span"]["originalStart"] :].startswith(PROVIDER)
    assert (place["rule"], place["method"]) == (provider["rule"], "DOCUMENT_RULE")
    assert provider["precision"] == pytest.approx(0.5, abs=0.01)
    assert provider["rule"] in provider["reason"]
    assert provider["rule"] in provider["reasonEn"]
    assert provider["kind"] == "CustodyProvider"


async def test_proposals_are_found_by_status_document_and_subject(
    store: Store, in_doubt: list[dict[str, Any]]
) -> None:
    (provider,) = (p for p in in_doubt if p["cause"] == "RULE")
    waiting = [p for p in in_doubt if p["cause"] == "END"]

    about = await open_ones(store, subject={"eq": provider["subject"]})
    assert {p["id"] for p in about} == {provider["id"], *(p["id"] for p in waiting)}
    park = await open_ones(store, object={"eq": waiting[0]["object"]})
    assert [p["id"] for p in park] == [waiting[0]["id"]]
    assert len(await open_ones(store, document={"eq": provider["document"]})) == len(in_doubt)
    assert await open_ones(store, document={"eq": "Document:none"}) == []


async def test_what_is_proposed_is_no_fact(store: Store, tmp_path: Path) -> None:
    await load(store, [document(tmp_path)], rules=doubting(StatementKind.RELATION))
    park = await ask(store, '{ park(name: "东岸") { id } }')

    async def named() -> set[str]:
        chain = await ask(store, CHAIN, of=park["id"])
        return {r["organisation"]["name"] for line in chain["lines"] for r in line["rungs"]}

    assert await named() == set()
    custody = await ask(store, '{ park(name: "东岸") { custody { nodes { id } totalCount } } }')
    assert custody == {"custody": {"nodes": [], "totalCount": 0}}
    for proposal in await open_ones(store, kind={"eq": "HAS_CUSTODY_OF"}):
        await ask(store, ACCEPT, id=proposal["id"], by="王工")
    assert await named() == {PROVIDER}


@pytest.mark.parametrize("text", [PROVIDER, "云岭", "ylaqkjjt", "待核实", "东岸"])
async def test_a_search_finds_nothing_that_is_proposed(
    store: Store, tmp_path: Path, text: str
) -> None:
    await load(store, [document(tmp_path)], rules=doubting(*StatementKind))

    found = await ask(store, "query ($t: String!) { search(text: $t) { nodes { id } } }", t=text)
    assert found["nodes"] == []
    assert (await ask(store, "{ custodyProviders { totalCount } }"))["totalCount"] == 0
    assert (await ask(store, "{ indicators { totalCount } }"))["totalCount"] == 0


async def test_a_document_shows_what_it_asserts_and_what_it_proposes(
    store: Store, in_doubt: list[dict[str, Any]]
) -> None:
    statements = (await ask(store, SAID, of=in_doubt[0]["document"]))["nodes"]

    proposed = [p for statement in statements for p in statement["proposals"]]
    assert {p["id"] for p in proposed} == {p["id"] for p in in_doubt}
    assert {p["status"] for p in proposed} == {"OPEN"}
    asserted = {r["type"] for statement in statements for r in statement["relations"]}
    assert asserted >= {"PILOT_OF", "MEASURES"}
    assert "HAS_CUSTODY_OF" not in asserted

    (provider,) = (p for p in in_doubt if p["cause"] == "RULE")
    await ask(store, ACCEPT, id=provider["id"], by="王工")
    after = (await ask(store, SAID, of=in_doubt[0]["document"]))["nodes"]
    assert "HAS_CUSTODY_OF" in {r["type"] for statement in after for r in statement["relations"]}
    assert {p["status"] for statement in after for p in statement["proposals"]} == {"ACCEPTED"}


async def test_accepting_tells_what_went_with_it(
    store: Store, in_doubt: list[dict[str, Any]]
) -> None:
    (provider,) = (p for p in in_doubt if p["cause"] == "RULE")

    done = await ask(store, ACCEPT, id=provider["id"], by="王工")

    assert (done["__typename"], done["changed"]) == ("ProposalDecision", True)
    assert done["proposal"]["status"] == "ACCEPTED"
    assert (done["proposal"]["decidedBy"], done["proposal"]["note"]) == ("王工", "与合同核对")
    assert {e["method"] for e in done["proposal"]["evidence"]} == {"DOCUMENT_RULE", "MANUAL"}
    waiting = {p["id"] for p in in_doubt if p["cause"] == "END"}
    assert {p["id"] for p in done["also"]} == waiting
    assert {p["status"] for p in done["also"]} == {"ACCEPTED"}
    assert await open_ones(store) == []
    again = await ask(store, ACCEPT, id=provider["id"], by="李工")
    assert (again["changed"], again["proposal"]["decidedBy"]) == (False, "王工")


async def test_what_was_open_on_a_day_can_still_be_asked(
    store: Store, in_doubt: list[dict[str, Any]]
) -> None:
    (provider,) = (p for p in in_doubt if p["cause"] == "RULE")
    await ask(store, REJECT, id=provider["id"], by="王工")

    rejected = await ask(store, OPEN, filter={"status": {"eq": "REJECTED"}})
    assert [p["id"] for p in rejected["nodes"]] == [provider["id"]]
    then = await ask(
        store,
        OPEN,
        filter={"status": {"eq": "OPEN"}},
        at={"knownAt": provider["recordedAt"]},
    )
    assert provider["id"] in {p["id"] for p in then["nodes"]}


async def test_problems_say_what_stands_against_a_decision(
    store: Store, in_doubt: list[dict[str, Any]]
) -> None:
    (provider,) = (p for p in in_doubt if p["cause"] == "RULE")
    waiting = next(p for p in in_doubt if p["cause"] == "END")
    await ask(store, REJECT, id=provider["id"], by="王工")

    conflict = await ask(store, ACCEPT, id=provider["id"], by="李工")
    assert conflict["__typename"] == "Conflict"
    assert (conflict["of"], conflict["recorded"], conflict["by"]) == (
        provider["id"],
        "REJECTED",
        "王工",
    )
    unmet = await ask(store, ACCEPT, id=waiting["id"], by="李工")
    assert (unmet["__typename"], unmet["recorded"]) == ("Conflict", None)
    assert (await ask(store, ACCEPT, id="Proposal:none", by="李工"))["code"] == "NOT_FOUND"
    nameless = await ask(store, REJECT, id=waiting["id"], by=" ")
    assert (nameless["__typename"], nameless["field"]) == ("InvalidInput", "by")


async def test_what_is_unclear_cannot_be_accepted(store: Store, tmp_path: Path) -> None:
    await load(store, [document(tmp_path, "城区共有企业12家。")], rules=TRUSTED)
    (unclear,) = await open_ones(store)

    refused = await ask(store, ACCEPT, id=unclear["id"], by="王工")

    assert (refused["__typename"], refused["of"]) == ("Unclear", unclear["id"])
    assert [p["id"] for p in await open_ones(store)] == [unclear["id"]]


async def test_the_server_takes_a_decision_as_a_change(
    store: Store, in_doubt: list[dict[str, Any]]
) -> None:
    (provider,) = (p for p in in_doubt if p["cause"] == "RULE")
    variables = {"id": provider["id"], "by": "王工"}
    executor = Executor(SCHEMA, store)

    request = Request(query=REJECT, variables=variables)
    outcome = await executor.execute(request)

    assert executor.intake.changes(request)
    assert outcome.response["data"]["rejectProposal"]["proposal"]["status"] == "REJECTED"


async def test_a_document_read_more_strictly_asserts_less(store: Store, tmp_path: Path) -> None:
    path = document(tmp_path)
    await load(store, [path], rules=TRUSTED)
    await load(store, [path], rules=doubting(StatementKind.RELATION))
    (waiting, *_) = await open_ones(store)

    statements = (await ask(store, SAID, of=waiting["document"]))["nodes"]

    assert {r["type"] for said in statements for r in said["relations"]} == {"MEASURES"}
    proposed = {p["id"] for said in statements for p in said["proposals"]}
    assert proposed == {p["id"] for p in await open_ones(store)}
