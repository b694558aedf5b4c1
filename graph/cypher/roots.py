"""Root fields as statements (根字段语句): nodes by id, by name, and by text."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from graph.cypher.clock import holds
from graph.cypher.compiler import NodeCompiler, PageCompiler, matched
from graph.cypher.keys import PARTED, Keys
from graph.cypher.names import Names, key
from graph.cypher.selection import ById, ByName, ByText, Order, Page
from graph.cypher.sight import Guardable, guard_of, marked, sighted
from graph.model.labels import RelType
from graph.model.record import EVIDENCE
from graph.model.spec import NodeSpec

__all__ = [
    "IDS",
    "Compiled",
    "by_ids",
    "by_name",
    "by_text",
    "identity",
    "is_true",
    "phrase",
    "words",
]

IDS: Final = "ids{}"
"""Parameter of the ids of each type whose nodes are asked by id, in their order."""
FULL_TEXT: Final = "CALL db.index.fulltext.queryNodes('State[search]', {}) YIELD node AS {}"

_HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff"
_WORDS: Final = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement and its parameters (编译结果); one row, with a column for each answer."""

    text: Guardable
    parameters: dict[str, Any]


def by_ids(asked: Sequence[ById]) -> Compiled:
    """Compile nodes by id, of several types at once; column ``data0`` … per type.

    Each column is a list of ``{id, node}``, in no order; an id that is not true and known
    at the asked point is absent.
    """
    names = Names()
    calls = [_ids(names, part, k) for k, part in enumerate(asked)]
    columns = ", ".join(f"data{k}" for k in range(len(asked)))
    return Compiled(
        sighted(*names.forms("\n".join([*calls, f"RETURN {columns}"]))), names.parameters
    )


def _ids(names: Names, asked: ById, k: int) -> str:
    node, state, each = names.variable("n"), names.variable("s"), names.variable("i")
    document, target = names.variable("d"), asked.target
    shape = NodeCompiler(names, node, state, document=document)
    expression = shape.shape(asked.items)
    label = target.identity_label if isinstance(target, NodeSpec) else target.pattern
    if isinstance(target, NodeSpec) and target.record:
        reach = f"WITH {node}, {node} AS {state} WHERE {state}.recorded_at <= $known_at"
    else:
        reach = f"{matched(target, node, state)} WHERE {holds(state)}"
    reach += marked(target, node)
    if target == EVIDENCE:
        reach += f" MATCH ({node})-[:{RelType.IN_DOCUMENT}]->({document})"
    ids, column = IDS.format(k), f"data{k}"
    names.parameters[ids] = list(asked.ids)
    return (
        f"CALL () {{ UNWIND ${ids} AS {each}"
        f" MATCH ({node}:{label} {{id: {each}}}) {reach} {' '.join(shape.calls)}"
        f" RETURN collect({{{key('id')}: {node}.id, {key('node')}: {expression}}}) AS {column} }}"
    )


def by_name(asked: ByName) -> Compiled:
    """Compile the nodes that bear a name or alias exactly; column ``data``, at most two."""
    names, spec = Names(), asked.target
    node, state = names.variable("n"), names.variable("s")
    name = names.parameter(asked.name)
    shape = NodeCompiler(names, node, state)
    expression = shape.shape(asked.items)
    own, others = (_guarded(spec, state, prop) for prop in ("name", "aliases"))
    found = f"MATCH ({state}:{spec.state_label}) WHERE {_named(names, state, asked.name)}"
    if not spec.record:
        alias = FULL_TEXT.format(names.parameter(phrase(asked.name)), state)
        found = f"CALL () {{ {found} RETURN {state} UNION {alias} RETURN {state} }}"
    text = (
        f"CALL () {{ {found} WITH {state}"
        f" WHERE ({own} = {name} OR {name} IN coalesce({others}, []))"
        f" AND {is_true(spec, state)}{marked(spec, state)} {identity(spec, node, state)}"
        f" WITH {node}, {state} ORDER BY {node}.id LIMIT 2 {' '.join(shape.calls)}"
        f" RETURN collect({expression}) AS data }} RETURN data"
    )
    return Compiled(sighted(*names.forms(text)), names.parameters)


