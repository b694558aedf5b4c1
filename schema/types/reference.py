"""Noun types for answers written by hand (名词引用).

An answer holds the id of a node where its type has a noun; the noun is filled in when
the answer is shaped. For the type checker a noun is therefore a text.
"""

from typing import TYPE_CHECKING, Annotated, TypeAlias, Union

import strawberry

from schema.nouns import NOUNS
from schema.types.base import Node

__all__ = [
    "Answerable",
    "Asserted",
    "AuditRecord",
    "Evidence",
    "Finding",
    "Inspection",
    "Load",
    "Measure",
    "NodeRef",
    "Organisation",
    "Park",
    "Person",
    "Post",
    "Proposal",
    "Substance",
    "Unit",
]

if TYPE_CHECKING:
    Answerable: TypeAlias = str
    AuditRecord: TypeAlias = str
    Evidence: TypeAlias = str
    Finding: TypeAlias = str
    Inspection: TypeAlias = str
    Load: TypeAlias = str
    Measure: TypeAlias = str
    NodeRef: TypeAlias = str
    Organisation: TypeAlias = str
    Park: TypeAlias = str
    Person: TypeAlias = str
    Post: TypeAlias = str
    Proposal: TypeAlias = str
    Substance: TypeAlias = str
    Unit: TypeAlias = str

    class Asserted:
        """Something a source asserts (有依据的陈述)."""

else:
    Asserted = NOUNS.types["Asserted"]
    AuditRecord = NOUNS.types["AuditRecord"]
    Evidence = NOUNS.types["Evidence"]
    Finding = NOUNS.types["Finding"]
    Inspection = NOUNS.types["Inspection"]
    Load = NOUNS.types["Load"]
    Measure = NOUNS.types["Measure"]
    NodeRef = Node
    Organisation = NOUNS.types["Organisation"]
    Park = NOUNS.types["Park"]
    Person = NOUNS.types["Person"]
    Post = NOUNS.types["Post"]
    Proposal = NOUNS.types["Proposal"]
    Substance = NOUNS.types["Substance"]
    Unit = NOUNS.types["Unit"]
    _KINDS = (
        "Region",
        "Park",
        "Enterprise",
        "CustodyProvider",
        "Authority",
        "Institution",
        "Unit",
        "Hazard",
        "Measure",
        "Finding",
        "Programme",
        "Platform",
    )
    Answerable = Annotated[
        Union[tuple(NOUNS.types[kind] for kind in _KINDS)],  # noqa: UP007 - made from a tuple
        strawberry.union("Answerable", description="可追责对象. What somebody can answer for."),
    ]
