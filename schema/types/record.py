"""What a document says (文档陈述)."""

from typing import Annotated

import strawberry

from graph.model.labels import RelType
from schema.types.base import PageInfo, Snapshot
from schema.types.problems import NotFound
from schema.types.reference import Evidence, NodeRef, Proposal

__all__ = ["DocumentStatement", "DocumentStatements", "DocumentStatementsResult", "StatedRelation"]

strawberry.enum(RelType, name="RelationType", description="关系类型. Types of relationship.")


@strawberry.type(description="所述关系. A relationship that a place in a document states.")
class StatedRelation:
    """A relationship that a place states."""

    type: RelType
    source: NodeRef
    target: NodeRef


@strawberry.type(description="一处陈述. One place in a document, and what it says.")
class DocumentStatement:
    """One place in a document, and what it says."""

    evidence: Evidence
    entities: list[NodeRef] = strawberry.field(description="所述对象. Things that it asserts.")
    relations: list[StatedRelation] = strawberry.field(
        description="所述关系. Relationships that it asserts."
    )
    proposals: list[Proposal] = strawberry.field(
        description="待核实陈述. What it says besides; no fact rests on it until a person accepts."
    )


@strawberry.type(description="文档陈述. What a document says, in its order.")
class DocumentStatements:
    """What a document says, in its order."""

    snapshot: Snapshot
    nodes: list[DocumentStatement]
    page_info: PageInfo


DocumentStatementsResult = Annotated[
    DocumentStatements | NotFound, strawberry.union("DocumentStatementsResult")
]
