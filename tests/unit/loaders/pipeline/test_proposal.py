"""A proposal holds the whole statement, and is the same one in every edition."""

import json
from dataclasses import replace

from graph.evidence import Evidence
from graph.model.labels import Label, Method, ProposalCause, RelType
from graph.model.proposal import PROPOSAL
from graph.model.statement import Entity, Reference, Relation, faults_of
from loaders.pipeline.proposal import Proposal, statements_of
from loaders.report import Entry, Place

FIRST = Evidence(
    document="ab" * 32, method=Method.DOCUMENT_RULE, quote="东岸引入丙公司", start=12, end=19
)
NEXT = replace(FIRST, document="cd" * 32, start=40, end=47)
CUSTODY = Relation(
    type=RelType.HAS_CUSTODY_OF,
    source=Reference(label=Label.CUSTODY_PROVIDER, id="Organisation:1"),
    target=Reference(label=Label.PARK, id="Park:1"),
    evidence=(FIRST.id,),
    properties={"contract": "A-1"},
    valid_from="2023-01-01",
    valid_to="2024-01-01",
)
PARK = Entity(
    label=Label.PARK,
    properties={"name": "东岸园区", "aliases": ["东岸"], "risk_grade": "B"},
    evidence=(FIRST.id,),
    known_as="Park:1",
    park_id="Park:1",
)


def proposal(**changed: object) -> Proposal:
    entry = Entry(
        kind="HAS_CUSTODY_OF",
        subject="丙公司 → 东岸",
        place=Place(file="通知.txt"),
        zh="规则尚未实测",
        en="never measured",
    )
    made = Proposal(
        cause=ProposalCause.RULE,
        subject="Organisation:1",
        entry=entry,
        said={"properties": {"contract": "A-1"}},
        evidence=[FIRST],
        lineage="通知.txt",
        statements=[PARK, CUSTODY],
        rule="custody.title",
    )
    return replace(made, **changed)  # type: ignore[arg-type]  # fields of a proposal


def test_accepting_writes_exactly_what_was_proposed() -> None:
    kept = proposal().entity()

    assert list(statements_of(kept.properties["statement"], (FIRST.id,))) == [PARK, CUSTODY]


def test_the_graph_knows_every_field_of_it() -> None:
    kept = proposal(needs=["Proposal:1"], precision=0.4, object="Park:1").entity()

    assert list(faults_of(kept)) == []
    assert set(kept.properties) <= {prop.name for prop in PROPOSAL.properties}
    assert json.loads(kept.properties["statement"])["kind"] == "HAS_CUSTODY_OF"


def test_the_same_words_of_the_same_source_are_one_proposal_in_every_edition() -> None:
    assert proposal(evidence=[NEXT]).id == proposal().id
    assert proposal(subject="Organisation:2", statements=[], needs=["x"]).id == proposal().id


def test_other_words_or_another_source_are_another_proposal() -> None:
    others = [
        proposal(evidence=[replace(FIRST, quote="东岸园区引入丙公司")]),
        proposal(lineage="另一份通知.txt"),
        proposal(said={"properties": {"contract": "A-2"}}),
        proposal(entry=replace(proposal().entry, subject="丁公司 → 东岸")),
    ]

    assert len({proposal().id, *(other.id for other in others)}) == 5
