"""From what was asked to a selection of the model."""

from graph.cypher.selection import Connection, Field, Fragment, Part, Sources, TypeName
from graph.cypher.sight import Guard
from graph.model.groups import ANSWERABLE, ORGANISATION
from graph.model.registry import node_spec
from schema.arranging import KIND
from schema.selecting import connection, items_of
from tests.unit.schema.asking import PRODUCT, asked_of

PARK = node_spec("Park")


def listed(selection: str) -> Connection:
    return connection(asked_of(f"{{ parks {{ {selection} }} }}", schema=PRODUCT), None, PARK)


def of_park(selection: str) -> tuple[object, ...]:
    return items_of(asked_of(f"{{ park {{ {selection} }} }}", schema=PRODUCT), PARK)


def anything(selection: str) -> str:
    return f'{{ node(id: "x") {{ {selection} }} }}'


def test_fields_are_named_as_the_model_does() -> None:
    assert of_park("grade: riskGrade validFrom id kind: __typename") == (
        Field("grade", "risk_grade"),
        Field("validFrom", "valid_from"),
        Field("id", "id"),
        TypeName("kind"),
    )


def test_parts_of_a_list_may_be_asked_under_several_names() -> None:
    asked = listed("""
      a: totalCount b: totalCount __typename one: nodes { name } two: nodes { id }
      pageInfo { __typename more: hasNextPage } edges { cursor kind: __typename node { name } }
    """)
    assert asked.total == ("a", "b")
    assert asked.typenames == (("__typename", "ParkConnection"),)
    assert asked.nodes == (("one", (Field("name", "name"),)), ("two", (Field("id", "id"),)))
    assert asked.page_info == (
        ("pageInfo", (("__typename", "__typename"), ("more", "hasNextPage"))),
    )
    ((alias, own, nodes),) = asked.edges
    assert alias == "edges"
    assert own == (Field("cursor", "cursor"), TypeName("kind", "ParkEdge"))
    assert nodes == (("node", (Field("name", "name"),)),)


def test_an_edge_shows_what_is_said_of_the_relationship() -> None:
    (custody,) = of_park("""custody { edges {
      ... on ParkCustodyEdge { contract } ... on Asserted { validTo evidence { rule } }
    } }""")
    assert isinstance(custody, Connection)
    assert custody.target == node_spec("CustodyProvider")
    ((_, own, _),) = custody.edges
    assert own == (
        Field("contract", "contract"),
        Field("validTo", "valid_to"),
        Sources("evidence", (Field("rule", "rule"),)),
    )


def test_evidence_with_its_place_and_its_document() -> None:
    (sources,) = of_park("""evidence {
      ... on Node { id } span { start originalEnd kind: __typename } cell { row }
      document { sha256 mediaType text id } ... on Evidence { method __typename }
    }""")
    assert sources == Sources(
        "evidence",
        (
            Field("id", "id"),
            Part(
                "span",
                "start",
                (
                    Field("start", "start"),
                    Field("originalEnd", "original_end"),
                    TypeName("kind", "Span"),
                ),
            ),
            Part("cell", "row", (Field("row", "row"),)),
            Part(
                "document",
                None,
                (
                    Field("sha256", "document.sha256"),
                    Field("mediaType", "document.media_type"),
                    Field("text", "document.text", Guard.WITHHELD),
                    Field("id", "document.id"),
                ),
            ),
            Field("method", "method"),
            TypeName("__typename", "Evidence"),
        ),
    )


def test_types_that_are_not_asked_alike_tell_their_type() -> None:
    text = anything("... on Park { name } ... on Organisation { name creditCode }")
    items = items_of(asked_of(text, schema=PRODUCT), ORGANISATION)
    assert items == (Field("name", "name"), Field("creditCode", "credit_code"), TypeName(KIND))
    mixed = items_of(asked_of(text, schema=PRODUCT), ANSWERABLE)
    assert {item.labels[0] for item in mixed if isinstance(item, Fragment)} == {
        "Region",
        "Park",
        "Enterprise",
    }


def test_types_asked_alike_share_the_list_that_they_are_asked() -> None:
    text = anything("... on Organisation { units { totalCount } } ... on Enterprise { industry }")
    items = items_of(asked_of(text, schema=PRODUCT), ORGANISATION)
    fragments = {len(item.labels): item for item in items if isinstance(item, Fragment)}
    assert set(fragments) == {1, 3}
    assert fragments[1].labels == ("Enterprise",)
    assert fragments[1].items[0] is fragments[3].items[0]


def test_a_type_of_which_nothing_is_asked_has_no_fields() -> None:
    text = anything("... on Park { name }")
    assert items_of(asked_of(text, schema=PRODUCT), node_spec("Unit")) == (TypeName(KIND),)


def test_evidence_by_its_id() -> None:
    text = anything("... on Evidence { document { name } quote }")
    assert items_of(asked_of(text, schema=PRODUCT), node_spec("Evidence")) == (
        Part("document", None, (Field("name", "document.name"),)),
        Field("quote", "quote", Guard.QUOTED),
        TypeName(KIND),
    )
