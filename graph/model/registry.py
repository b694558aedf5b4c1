"""The model (模型): every declaration, found by label or type."""

from collections.abc import Iterator
from functools import cache
from typing import Final, Literal, NamedTuple

from graph.model.audit import AUDIT_RECORD
from graph.model.duty import PERSON, POST
from graph.model.finding import FINDING, INSPECTION
from graph.model.labels import Label
from graph.model.measure import INDICATOR, MEASURE, PLATFORM, PROGRAMME
from graph.model.organisation import AUTHORITY, CUSTODY_PROVIDER, ENTERPRISE, INSTITUTION
from graph.model.park import PARK, RECEPTOR, REGION
from graph.model.proposal import PROPOSAL
from graph.model.record import DOCUMENT, EVIDENCE, LOAD
from graph.model.relations import RELATIONS
from graph.model.spec import Group, Link, NodeSpec, RelationSpec
from graph.model.substance import HAZARD, SUBSTANCE, UNIT

__all__ = ["NODES", "RELATIONS", "THINGS", "End", "ends_of", "node_spec", "relation_spec"]

NODES: Final[tuple[NodeSpec, ...]] = (
    REGION,
    PARK,
    ENTERPRISE,
    CUSTODY_PROVIDER,
    AUTHORITY,
    INSTITUTION,
    POST,
    PERSON,
    UNIT,
    SUBSTANCE,
    HAZARD,
    MEASURE,
    FINDING,
    INSPECTION,
    RECEPTOR,
    PROGRAMME,
    PLATFORM,
    INDICATOR,
    DOCUMENT,
    EVIDENCE,
    LOAD,
    PROPOSAL,
    AUDIT_RECORD,
)

THINGS: Final = tuple(spec for spec in NODES if not spec.record and spec is not PROPOSAL)
"""What sources speak of: all but our own records and proposals."""


class End(NamedTuple):
    """One end of a link as a node type sees it (关系的一端)."""

    relation: RelationSpec
    link: Link
    direction: Literal["forward", "backward"]

    @property
    def field(self) -> str:
        """Name of the GraphQL field at this end."""
        return self.link.forward if self.direction == "forward" else self.link.backward

    @property
    def here(self) -> Group:
        """Types that can stand at this end."""
        return self.link.source if self.direction == "forward" else self.link.target

    @property
    def there(self) -> Group:
        """Types that can stand at the other end."""
        return self.link.target if self.direction == "forward" else self.link.source

    @property
    def target(self) -> NodeSpec | Group:
        """What stands at the other end: a declaration if it is of one type."""
        group = self.there
        return node_spec(group.labels[0]) if len(group.labels) == 1 else group


@cache
def node_spec(label: str) -> NodeSpec:
    """Return the declaration of a node type; `KeyError` if the model does not know it."""
    return {spec.label.value: spec for spec in NODES}[label]


@cache
def relation_spec(rel_type: str) -> RelationSpec:
    """Return the declaration of a relationship; `KeyError` if the model does not know it."""
    return {spec.type.value: spec for spec in RELATIONS}[rel_type]


@cache
def ends_of(label: Label) -> tuple[End, ...]:
    """Return every end at which this node type can stand, in declared order."""
    return tuple(_ends(label))


def _ends(label: Label) -> Iterator[End]:
    for relation in RELATIONS:
        for link in relation.links:
            if label in link.source.labels:
                yield End(relation, link, "forward")
            if label in link.target.labels:
                yield End(relation, link, "backward")
