"""Every node that a hand-written statement matches says who may see it, not only some of them.

Statements are read as text: the nodes that each clause binds, against the marks in that clause.
What is bound already was marked where it was bound; the state of a thing counts as the thing.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from importlib.resources import files
from typing import Final

import pytest

from graph.cypher.library import Question, questions

MARK: Final = re.compile(r" (?:AND|WHERE) (?:seen|told)\((\w+)\)")
CLAUSE: Final = re.compile(
    r"\bMATCH\b(?P<match>.*?)(?=\b(?:MATCH|OPTIONAL|CALL|RETURN|WITH|UNWIND|UNION)\b|\Z)"
    r"|\[(?=\()(?P<listed>.*?) \| ",
    re.DOTALL,
)
REPEATED: Final = re.compile(
    r"\((?P<start>\w+)\) \(\((?P<near>\w+)\)[^()]+\((?P<far>\w+)\) WHERE (?P<where>[^{}]*)\)"
    r"\{\d,\d\} \((?P<end>\w+)(?::[\w|]+)?\)"
)
EXISTS: Final = re.compile(r"EXISTS \{ (MATCH \((\w+)\)[^}]*) \}")
NODE: Final = re.compile(r"(?<!\w)\((?P<name>\w*)(?P<labels>:[\w|]+)?(?: \{[^}]*\})?\)")
STATE: Final = re.compile(
    r"\((?P<of>\w*)[^()]*\)-\[:HAS_STATE\]->\((?P<state>\w+)\)"
    r"|\((?P<first>\w+):\w+\)<-\[:HAS_STATE\]-\((?P<thing>\w+)[^()]*\)"
)

UNGUARDED: Final[Mapping[str, str]] = {
    "acts/fixer": "entering: about a finding that the act has weighed; told to nobody",
    "acts/loop": "entering: about a finding that the act has weighed; names are told by right",
    "acts/merges": "entering and loading: what was merged, and split again",
    "acts/occupancy": "entering: only by who sees everything",
    "acts/offices": "entering: about posts that the act has weighed; names are told by right",
    "acts/within": "entering: only by who sees everything",
    "lookup/by_id": "loading: what is known is matched with what is read",
    "lookup/by_name": "loading: what is known is matched with what is read",
    "lookup/figures": "loading: what is known is matched with what is read",
    "lookup/is_empty": "loading: whether there is anything yet",
    "lookup/granted": "loading: what was taken for granted where the same file was read before",
    "lookup/registered": "loading: whether a register or a document says what is known",
    "lookup/sources": "loading: where a figure that is taken over was said",
    "placing/bounded": "loading: where things lie is computed over the whole record",
    "placing/boxed": "loading: where things lie is computed over the whole record",
    "placing/dwelling": "loading: where things lie is computed over the whole record",
    "placing/elsewhere": "loading: what is weighed is what the record says, whoever asks",
    "placing/left": "loading: what is weighed is what the record says, whoever asks",
    "placing/located": "loading: where things lie is computed over the whole record",
    "placing/places": "loading: where things lie is computed over the whole record",
    "review/editions": "deciding: over the whole record, once the caller was seen to be allowed",
    "review/lists": "loading: editions of a list",
    "review/listed": "deciding: over the whole record, once the caller was seen to be allowed",
    "review/open": "deciding: over the whole record, once the caller was seen to be allowed",
    "review/places": "deciding: over the whole record, once the caller was seen to be allowed",
    "review/related": "deciding: over the whole record, once the caller was seen to be allowed",
    "review/said": "deciding: over the whole record, once the caller was seen to be allowed",
    "review/said_among": "loading: editions of a list",
    "review/waiting": "deciding: over the whole record, once the caller was seen to be allowed",
}
"""Statements without any mark, and what they are for; a store bound to a caller refuses them."""
LATER: Final[Mapping[str, str]] = {
    "hazard/contents": "u",
    "hazard/place": "n",
    "lookup/is_there": "t",
}
"""Nodes that are sought by id first, and marked in the clause after that."""


def unmarked(text: str, later: Collection[str] = ()) -> Iterator[str]:
    """Yield the nodes that a statement binds and no mark in their clause speaks of."""
    for asked, near in EXISTS.findall(text):
        yield from unmarked(f"WITH 1 AS {near} {asked}")
    text = EXISTS.sub("true", text)
    bound: list[tuple[int, str]] = []
    for found in CLAUSE.finditer(text):
        clause = found["match"] or found["listed"]
        known = {name for place, name in bound if _reaches(text, place, found.start())}
        known |= _named(text[: found.start()])
        ends = set()
        for path in REPEATED.finditer(clause):
            # The near end is the start or the last far end, and so is the end of the whole.
            if path["far"] not in MARK.findall(f" AND {path['where']}"):
                yield f"({path['far']}) on the way to ({path['end']})"
            ends.add(path["end"])
        plain = REPEATED.sub(lambda path: f"({path['start']}) ({path['end']})", clause)
        states = {
            state["state"] or state["first"]: state["thing"] if state["first"] else state["of"]
            for state in STATE.finditer(plain)
        }
        marks = set(MARK.findall(clause))
        marks |= ends | {of for state, of in states.items() if state in marks}
        marks |= {name for name in later if name in MARK.findall(text[found.end() :])}
        for node in NODE.finditer(plain):
            name = node["name"]
            if name in states or name in marks or (name in known and not node["labels"]):
                continue
            yield node[0]
        if found["match"]:
            bound += [(found.start(), node["name"]) for node in NODE.finditer(plain)]


def _named(text: str) -> set[str]:
    """Return what a text gives a name, or returns from a subquery that ends in it."""
    returned = re.findall(r"\bRETURN (\w+(?:, \w+)*)\s*\}", text)
    return {*re.findall(r"\bAS (\w+)", text), *", ".join(returned).split(", ")}


def _reaches(text: str, bound: int, place: int) -> bool:
    """Tell whether what is bound at one place is so at another: same branch, or one around it."""
    inside, outside = _open(text, place), _open(text, bound)
    if inside[: len(outside)] != outside:
        return False
    return inside != outside or "UNION" not in text[bound:place]


def _open(text: str, end: int) -> tuple[int, ...]:
    """Return where the braces begin that are open at a place: the subqueries around it."""
    begun: list[int] = []
    for place, character in enumerate(text[:end]):
        if character == "{":
            begun.append(place)
        elif character == "}":
            begun.pop()
    return tuple(begun)


ASKED: Final = [asked for asked in questions() if asked.name not in UNGUARDED]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_every_node_is_marked(asked: Question) -> None:
    assert list(unmarked(asked.marked, LATER.get(asked.name, ()))) == []


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_each_mark_that_is_forgotten_is_found(asked: Question) -> None:
    for mark in MARK.finditer(asked.marked):
        without = asked.marked[: mark.start()] + asked.marked[mark.end() :]
        assert list(unmarked(without, LATER.get(asked.name, ()))), mark[0]


@pytest.mark.parametrize("name", UNGUARDED)
def test_what_is_not_for_callers_has_no_guarded_form(name: str) -> None:
    (asked,) = [asked for asked in questions() if asked.name == name]
    assert asked.text.guarded == ""


@pytest.mark.parametrize("name", LATER)
def test_no_exception_outlives_its_need(name: str) -> None:
    (asked,) = [asked for asked in questions() if asked.name == name]
    assert list(unmarked(asked.marked)), name


def test_every_part_is_part_of_a_statement() -> None:
    areas = [area for area in files("graph.cypher").iterdir() if area.is_dir()]
    parts = {
        f"{area.name}/{file.name.removesuffix('.part')}"
        for area in areas
        for file in area.iterdir()
        if file.name.endswith(".part")
    }
    included = {
        name
        for area in areas
        for file in area.iterdir()
        if file.name.endswith((".cypher", ".part"))
        for name in re.findall(r"^#include (\S+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert parts == included


HALF_MARKED: Final = {
    "MATCH (u:Unit)-[:HAS_STATE]->(s) WHERE at(s) RETURN u.id": "(u:Unit)",
    "MATCH (u:Unit {id: $id})-[:HOLDS]->(m:Substance) WHERE seen(u) RETURN m": "(m:Substance)",
    "MATCH (:Park)-[:HAS_HAZARD]->(h) WHERE seen(h) RETURN h": "(:Park)",
    "MATCH (t:Park {id: $id}) WHERE seen(t)"
    " MATCH (t) ((x)<-[l:LOCATED_IN]-(y) WHERE at(l)){0,8} (o) RETURN o": "(y) on the way to (o)",
    "MATCH (t:Park) WHERE seen(t) CALL (t) { MATCH (t)-[k:HOLDS]->(q) WHERE seen(q) RETURN k }"
    " RETURN [(t)-[k:HOLDS]->(q) WHERE at(k) | q.id] AS all": "(q)",
}


@pytest.mark.parametrize(("text", "node"), HALF_MARKED.items())
def test_what_lacks_a_mark_is_named(text: str, node: str) -> None:
    assert list(unmarked(text)) == [node]


def test_a_state_that_is_marked_speaks_for_its_thing() -> None:
    assert not list(unmarked("MATCH (i:Unit)-[:HAS_STATE]->(z) WHERE at(z) AND seen(z) RETURN z"))