def _guarded(spec: NodeSpec, state: str, name: str) -> str:
    guard, stored = guard_of(spec, name), f"{state}.{name}"
    return guard.mark(state, stored) if guard else stored


def _named(names: Names, state: str, name: str) -> str:
    """Return the predicate of a name that the index of sort keys finds, whatever is in it."""
    first, behind = names.parameter(name + PARTED), names.parameter(name + chr(ord(PARTED) + 1))
    return f"{state}.sk_name >= {first} AND {state}.sk_name < {behind}"


def by_text(asked: ByText) -> Compiled:
    """Compile a text search, best first: the name itself, its beginning, a part, anything else."""
    names = Names()
    node, state = names.variable("n"), names.variable("s")
    text, rank = names.parameter(asked.text), f"{state}.name"
    found = (
        f"{FULL_TEXT.format(names.parameter(phrase(asked.text)), state)} WITH {state}"
        f" WHERE {holds(state)} MATCH ({node})-[:{RelType.HAS_STATE}]->({state})"
        f" WITH {node}, {state}, CASE WHEN {rank} = {text} THEN '0'"
        f" WHEN {rank} STARTS WITH {text} THEN '1' WHEN {rank} CONTAINS {text} THEN '2'"
        f" ELSE '3' END + '|' + {node}.id AS ranked WHERE {_typed(names, node, asked)}"
        f" AND seen({node}) AND named({node})"
    )
    page = asked.connection.page
    ranked = Page(first=page.first, after=page.after, order=Order("rank"))
    keys = Keys(names, ranked, ["ranked"], further=asked.connection.looks_further)
    body = PageCompiler(names, asked.connection, keys, ("", node, state))
    bodies = []
    if not asked.connection.counted_alone:
        bodies = [body.subquery(f"{found}{keys.seen} WITH {node}, {state}, ranked")]
    totals = {alias: names.variable("t") for alias in asked.connection.total}
    bodies += [f"{found} RETURN count({node}) AS {total}" for total in totals.values()]
    statement = [f"CALL () {{ {each} }}" for each in bodies]
    text = "\n".join([*statement, f"RETURN {body.shape(totals)} AS data"])
    return Compiled(sighted(*names.forms(text)), names.parameters)


def phrase(text: str) -> str:
    """Return the full-text query for what a person typed: parts of names, all of them.

    Chinese is looked for as it stands, letters and digits as the beginning of a word, a
    number with hyphens without them.

    >>> phrase("石门澳 lgcy 7664-41-7")
    '"石门澳" AND lgcy* AND 7664417*'
    """
    found = words(text)
    return " AND ".join(f'"{w}"' if w[0] > "\u2e7f" else f"{w}*" for w in found) or '"\u0000"'


def words(text: str) -> list[str]:
    """Return the words that a text is found by: runs of Chinese, and of letters and digits.

    >>> words("T_1/罐区A-12")
    ['t', '1', '罐区', 'a12']
    """
    return _WORDS.findall(unicodedata.normalize("NFKC", text).replace("-", "").lower())


def _typed(names: Names, node: str, asked: ByText) -> str:
    return f"{node}.type IN {names.parameter(list(asked.types))}" if asked.types else "true"


def is_true(spec: NodeSpec, state: str) -> str:
    """Return the predicate that a state, or a record, counts at the asked point."""
    return f"{state}.recorded_at <= $known_at" if spec.record else holds(state)


def identity(spec: NodeSpec, node: str, state: str) -> str:
    """Return the clause that reaches from a state to the node that it is of."""
    if spec.record:
        return f"WITH {state}, {state} AS {node}"
    return f"MATCH ({node}:{spec.label})-[:{RelType.HAS_STATE}]->({state})"
