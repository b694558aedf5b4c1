"""Answers at an earlier moment show what was known then, and keep what the schema promises."""

from dataclasses import replace

from graph.evidence import Evidence, Source
from graph.store.port import Store
from graph.store.write import Batch, write
from tests.contract.conformity import faults
from tests.contract.situation import NORTH, QUOTE, RELATIONS, ROWS, SITUATION, SOUTH
from tests.contract.test_selections import GRAPHQL, ask

CHAIN = """query ($of: ID!, $at: At) {
  responsibilityChain(of: $of, at: $at) {
    ... on ResponsibilityChain { lines { rungs { evidence { id quote } } } }
  }
  parks(filter: {custody: {some: {}}}, at: $at) {
    nodes { custody { edges { evidence { id quote } } } }
  }
}"""
TOTALS = """query ($at: At) {
  all: parks(at: $at) { totalCount nodes { name } }
  graded: parks(filter: {riskGrade: {eq: A}}, at: $at) { totalCount nodes { name } }
  other: parks(filter: {NOT: {riskGrade: {eq: A}}}, at: $at) { totalCount nodes { name } }
  named: parks(filter: {name: {contains: "园"}}, at: $at) { totalCount nodes { name } }
  linked: parks(filter: {custody: {single: {}}}, at: $at) { totalCount nodes { name } }
}"""
STATEMENTS = """query ($of: ID!, $at: At) {
  documentStatements(of: $of, at: $at) {
    __typename
    ... on DocumentStatements {
      nodes { evidence { id } entities { id } relations { type source { id } target { id } } }
    }
  }
}"""
OTHER = Source(name="另一份通知.txt", sha256="44" * 32, text="北园继续委托丙公司。")
AGAIN = Evidence(
    document=OTHER.sha256, method="DOCUMENT_RULE", quote="北园继续委托", start=0, end=6
)


async def test_evidence_found_later_is_not_shown_earlier(store: Store) -> None:
    first = await write(store, SITUATION)
    contract = next(r for r in RELATIONS if r.properties.get("contract") == "二号")
    confirmed = replace(contract, evidence=(AGAIN.id,))
    await write(store, Batch(sources=[OTHER], evidence=[AGAIN], relations=[confirmed]))
    then = {"asOf": "2026-06-01", "knownAt": first.recorded_at}
    before = await ask(store, CHAIN, {"of": NORTH.id, "at": then})
    assert faults(GRAPHQL, CHAIN, before) == []
    assert "继续" not in str(before)
    now = await ask(store, CHAIN, {"of": NORTH.id, "at": {"asOf": "2026-06-01"}})
    assert str(now).count(AGAIN.id) == 2


async def test_what_a_document_says_of_things_that_are_over_keeps_the_promise(
    store: Store,
) -> None:
    await write(store, SITUATION)
    over = replace(SOUTH, properties={"name": "旧园"}, evidence=(AGAIN.id,), valid_to="2020-01-01")
    located = replace(RELATIONS[0], source=over.reference, evidence=(AGAIN.id,))
    batch = Batch(sources=[OTHER], evidence=[AGAIN], entities=[over], relations=[located])
    await write(store, batch)
    data = await ask(store, STATEMENTS, {"of": OTHER.id})
    assert faults(GRAPHQL, STATEMENTS, data) == []
    then = {"asOf": "2019-01-01"}
    said = (await ask(store, STATEMENTS, {"of": OTHER.id, "at": then}))["documentStatements"]
    assert said["nodes"][0]["entities"] == [{"id": over.id}]
    assert [r["type"] for r in said["nodes"][0]["relations"]] == ["LOCATED_IN"]


async def test_a_document_that_says_nothing_is_there(store: Store) -> None:
    await write(store, Batch(sources=[OTHER]))
    data = await ask(store, STATEMENTS, {"of": OTHER.id})
    assert data == {"documentStatements": {"__typename": "DocumentStatements", "nodes": []}}
    none = await ask(store, STATEMENTS, {"of": "Document:none"})
    assert none == {"documentStatements": {"__typename": "NotFound"}}


async def test_a_page_behind_the_last_statement_is_empty(store: Store) -> None:
    await write(store, SITUATION)
    text = STATEMENTS.replace("of: $of,", 'of: $of, after: "~",')
    document = f"Document:{QUOTE.document}"
    data = await ask(store, text, {"of": document})
    assert data["documentStatements"]["nodes"] == []


async def test_a_total_counts_what_a_page_shows_at_every_point(store: Store) -> None:
    """Of parks that are over, to come, and corrected since; alone and beside the page."""
    first = await write(store, SITUATION)
    park = replace(SOUTH, properties={"name": "旧园", "risk_grade": "A"})
    over = replace(park, valid_to="2020-01-01")
    coming = replace(park, properties={"name": "新园"}, valid_from="2099-01-01")
    corrected = replace(
        SOUTH, properties={"name": "南园", "risk_grade": "C"}, evidence=(ROWS[5].id,)
    )
    await write(store, Batch(entities=[over, coming, corrected]))
    seen = set()
    for day in ("2019-01-01", "2026-06-01", "2099-06-01"):
        for moment in (None, first.recorded_at, "2000-01-01T00:00:00Z"):
            at = {"at": {"asOf": day} | ({"knownAt": moment} if moment else {})}
            pages = await ask(store, TOTALS, at)
            totals = {alias: page["totalCount"] for alias, page in pages.items()}
            assert totals == {alias: len(page["nodes"]) for alias, page in pages.items()}, at
            alone = await ask(store, TOTALS.replace(" nodes { name }", ""), at)
            assert alone == {alias: {"totalCount": total} for alias, total in totals.items()}
            seen.add(tuple(totals.values()))
    assert len(seen) > 3
