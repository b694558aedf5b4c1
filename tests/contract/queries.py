"""Random queries (随机查询): every shape that the schema allows, from a seed."""

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    parse,
    parse_value,
    validate,
    value_from_ast_untyped,
)

from graph.model.registry import NODES
from tests.contract.situation import (
    AMMONIA,
    DISTRICT,
    NORTH,
    PLANTS,
    QUOTE,
    REGISTER,
    STEWARD,
    TANK,
)

__all__ = ["Known", "Query", "known_of", "queries"]

DEPTH: Final = 6
OPERATORS: Final = (
    *("isNull", "eq", "has", "in", "contains", "startsWith", "gt", "gte", "lt", "lte"),
)
DAYS: Final = (*["2026-06-01"] * 6, "2024-02-29", "1990-01-01")


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a query may name: ids, names and cursors that the record has, and some it has not.

    Attributes:
        moment: Instant at which everything is asked; None to ask as it is known now.
        cursors: Cursors of lists in the order that they have by themselves, by list.
        wrong: Share of queries that ask for what cannot be had: pages too large, odd cursors.
        named: Share of arguments that are given by variables.
    """

    ids: Sequence[str]
    names: Sequence[str]
    moment: str | None = None
    cursors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wrong: float = 0.0
    named: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Query:
    """A query with the values of its variables."""

    text: str
    variables: Mapping[str, Any]


DISTRICT_KNOWN: Final = Known(
    ids=(
        *(entity.id for entity in (DISTRICT, NORTH, PLANTS[0], STEWARD, AMMONIA, TANK)),
        REGISTER.id,
        QUOTE.id,
        "Park:nowhere",
        "",
    ),
    names=("北园", "化工", "液氨", "丙公司", "甲区", "没有"),
)


def known_of(rows: Iterable[Mapping[str, Any]], seed: int, moment: str) -> Known:
    """Return what may be named of a record: some of every type, and what is not there.

    Args:
        rows: Its nodes, each with `id`, `type` and what is said of it, `s`.
        seed: Which of them.
        moment: Instant at which everything is asked.
    """
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    typed: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        typed[row["type"]].append(row)
    few = {kind: dice.sample(all_, min(6, len(all_))) for kind, all_ in sorted(typed.items())}
    names = [str(row["s"]["name"]) for some in few.values() for row in some if "name" in row["s"]]
    cursors = {
        spec.plural: [
            escaped(f"{first}:{row['s'][f'sk_{first}']}")
            for row in few.get(spec.label, ())
            if f"sk_{first}" in row["s"]
        ]
        for spec in NODES
        for first in [p.name for p in spec.properties if p.sortable][:1]
    }
    return Known(
        ids=[*(row["id"] for some in few.values() for row in some), "Park:nowhere", ""],
        names=[escaped(n) for n in (*names, *(name[1:3] for name in names), "没有")],
        moment=moment,
        cursors=cursors,
        wrong=0.15,
        named=0.3,
    )


def escaped(text: str) -> str:
    """Return a text as it may stand between the quotes of a GraphQL string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def queries(
    schema: GraphQLSchema, seed: int, known: Known = DISTRICT_KNOWN, *, roots: int = 1
) -> Iterator[Query]:
    """Yield valid queries for ever, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    while True:
        writer = _Writer(schema, dice, known)
        text = writer.operation(dice.randint(1, roots))
        if not validate(schema, parse(text)):
            yield Query(text=text, variables=writer.variables)


class _Writer:
    """Writes one operation; it may break a rule on names that merge, which validation tells."""

    def __init__(self, schema: GraphQLSchema, dice: random.Random, known: Known) -> None:
        self._schema, self._dice, self._known = schema, dice, known
        self._fragments: list[str] = []
        self._names = 0
        self._declared = ["$yes: Boolean = true"]
        self.variables: dict[str, Any] = {}
        self._wrong = self._chance(known.wrong)

    def operation(self, roots: int) -> str:
        query = self._schema.query_type
        assert query
        lists = [name for name, field in query.fields.items() if "first" in field.args]
        written = []
        for _ in range(roots):
            name = self._dice.choice(lists if self._chance(0.7) else list(query.fields))
            written.append(self._field(name, query.fields[name], DEPTH, root=True))
        head = f"query ({', '.join(self._declared)}) {{ {' '.join(written)} }}"
        return "\n".join([head, *self._fragments])

    def _chance(self, share: float) -> bool:
        return self._dice.random() < share

    def _field(self, name: str, declared: GraphQLField, depth: int, *, root: bool = False) -> str:
        found = {key: self._argument(key, one.type) for key, one in declared.args.items()}
        if {"id", "at"} <= set(found) and found.get("id") is None and found.get("name") is None:
            given = None if self._wrong else f'"{self._dice.choice(self._ids(declared))}"'
            found["id"] = given
        if name == "responsibilities":
            found["of"] = (
                f'"{self._dice.choice(self._some(("Organisation:", "Post:", "Person:")))}"'
            )
        if "after" in found:
            found["after"] = self._after(name if root else "")
        if found.get("after") and "orderBy" in found and self._chance(0.8):
            found["orderBy"] = None
        arguments = ", ".join(
            f"{key}: {self._given(given, declared.args[key].type)}"
            for key, given in found.items()
            if given
        )
        self._names += 1
        written = f"a{self._names}: {name}({arguments})" if arguments else name
        if not arguments and (root or self._chance(0.2)):
            written = f"{f'a{self._names}' if root else self._dice.choice('xyz')}: {name}"
        if self._chance(0.1):
            left_out = ["@skip(if: $yes)", "@include(if: false)"] if self._known.named else []
            kept = ["@skip(if: false)", "@include(if: $yes)"]
            written += f" {self._dice.choice([*kept, *left_out])}"
        kind = get_named_type(declared.type)
        return written if is_leaf_type(kind) else f"{written} {self._selection(kind, depth)}"

    def _given(self, literal: str, kind: Any) -> str:
        """Return a value as it stands, or a variable that has it."""
        if literal.startswith("$") or not self._chance(self._known.named):
            return literal
        name = f"v{len(self._declared)}"
        value = value_from_ast_untyped(parse_value(literal))
        if self._chance(0.3):
            self._declared.append(f"${name}: {kind} = {literal}")
        else:
            self._declared.append(f"${name}: {kind}")
            self.variables[name] = value
        return f"${name}"

    def _after(self, root: str) -> str | None:
        cursors = self._known.cursors.get(root)
        if self._wrong and self._chance(0.1):
            return self._dice.choice(['"name:"', '"risk:1"', '""', '"7"'])
        return f'"{self._dice.choice(cursors)}"' if cursors and self._chance(0.3) else None

    def _some(self, starts: tuple[str, ...]) -> list[str]:
        return [i for i in self._known.ids if i.startswith(starts)]

    def _ids(self, declared: GraphQLField) -> list[str]:
        """Return ids that a field of one node may know."""
        kind = get_named_type(declared.type).name
        return self._some((f"{kind}:", "Organisation:")) or list(self._known.ids)

    def _selection(self, kind: Any, depth: int) -> str:
        parts = [self._part(kind, depth) for _ in range(self._dice.randint(1, 4))]
        return f"{{ {' '.join(part for part in parts if part) or '__typename'} }}"

    def _part(self, kind: Any, depth: int) -> str:
        if self._chance(0.15):
            return self._dice.choice(["__typename", "kind: __typename"])
        if depth > 0 and (isinstance(kind, GraphQLUnionType) or self._chance(0.25)):
            return self._fragment(kind, depth - 1)
        if isinstance(kind, GraphQLUnionType):
            return "__typename"
        fields = [
            (name, field)
            for name, field in kind.fields.items()
            if depth > 0 or is_leaf_type(get_named_type(field.type))
        ]
        return self._field(*self._dice.choice(fields), depth - 1) if fields else ""

    def _fragment(self, kind: Any, depth: int) -> str:
        condition = self._dice.choice(self._conditions(kind))
        body = self._selection(condition, depth)
        if self._chance(0.3):
            name = f"F{len(self._fragments)}"
            self._fragments.append(f"fragment {name} on {condition.name} {body}")
            return f"...{name}"
        return f"... {body}" if condition is kind else f"... on {condition.name} {body}"

    def _conditions(self, kind: Any) -> list[Any]:
        """Return every type that a fragment within a type may name."""
        here = {kind.name} if isinstance(kind, GraphQLObjectType) else self._possible(kind)
        known = [t for name, t in self._schema.type_map.items() if not name.startswith("__")]
        return [
            t
            for t in known
            if (isinstance(t, GraphQLObjectType) and t.name in here)
            or (
                isinstance(t, (GraphQLInterfaceType, GraphQLUnionType)) and here & self._possible(t)
            )
        ]

    def _possible(self, kind: GraphQLInterfaceType | GraphQLUnionType) -> set[str]:
        return {t.name for t in self._schema.get_possible_types(kind)}

    def _argument(self, name: str, kind: Any) -> str | None:
        """Return a value for an argument; None to leave it out."""
        named = get_named_type(kind)
        asked = named.name == "At" and self._known.moment
        if not (asked or isinstance(kind, GraphQLNonNull)) and self._chance(0.5):
            return None
        if name in ("orderBy", "by"):
            return self._keys(named)
        value = self._value(name, named)
        if value is None:
            return None
        inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        return f"[{value}]" if isinstance(inner, GraphQLList) and self._chance(0.9) else value

    def _keys(self, kind: GraphQLEnumType) -> str:
        """Return what to order or to group by: a few keys, each property once."""
        found = self._dice.sample(sorted(kind.values), min(len(kind.values), 3))
        once = {key.removesuffix("_ASC").removesuffix("_DESC"): key for key in found}
        few = found if self._wrong else list(once.values())
        return f"[{', '.join(few[: self._dice.randint(1, 3)])}]"

    def _value(self, name: str, kind: Any) -> str | None:
        if name == "first":
            wrong = self._wrong and self._chance(0.1)
            return self._dice.choice(["501", "-1"] if wrong else ["0", "1", "2", "7", "null"])
        if isinstance(kind, GraphQLEnumType):
            return str(self._dice.choice(sorted(kind.values)))
        if isinstance(kind, GraphQLInputObjectType) and name == "filter":
            return self._filter(kind, 2)
        return self._moment(name) if kind.name == "At" else self._text(name)

    def _text(self, name: str) -> str | None:
        """Return an id or a name; whatever is no scope would be refused."""
        scope = ("scope",) if self._known.wrong else ()
        if name in ("id", "ids", "of", "from", *scope):
            return f'"{self._dice.choice(self._known.ids)}"'
        return f'"{self._dice.choice(self._known.names)}"' if name in ("name", "text") else None

    def _moment(self, name: str) -> str:
        """Return a point on both clocks; the first of two is never the later one."""
        known = f', knownAt: "{self._known.moment}"' if self._known.moment else ""
        day = min(DAYS) if name == "from" else self._dice.choice(DAYS)
        return f'{{asOf: "{day}"{known}}}'

    def _filter(self, kind: GraphQLInputObjectType, depth: int) -> str:
        """Return a filter: a condition, its negation, one of two, or something related."""
        name, given = self._dice.choice(list(kind.fields.items()))
        named: Any = get_named_type(given.type)
        if name in ("AND", "OR", "NOT"):
            inner = self._filter(named, depth - 1) if depth else "{}"
            return f"{{{name}: {inner if name == 'NOT' else f'[{inner}, {{}}]'}}}"
        if name == "near":
            reach = self._dice.choice(["0.5", "20", "500"])
            return f"{{near: {{latitude: 25.2, longitude: 119.1, kilometres: {reach}}}}}"
        if "some" in named.fields:
            other: Any = get_named_type(named.fields["some"].type)
            word = self._dice.choice(["some", "all", "none", "single"])
            return f"{{{name}: {{{word}: {self._related(other, depth)}}}}}"
        word = self._dice.choice([w for w in OPERATORS if w in named.fields])
        value = "true" if word == "isNull" else self._literal(named, word)
        return f"{{{name}: {{{word}: {f'[{value}]' if word == 'in' else value}}}}}"

    def _related(self, kind: GraphQLInputObjectType, depth: int) -> str:
        """Return a filter of what is related, with the relationship where that is asked."""
        if "edge" not in kind.fields:
            return self._filter(kind, depth - 1) if depth else "{}"
        parts: list[str] = []
        for side in ("node", "edge"):
            behind: Any = get_named_type(kind.fields[side].type)
            if depth and self._chance(0.7):
                parts.append(f"{side}: {self._filter(behind, depth - 1)}")
        return f"{{{', '.join(parts)}}}"

    def _literal(self, kind: GraphQLInputObjectType, word: str) -> str:
        named: Any = get_named_type(kind.fields[word].type)
        if isinstance(named, GraphQLEnumType):
            return str(self._dice.choice(sorted(named.values)))
        literals = {"Int": "20", "Float": "50", "Boolean": "true", "Date": '"2026-01-01"'}
        literals |= {"DateTime": '"2026-01-01T00:00:00Z"'}
        texts = self._known.ids if named.name == "ID" else self._known.names
        return literals.get(named.name) or f'"{self._dice.choice(texts)}"'
