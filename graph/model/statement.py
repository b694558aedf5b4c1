"""Statements (陈述): what a source asserts, in the words of the model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple

from graph.errors import CustodyError
from graph.evidence import UNKNOWN_START
from graph.model.identity import entity_id, relation_id
from graph.model.labels import Label, RelType
from graph.model.registry import node_spec, relation_spec
from graph.model.spec import Kind, NodeSpec, Property, RelationSpec

__all__ = ["Entity", "Fault", "Reference", "Relation", "StatementRefusedError", "faults_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """That something exists, and what it is like (实体陈述).

    Attributes:
        label: Its type.
        properties: What the source says of it; absent where it says nothing.
        evidence: Ids of the places that say so; never empty.
        within: Id of the thing that makes its name unique.
        known_as: Id under which the graph already knows it by another name.
        valid_from: First day on which it is true.
        valid_to: First day on which it is no longer true; None while it lasts.
        park_id: Id of the park it belongs to, which decides who may see it.
        renames: Whether its name goes before the one recorded, which becomes an alias.
        withdrawn: Properties that an earlier edition of the source gave and this one does not.
        settles: Ids of places that the source says it at, read better now than before.
        presumed: Properties that the source takes for granted; what is known goes before them.
    """

    label: Label
    properties: Mapping[str, Any]
    evidence: tuple[str, ...]
    within: str = ""
    known_as: str | None = None
    valid_from: str = UNKNOWN_START
    valid_to: str | None = None
    park_id: str | None = None
    renames: bool = False
    withdrawn: frozenset[str] = frozenset()
    settles: frozenset[str] = frozenset()
    presumed: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """Its deterministic id."""
        return self.known_as or entity_id(self.label, self.properties, self.within)

    @property
    def reference(self) -> "Reference":
        """How relationships point to it."""
        return Reference(label=self.label, id=self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One end of a relationship (引用)."""

    label: Label
    id: str


@dataclass(frozen=True, kw_only=True)
class Relation:
    """That two things are related (关系陈述); the attributes are those of `Entity`."""

    type: RelType
    source: Reference
    target: Reference
    evidence: tuple[str, ...]
    properties: Mapping[str, Any] = field(default_factory=dict)
    valid_from: str = UNKNOWN_START
    valid_to: str | None = None
    withdrawn: frozenset[str] = frozenset()
    settles: frozenset[str] = frozenset()

    @cached_property
    def id(self) -> str:
        """Its deterministic id."""
        return relation_id(
            self.type, self.source.id, self.target.id, self.properties, self.valid_from
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What the model does not accept in a statement (不合模型之处)."""

    field: str
    value: object
    zh: str
    en: str


class StatementRefusedError(CustodyError):
    """The writer refuses a statement that the model does not know (拒绝写入)."""

    def __init__(self, subject: str, fault: Fault) -> None:
        self.subject = subject
        self.fault = fault
        super().__init__(
            zh=f"{subject}的“{fault.field}”不能写入：值为 {fault.value!r}，{fault.zh}。",
            en=f"{subject}: field {fault.field!r} refused: value {fault.value!r}; {fault.en}.",
        )


def faults_of(statement: Entity | Relation) -> Iterator[Fault]:
    """Yield everything the model does not accept in a statement."""
    if isinstance(statement, Entity):
        rules = _rules_of_node(statement.label)
    else:
        rules = _rules_of_relation(statement.type)
        if not _allows(statement.type, statement.source.label, statement.target.label):
            ends = f"{statement.source.label} → {statement.target.label}"
            yield Fault(
                field=statement.type,
                value=ends,
                zh="模型没有这样的关系",
                en="the model has no such relationship",
            )
    if not statement.evidence:
        yield Fault(field="evidence", value=(), zh="没有依据", en="a statement needs evidence")
    yield from _dates(statement)
    yield from _properties(rules, statement.properties)


def _dates(statement: Entity | Relation) -> Iterator[Fault]:
    if statement.valid_to is not None and statement.valid_to <= statement.valid_from:
        yield Fault(
            field="valid_to",
            value=statement.valid_to,
            zh=f"应晚于起始日 {statement.valid_from}",
            en=f"expected a day after {statement.valid_from}",
        )


_PYTHON: Mapping[Kind, type | tuple[type, ...]] = {
    Kind.TEXT: str,
    Kind.TEXTS: (list, tuple),
    Kind.INTEGER: int,
    Kind.DECIMAL: (int, float),
    Kind.BOOLEAN: bool,
    Kind.DATE: str,
    Kind.INSTANT: str,
}


class _Rule(NamedTuple):
    """What a property may be (取值规则)."""

    prop: Property
    choices: frozenset[str]
    types: type | tuple[type, ...]


class _Rules(NamedTuple):
    """What may be said of one kind of thing (属性规则)."""

    required: tuple[str, ...]
    declared: Mapping[str, _Rule]
    later: tuple[tuple[str, Property], ...]

    @classmethod
    def of(cls, spec: NodeSpec | RelationSpec) -> "_Rules":
        required = tuple(prop.name for prop in spec.properties if prop.required)
        rules = (
            _Rule(prop, frozenset(prop.choices or ()), _PYTHON[prop.kind])
            for prop in spec.properties
        )
        later = (
            (prop.name, first)
            for prop in spec.properties
            if prop.not_before and (first := spec.declared(prop.not_before))
        )
        return cls(required, {rule.prop.name: rule for rule in rules}, tuple(later))


@cache  # asked for each statement of a load, more than once, as are the rules
def _allows(kind: RelType, source: Label, target: Label) -> bool:
    return relation_spec(kind).allows(source, target)


@cache
def _rules_of_node(label: str) -> _Rules:
    return _Rules.of(node_spec(label))


@cache
def _rules_of_relation(kind: str) -> _Rules:
    return _Rules.of(relation_spec(kind))


def _properties(rules: _Rules, given: Mapping[str, Any]) -> Iterator[Fault]:
    for name in rules.required:
        if given.get(name) in (None, ""):
            yield Fault(field=name, value=None, zh="必填", en="required")
    for name, value in given.items():
        if value is not None and (fault := _value(rules.declared.get(name), name, value)):
            yield fault
    yield from _order(rules, given)


def _order(rules: _Rules, given: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the days that are before what they must follow; as text, they are ordered as days."""
    for name, first in rules.later:
        value, since = given.get(name), given.get(first.name)
        if isinstance(value, str) and isinstance(since, str) and value < since:
            yield Fault(
                field=name,
                value=value,
                zh=f"不应早于“{first.zh}”{since}",
                en=f"expected a day not before {first.name}, {since}",
            )


def _value(rule: _Rule | None, name: str, value: object) -> Fault | None:
    if rule is None:
        return Fault(
            field=name, value=value, zh="模型没有这个属性", en="the model has no such field"
        )
    prop, choices, types = rule
    if choices and value not in choices:
        allowed = "、".join(prop.choices or ())
        return Fault(field=name, value=value, zh=f"应为 {allowed} 之一", en=f"expected {allowed}")
    if not isinstance(value, types) or (isinstance(value, bool) and prop.kind is not Kind.BOOLEAN):
        expected = prop.kind.value
        return Fault(field=name, value=value, zh=f"类型应为 {expected}", en=f"expected {expected}")
    return None
