"""The same questions in two languages (对照问题): Custody's, and that of @neo4j/graphql.

Custody keeps what is said of a thing in a state beside it; the other is told of both, and its
answers are folded: what is ``said`` of a thing, and what a state is ``of``, become one object.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["PAIRS", "Pair", "alike"]


@dataclass(frozen=True, slots=True)
class Pair:
    """One question, asked in both languages (同一问题的两种写法)."""

    name: str
    ours: str
    theirs: str


_OURS: Final = "id name kind level recordedAt"
_THEIRS: Final = "name kind level recordedAt: recorded_at"
_STATES: Final = f"{_THEIRS} of: hazard {{ id }}"
_CLOCKS: Final = (
    'valid_from: {lte: "2026-11-01"}, recorded_at: {lte: "2999-01-01"}, AND: ['
    '{OR: [{valid_to: {eq: null}}, {valid_to: {gt: "2026-11-01"}}]},'
    ' {OR: [{retracted_at: {eq: null}}, {retracted_at: {gt: "2999-01-01"}}]}]'
)
"""What the product holds against every state, in the words of the other."""
_RELATED: Final = '{hazards: {%s: {name: {contains: "%s"}}}}'
_RELATED_THERE: Final = (
    '{enterprise: {some: {hazards: {%s: {said: {some: {name: {contains: "%s"}}}}}}}}'
)

PAIRS: Final = (
    Pair(
        "one hazard by id",
        f"query One($id: ID!) {{ hazard(id: $id) {{ {_OURS} }} }}",
        f"query One($id: ID!) {{ hazard: hazards(where: {{id: {{eq: $id}}}})"
        f" {{ id said {{ {_THEIRS} }} }} }}",
    ),
    Pair(
        "20 hazards by name",
        f"{{ hazards(first: 20) {{ nodes {{ {_OURS} }} }} }}",
        f"{{ hazards: hazardStates(limit: 20, sort: {{sk_name: ASC}}) {{ {_STATES} }} }}",
    ),
    Pair(
        "500 hazards by name",
        f"{{ hazards(first: 500) {{ nodes {{ {_OURS} }} }} }}",
        f"{{ hazards: hazardStates(limit: 500, sort: {{sk_name: ASC}}) {{ {_STATES} }} }}",
    ),
    Pair(
        "filter on level and name",
        '{ hazards(first: 100, filter: {level: {eq: RED}, name: {contains: "0000"}})'
        f" {{ nodes {{ {_OURS} }} }} }}",
        '{ hazards: hazardStates(where: {level: {eq: "RED"}, name: {contains: "0000"}},'
        f" limit: 100, sort: {{sk_name: ASC}}) {{ {_STATES} }} }}",
    ),
    Pair(
        "filter on what is related",
        "{ enterprises(first: 50, filter: {hazards: {some: {level: {eq: RED}}}})"
        " { nodes { id name } } }",
        "{ enterprises: enterpriseStates(limit: 50, sort: {sk_name: ASC}, where: {enterprise:"
        ' {some: {hazards: {some: {said: {some: {level: {eq: "RED"}}}}}}}})'
        " { name of: enterprise { id } } }",
    ),
    Pair(
        "total of a filtered list",
        "{ hazards(filter: {level: {eq: YELLOW}}) { totalCount } }",
        '{ hazards: hazardStatesConnection(where: {level: {eq: "YELLOW"}})'
        " { aggregate { count { totalCount: nodes } } } }",
    ),
    Pair(
        "the same filter on a day",
        '{ hazards(first: 100, filter: {level: {eq: RED}, name: {contains: "0000"}},'
        f' at: {{asOf: "2026-11-01"}}) {{ nodes {{ {_OURS} }} }} }}',
        '{ hazards: hazardStates(where: {level: {eq: "RED"}, name: {contains: "0000"},'
        f" {_CLOCKS}}}, limit: 100, sort: {{sk_name: ASC}}) {{ {_STATES} }} }}",
    ),
    Pair(
        "the same total on a day",
        '{ hazards(filter: {level: {eq: YELLOW}}, at: {asOf: "2026-11-01"}) { totalCount } }',
        f'{{ hazards: hazardStatesConnection(where: {{level: {{eq: "YELLOW"}}, {_CLOCKS}}})'
        " { aggregate { count { totalCount: nodes } } } }",
    ),
    Pair(
        "10 enterprises, 2 lists each",
        "{ enterprises(first: 10) { nodes { id name"
        " hazards(first: 100) { nodes { id name level } }"
        " posts(first: 100) { nodes { id name } } } } }",
        "{ enterprises: enterpriseStates(limit: 10, sort: {sk_name: ASC}) { name of: enterprise {"
        " id hazards(limit: 100) { id said { name level } }"
        " posts(limit: 100) { id said { name } } } } }",
    ),
    Pair(
        "50 enterprises, 3 levels",
        "{ enterprises(first: 50) { nodes { id name"
        " posts(first: 100) { nodes { id name holders(first: 10) { nodes { id name } } } } } } }",
        "{ enterprises: enterpriseStates(limit: 50, sort: {sk_name: ASC}) { name of: enterprise {"
        " id posts(limit: 100) { id said { name } holders(limit: 10) { id said { name } } } } } }",
    ),
    Pair(
        "filter on a part of the name",
        '{ hazards(first: 100, filter: {name: {contains: "罐区"}})'
        f" {{ nodes {{ {_OURS} }} }} }}",
        '{ hazards: hazardStates(where: {name: {contains: "罐区"}},'
        f" limit: 100, sort: {{sk_name: ASC}}) {{ {_STATES} }} }}",
    ),
    Pair(
        "filter with OR and NOT",
        '{ hazards(first: 100, filter: {OR: [{level: {eq: RED}}, {name: {contains: "点7"}}],'
        ' NOT: {name: {contains: "00001"}}})'
        f" {{ nodes {{ {_OURS} }} }} }}",
        '{ hazards: hazardStates(where: {OR: [{level: {eq: "RED"}}, {name: {contains: "点7"}}],'
        ' NOT: {name: {contains: "00001"}}},'
        f" limit: 100, sort: {{sk_name: ASC}}) {{ {_STATES} }} }}",
    ),
    Pair(
        "ordered by kind, then name",
        f"{{ hazards(first: 50, orderBy: [KIND_DESC, NAME_ASC]) {{ nodes {{ {_OURS} }} }} }}",
        "{ hazards: hazardStates(limit: 50, sort: [{kind: DESC}, {sk_name: ASC}])"
        f" {{ {_STATES} }} }}",
    ),
    *(
        Pair(
            f"{how} of what is related",
            f"{{ enterprises(first: 50, filter: {_RELATED % (how, part)})"
            " { nodes { id name } } }",
            "{ enterprises: enterpriseStates(limit: 50, sort: {sk_name: ASC}, where:"
            f" {_RELATED_THERE % (how, part)}) {{ name of: enterprise {{ id }} }} }}",
        )
        for how, part in (("none", "0001"), ("single", "罐区"))
    ),
    Pair(
        "total of all",
        "{ hazards { totalCount } }",
        "{ hazards: hazardStatesConnection { aggregate { count { totalCount: nodes } } } }",
    ),
    Pair(
        "total by a part of the name",
        '{ hazards(filter: {name: {contains: "罐区"}}) { totalCount } }',
        '{ hazards: hazardStatesConnection(where: {name: {contains: "罐区"}})'
        " { aggregate { count { totalCount: nodes } } } }",
    ),
    Pair(
        "total by what is related",
        "{ enterprises(filter: {hazards: {some: {level: {eq: RED}}}}) { totalCount } }",
        "{ enterprises: enterpriseStatesConnection(where: {enterprise:"
        ' {some: {hazards: {some: {said: {some: {level: {eq: "RED"}}}}}}}})'
        " { aggregate { count { totalCount: nodes } } } }",
    ),
    Pair(
        "20 hazards and their total",
        f"{{ hazards(first: 20) {{ totalCount nodes {{ {_OURS} }} }} }}",
        "{ hazards: hazardStatesConnection(first: 20, sort: {sk_name: ASC}) {"
        " aggregate { count { totalCount: nodes } }"
        f" edges {{ node {{ {_STATES} }} }} }} }}",
    ),
    Pair(
        "10 enterprises and a total each",
        "{ enterprises(first: 10) { nodes { id name hazards { totalCount } } } }",
        "{ enterprises: enterpriseStates(limit: 10, sort: {sk_name: ASC}) { name of: enterprise {"
        " id hazards: hazardsConnection { aggregate { count { totalCount: nodes } } } } } }",
    ),
    Pair(
        "three root fields",
        "{ hazards(first: 10) { nodes { id name } } enterprises(first: 10) { nodes { id name } }"
        " parks(first: 10) { nodes { id name } } }",
        "{ hazards: hazardStates(limit: 10, sort: {sk_name: ASC}) { name of: hazard { id } }"
        " enterprises: enterpriseStates(limit: 10, sort: {sk_name: ASC})"
        " { name of: enterprise { id } }"
        " parks: parkStates(limit: 10, sort: {sk_name: ASC}) { name of: park { id } } }",
    ),
)


def alike(ours: Any, theirs: Any) -> bool:
    """Tell whether two answers say the same; lists within lists in any order."""
    return bool(_folded(ours) == _folded(theirs))


def _folded(value: Any, depth: int = 0) -> Any:
    if isinstance(value, list):
        found = [_folded(each, depth + 1) for each in value]
        return found if depth < _NESTED else sorted(found, key=repr)
    if not isinstance(value, dict):
        return value
    return dict(sorted(_entries(value, depth)))


_NESTED: Final = 3
"""Depth of lists that stand within others."""


def _entries(value: dict[str, Any], depth: int) -> Iterator[tuple[str, Any]]:
    """Yield the entries of an object with those of what stands for a part of it."""
    for key, found in value.items():
        if key in ("said", "of"):
            yield from _entries(found[0], depth)
        elif key in ("aggregate", "count"):
            yield from _entries(found, depth)
        elif key == "edges":
            yield "nodes", _folded([edge["node"] for edge in found], depth)
        elif isinstance(found, dict) and set(found) == {"nodes"}:
            yield key, _folded(found["nodes"], depth + 1)
        elif key == "hazard" and isinstance(found, list):
            yield key, _folded(found[0], depth + 1)
        else:
            yield key, _folded(found, depth + 1)
