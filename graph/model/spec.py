"""The vocabulary of declarations (模型声明): what a node or relationship is made of.

A declaration is data. Writing, indexing, validation, the model reference, the
selection compiler and the GraphQL types all read it; none repeats it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Any

from graph.model.labels import Label, RelType

__all__ = ["Group", "Kind", "Link", "NodeSpec", "Property", "RelationSpec"]


class Kind(Enum):
    """Kind of a property's value (值类型)."""

    TEXT = "text"
    TEXTS = "list of text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "yes or no"
    DATE = "date, YYYY-MM-DD"
    INSTANT = "instant, YYYY-MM-DDTHH:MM:SS.ffffffZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """One property of a node or relationship (属性).

    Attributes:
        name: Name in the graph, snake case; camel case in GraphQL.
        kind: Kind of value.
        zh: Chinese term, also a heading that registers may use.
        doc: One English sentence.
        unit: Unit of measure of a quantity.
        choices: The closed vocabulary, if there is one.
        terms: Chinese words of that vocabulary as registers write them.
        required: Whether a statement without it is refused.
        sortable: Whether lists may be ordered by it (one stored, indexed sort key).
        personal: Whether it is personal data of a natural person.
        not_before: Name of another day, before which this one cannot be.
    """

    name: str
    kind: Kind
    zh: str
    doc: str
    unit: str | None = None
    choices: type[StrEnum] | None = None
    terms: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    sortable: bool = False
    personal: bool = False
    not_before: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeSpec:
    """Declaration of a node type (节点声明).

    Attributes:
        label: Its concrete label.
        zh: Chinese term.
        doc: One English sentence.
        properties: What may be said of it; `name` comes first.
        field: Name of its GraphQL root field; `plural` names the list.
        plural: Name of the list.
        parent: A label it carries as well, `Organisation` for the four kinds.
        code: Property holding an official code that makes the id; else name and scope do.
        other_code: Property that does so where the official code is not known.
        record: Whether it is an immutable record (a source, a load) without states.
        search: Properties whose text finds it.
        followed: Whether what is new of it is looked for all the time; its instants are indexed.
    """

    label: Label
    zh: str
    doc: str
    properties: tuple[Property, ...]
    field: str
    plural: str
    parent: Label | None = None
    code: str | None = None
    other_code: str | None = None
    record: bool = False
    search: tuple[str, ...] = ("name", "aliases")
    followed: bool = False

    def declared(self, name: str) -> Property | None:
        """Return the property called `name`, or None."""
        return next((p for p in self.properties if p.name == name), None)

    def code_of(self, properties: Mapping[str, Any]) -> str | None:
        """Return the code that makes the id, if one is known."""
        for name in (self.code, self.other_code):
            found: str | None = properties.get(name) if name else None
            if found:
                return found
        return None

    @property
    def state_label(self) -> str:
        """Label of the node that holds what was said of it (状态节点标签)."""
        return self.label if self.record else f"{self.label}State"

    @property
    def is_placed(self) -> bool:
        """Whether it may say where it lies."""
        return bool(self.declared("latitude") and self.declared("longitude"))

    @property
    def identity_label(self) -> Label:
        """Label under which its id is unique."""
        return self.parent or self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Several node types that a relationship treats alike (类型组).

    Attributes:
        name: Name of the group; a GraphQL interface for `Organisation`, else `Node`.
        labels: The concrete labels.
    """

    name: str
    labels: tuple[Label, ...]

    @property
    def pattern(self) -> str:
        """Label expression in a Cypher pattern, e.g. ``Park|Region``."""
        return self.name if self.name == Label.ORGANISATION else "|".join(self.labels)


@dataclass(frozen=True, slots=True)
class Link:
    """One allowed pair of ends, and what each end calls the other (两端).

    Attributes:
        source: Types at the tail.
        target: Types at the head.
        forward: GraphQL field on the source.
        backward: GraphQL field on the target.
    """

    source: Group
    target: Group
    forward: str
    backward: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationSpec:
    """Declaration of a relationship type (关系声明).

    Attributes:
        type: Relationship type.
        zh: Chinese term.
        doc: One English sentence.
        links: Allowed ends.
        properties: What may be said of it.
        identity: Properties that tell two statements between the same ends apart.
        sparse: The end at which few relationships of this type meet; writing starts there.
    """

    type: RelType
    zh: str
    doc: str
    links: tuple[Link, ...]
    properties: tuple[Property, ...] = ()
    identity: tuple[str, ...] = ()
    sparse: str = "source"

    def declared(self, name: str) -> Property | None:
        """Return the property called `name`, or None."""
        return next((p for p in self.properties if p.name == name), None)

    def allows(self, source: Label, target: Label) -> bool:
        """Tell whether the model knows this relationship between these types."""
        return any(source in x.source.labels and target in x.target.labels for x in self.links)
