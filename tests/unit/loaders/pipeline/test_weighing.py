"""What stands and what waits (权衡): no guess among the facts, no relationship without its ends."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, strategies as st

from graph.evidence import Evidence
from graph.model.labels import Label, Method, ProposalCause, RelType
from graph.model.statement import Entity, Relation
from loaders.identity import EntityDraft, Known, RelationDraft, Trust
from loaders.pipeline.proposal import Proposal
from loaders.pipeline.weighing import Taken, weigh
from loaders.report import Place

SHA = "ab" * 32
BELIEVED, DOUBTED = Trust(precision=0.97), Trust(asserted=False, precision=0.5)
PLACE = Place(file="通知.txt")


def evidence(quote: str) -> Evidence:
    return Evidence(document=SHA, method=Method.DOCUMENT_RULE, quote=quote, start=0, rule="rule")


def entity(
    name: str, trust: Trust, label: Label = Label.PARK, **said: Any
) -> tuple[Entity, EntityDraft]:
    draft = EntityDraft(
        label=label,
        properties={"name": name, **said},
        evidence=evidence(name),
        place=PLACE,
        trust=trust,
    )
    return Entity(label=label, properties=draft.properties, evidence=(draft.evidence.id,)), draft


def relation(
    kind: RelType,
    source: tuple[Entity, EntityDraft],
    target: tuple[Entity, EntityDraft],
    trust: Trust,
    *,
    carries: bool = False,
) -> tuple[Relation, RelationDraft]:
    quote = f"{source[1].name}{target[1].name}"
    draft = RelationDraft(
        type=kind,
        source=source[1],
        target=target[1],
        evidence=evidence(quote),
        place=PLACE,
        trust=trust,
        carries=carries,
    )
    link = Relation(
        type=kind,
        source=source[0].reference,
        target=target[0].reference,
        evidence=(draft.evidence.id,),
    )
    return link, draft


def knowing(*nodes: Known) -> Callable[[str], Known | None]:
    return {node.id: node for node in nodes}.get


NOTHING = knowing()


def weighed(
    *taken: Taken, known: Callable[[str], Known | None] = NOTHING
) -> tuple[list[str], list[Proposal]]:
    asserted, proposals = weigh(taken, known, {SHA: "通知.txt"})
    return [statement.id for statement, _ in asserted], proposals


def test_what_another_source_asserts_under_that_name_needs_no_decision() -> None:
    park = entity("东岸园区", DOUBTED)
    held = Known(id=park[0].id, label=Label.PARK, name="“东岸园区”")

    assert weighed(park, known=knowing(held)) == ([park[0].id], [])
    assert weighed(entity("东岸园区", BELIEVED), park)[1] == []


def test_a_name_that_nobody_else_uses_waits() -> None:
    park = entity("东岸园区", DOUBTED, aliases=["东岸"])
    held = Known(id=park[0].id, label=Label.PARK, name="东岸园区")

    asserted, (proposal,) = weighed(park, known=knowing(held))

    assert asserted == []
    assert (proposal.cause, proposal.precision) == (ProposalCause.RULE, 0.5)
    assert list(proposal.statements) == [park[0]]


def test_a_relation_needs_the_proposals_of_its_ends() -> None:
    provider = entity("丙公司", DOUBTED, Label.CUSTODY_PROVIDER)
    park = entity("东岸园区", BELIEVED)
    custody = relation(RelType.HAS_CUSTODY_OF, provider, park, BELIEVED)

    asserted, (first, second) = weighed(provider, park, custody)

    assert asserted == [park[0].id]
    assert (second.cause, second.needs) == (ProposalCause.END, [first.id])


def test_a_figure_and_what_it_counts_are_one_statement() -> None:
    park = entity("东岸园区", BELIEVED)
    figure = entity("风险点", DOUBTED, Label.INDICATOR, value=12.0, unit="个")
    counts = relation(RelType.MEASURES, figure, park, DOUBTED, carries=True)

    asserted, (proposal,) = weighed(park, figure, counts)

    assert asserted == [park[0].id]
    assert list(proposal.statements) == [figure[0], counts[0]]
    assert (proposal.entry.kind, proposal.entry.subject) == (
        Label.INDICATOR,
        "东岸园区：风险点 12个",
    )
    assert proposal.subject == park[0].id


def test_a_figure_of_what_is_in_doubt_waits_whole() -> None:
    park = entity("东岸园区", DOUBTED)
    figure = entity("风险点", BELIEVED, Label.INDICATOR, value=12.0, unit="个")
    counts = relation(RelType.MEASURES, figure, park, BELIEVED, carries=True)

    asserted, (first, second) = weighed(park, figure, counts)

    assert asserted == []
    assert second.needs == [first.id]
    assert list(second.statements) == [figure[0], counts[0]]


@st.composite
def loads(draw: st.DrawFn) -> tuple[list[Taken], set[str]]:
    """Draw parks and providers of any trust, custody between them, and ids the graph holds."""
    trusts = st.sampled_from([BELIEVED, DOUBTED])
    parks = [entity(f"园{k}", draw(trusts)) for k in range(draw(st.integers(1, 4)))]
    count = draw(st.integers(1, 3))
    providers = [entity(f"司{k}", draw(trusts), Label.CUSTODY_PROVIDER) for k in range(count)]
    every = [(provider, park) for provider in providers for park in parks]
    pairs = [pair for pair in every if draw(st.booleans())]
    links = [relation(RelType.HAS_CUSTODY_OF, a, b, draw(trusts)) for a, b in pairs]
    taken: list[Taken] = [*parks, *providers, *links]
    ids = [statement.id for statement, _ in taken if isinstance(statement, Entity)]
    return taken, draw(st.sets(st.sampled_from(ids)))


@given(loads())
def test_no_relation_stands_without_its_ends(load: tuple[list[Taken], set[str]]) -> None:
    taken, held = load
    nodes = [Known(id=key, label=Label.PARK, name="别的名称") for key in held]
    asserted, proposals = weigh(taken, knowing(*nodes), {SHA: "通知.txt"})

    stands = held | {statement.id for statement, _ in asserted}
    for statement, draft in asserted:
        assert draft.trust.asserted
        if isinstance(statement, Relation):
            assert {statement.source.id, statement.target.id} <= stands
    by_id = {proposal.id: proposal for proposal in proposals}
    for proposal in proposals:
        with_needs = [
            *proposal.statements,
            *(s for n in proposal.needs for s in by_id[n].statements),
        ]
        written = stands | {statement.id for statement in with_needs}
        for statement in proposal.statements:
            if isinstance(statement, Relation):
                assert {statement.source.id, statement.target.id} <= written


@given(loads())
def test_every_statement_stands_or_waits(load: tuple[list[Taken], set[str]]) -> None:
    taken, _ = load
    asserted, proposals = weigh(taken, knowing(), {SHA: "通知.txt"})

    stands = {statement.id for statement, _ in asserted}
    waits = {statement.id for proposal in proposals for statement in proposal.statements}
    assert stands | waits == {statement.id for statement, _ in taken}
    assert not stands & waits
