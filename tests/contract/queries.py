"""Random queries (随机查询): every shape that the schema allows, from a seed."""

import random
from collections.abc import Iterator
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
    validate,
)

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

__all__ = ["queries"]

IDS: Final = (
    *(entity.id for entity in (DISTRICT, NORTH, PLANTS[0], STEWARD, AMMONIA, TANK)),
    REGISTER.id,
    QUOTE.id,
    "Park:nowhere",
    "",
)
NAMES: Final = ("北园", "化工", "液氨", "丙公司", "甲区", "没有")
TEXTS: Final = {"id": IDS, "ids": IDS, "of": IDS, "from": IDS, "name": NAMES, "text": NAMES}
DEPTH: Final = 6


def queries(schema: GraphQLSchema, seed: int) -> Iterator[str]:
    """Yield valid queries for ever, the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - a test's dice
    while True:
        text = _Writer(schema, dice).operation()
        if not validate(schema, parse(text)):
            yield text


class _Writer:
    """Writes one operation; it may break a rule on names that merge, which validation tells."""

    def __init__(self, schema: GraphQLSchema, dice: random.Random) -> None:
        self._schema, self._dice = schema, dice
        self._fragments: list[str] = []
        self._names = 0

    def operation(self) -> str:
        query = self._schema.query_type
        assert query
        lists = [name for name, field in query.fields.items() if "first" in field.args]
        name = self._dice.choice(lists if self._chance(0.7) else list(query.fields))
        root = self._field(name, query.fields[name], DEPTH)
        return "\n".join([f"query ($yes: Boolean = true) {{ {root} }}", *self._fragments])

    def _chance(self, share: float) -> bool:
        return self._dice.random() < share

    def _field(self, name: str, declared: GraphQLField, depth: int) -> str:
        found = {key: self._argument(key, one.type) for key, one in declared.args.items()}
        if {"id", "at"} <= set(found) and found.get("id") is None and found.get("name") is None:
            found["id"] = f'"{self._dice.choice(self._ids(declared))}"'
        if name == "responsibilities":
            found["of"] = f'"{self._dice.choice((PLANTS[0].id, STEWARD.id))}"'
        arguments = ", ".join(f"{key}: {given}" for key, given in found.items() if given)
        self._names += 1
        written = f"a{self._names}: {name}({arguments})" if arguments else name
        if not arguments and self._chance(0.2):
            written = f"{self._dice.choice('xyz')}: {name}"
        if self._chance(0.1):
            written += self._dice.choice([" @skip(if: false)", " @include(if: $yes)"])
        kind = get_named_type(declared.type)
        return written if is_leaf_type(kind) else f"{written} {self._selection(kind, depth)}"

    def _ids(self, declared: GraphQLField) -> list[str]:
        """Return ids that a field of one node may know."""
        kind = get_named_type(declared.type).name
        return [i for i in IDS if i.startswith((kind, "Organisation"))] or list(IDS)

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
        if not isinstance(kind, GraphQLNonNull) and self._chance(0.5):
            return None
        named = get_named_type(kind)
        value = self._value(name, named)
        if value is None:
            return None
        inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        return f"[{value}]" if isinstance(inner, GraphQLList) and self._chance(0.9) else value

    def _value(self, name: str, kind: Any) -> str | None:
        if name == "first":
            return self._dice.choice(["0", "1", "2", "null"])
        if name in TEXTS:
            return f'"{self._dice.choice(TEXTS[name])}"'
        if isinstance(kind, GraphQLEnumType):
            return str(self._dice.choice(sorted(kind.values)))
        if isinstance(kind, GraphQLInputObjectType) and name == "filter":
            return self._filter(kind, 2)
        return '{asOf: "2026-06-01"}' if name == "at" else None

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
            inner = self._filter(other, depth - 1) if depth else "{}"
            return f"{{{name}: {{{self._dice.choice(['some', 'none'])}: {inner}}}}}"
        word = self._dice.choice([w for w in ("isNull", "eq", "has") if w in named.fields])
        value = {"isNull": "true", "has": '"液氨"'}.get(word)
        return f"{{{name}: {{{word}: {value or self._literal(named.fields['eq'].type)}}}}}"

    def _literal(self, kind: Any) -> str:
        if isinstance(kind, GraphQLEnumType):
            return str(self._dice.choice(sorted(kind.values)))
        literals = {"Int": "20", "Float": "50", "Boolean": "true", "Date": '"2026-01-01"'}
        return literals.get(
            kind.name, '"2026-01-01T00:00:00Z"' if kind.name == "DateTime" else '"北园"'
        )
