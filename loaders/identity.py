"""Identity (同一性): which node a name in a source speaks of.

A name is enough for what is known by it everywhere: regions (by code), parks, organisations,
programmes, platforms and substances. Anything else (a tank, a post, a measure, a figure) is known
within something: a park, an enterprise, a region. So is a name that only makes sense inside a
region, such as 区应急局, where the source says which region. Aliases lead to the node that bears
them. What could be several nodes is never decided here: the caller is told.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graph.errors import CustodyError
from graph.evidence import UNKNOWN_START, Evidence
from graph.model.labels import Label, RelType
from graph.model.registry import node_spec
from loaders.report import Place

__all__ = [
    "GLOBAL",
    "NOWHERE",
    "SURE",
    "EntityDraft",
    "Known",
    "Mention",
    "RelationDraft",
    "Trust",
    "UnresolvedError",
    "cuts",
    "scope_of",
    "signed",
    "typed",
    "untyped",
]

GLOBAL: Final = frozenset(
    {
        Label.REGION,
        Label.PARK,
        Label.ENTERPRISE,
        Label.CUSTODY_PROVIDER,
        Label.AUTHORITY,
        Label.INSTITUTION,
        Label.PROGRAMME,
        Label.PLATFORM,
        Label.SUBSTANCE,
    }
)
"""Types whose name needs nothing around it."""

NOWHERE: Final = "无所属"
"""Stands where a thing of another type is known by its name alone, as a school may be."""

# 市场监督管理局, 区域…, 县域… begin with a word of their own.
_RELATIVE: Final = re.compile(r"全?(?:(省)|(市)(?!场|政(?!府)|容)|(区|县)(?!域|块|间|位))")
_NAMELESS: Final = re.compile("某|第三方")
_DIGITS: Final = (2, 4, 6)
_TYPED: Final = re.compile(rf"(?:^|(?<=/))\[({'|'.join(Label)})\]")
"""The type of a thing, before its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name, alias or official code by which a source points to something (指称).

    Attributes:
        text: As the source has it; ``within/name`` where the name alone is not unique.
        labels: Types it may be.
        place: Where it stands.
    """

    text: str
    labels: tuple[Label, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How far the rule that found a statement is believed (可信程度).

    Attributes:
        asserted: Whether its statements go into the graph; else they wait for a person.
        precision: Chance that they are right; None if it was never measured, and for registers.
        doubt: Why a person must decide, in Chinese and English, though a register says so.
        printed: What the register says.
    """

    asserted: bool = True
    precision: float | None = None
    doubt: tuple[str, str] | None = None
    printed: str | None = None


SURE: Final = Trust()
"""What a register says is not measured: it means what it says."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EntityDraft:
    """What a source says of a thing, before it is known which node that is (实体草稿).

    Attributes:
        label: Its type.
        properties: What is said of it, in the words of the model.
        evidence: The place that says so.
        place: The same, for the report.
        within: What makes its name unique: a mention of it, its own draft, or its id.
        valid_from: First day on which it is true.
        valid_to: First day on which it is no longer true.
        rough: Whether its type is only what the words suggest, and a known one goes before it.
        trust: How far the rule that found it is believed.
        presumed: Properties that its source takes for granted, as a list of risk points does that
            each is one; what is known goes before them.
    """

    label: Label
    properties: Mapping[str, Any]
    evidence: Evidence
    place: Place
    within: "Mention | EntityDraft | str" = ""
    valid_from: str = UNKNOWN_START
    valid_to: str | None = None
    rough: bool = False
    trust: Trust = SURE
    presumed: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Its name as the source has it."""
        return str(self.properties["name"])

    @property
    def aliases(self) -> list[str]:
        """Its other names."""
        return list(self.properties.get("aliases") or ())

    @property
    def known_by(self) -> dict[str, Any]:
        """What tells which thing it is: its name, which others may bear, and its codes."""
        spec = node_spec(self.label)
        names = filter(None, ("name", spec.code, spec.other_code))
        return {name: self.properties[name] for name in names if name in self.properties}

    @property
    def code(self) -> str | None:
        """Its official code."""
        return node_spec(self.label).code_of(self.properties)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RelationDraft:
    """That two things are related, before it is known which (关系草稿); as `EntityDraft`.

    Attributes:
        carries: Whether its source means nothing without it, as a figure without what it counts.
    """

    type: RelType
    source: Mention | EntityDraft
    target: Mention | EntityDraft
    evidence: Evidence
    place: Place
    properties: Mapping[str, Any] = field(default_factory=dict)
    valid_from: str = UNKNOWN_START
    valid_to: str | None = None
    trust: Trust = SURE
    carries: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A node that the graph holds (已知节点)."""

    id: str
    label: Label
    name: str
    aliases: tuple[str, ...] = ()
    code: str | None = None
    park_id: str | None = None


def cuts(text: str) -> list[tuple[str, str]]:
    """Return every way to read a text as ``within/name``, the last cut first.

    >>> cuts("园区/1#/2#罐")
    [('园区/1#', '2#罐'), ('园区', '1#/2#罐')]
    """
    places = [k for k, character in enumerate(text) if character == "/"]
    found = ((text[:k], text[k + 1 :]) for k in reversed(places))
    return [(outer, name) for outer, name in found if outer and name]


def signed(label: Label, name: str) -> str:
    """Return a name with its type before it, for where several types bear it.

    >>> signed(Label.HAZARD, "液氨罐区")
    '[Hazard]液氨罐区'
    """
    return f"[{label}]{name}"


def typed(name: str, labels: Iterable[Label]) -> tuple[str, tuple[Label, ...]]:
    """Return a name without the type before it, and the types that it may be of.

    >>> typed("[Hazard]液氨罐区", (Label.UNIT, Label.HAZARD))
    ('液氨罐区', (<Label.HAZARD: 'Hazard'>,))
    """
    match = _TYPED.match(name)
    allowed = (label for label in labels if match is None or label == match[1])
    return (name[match.end() :] if match else name), tuple(allowed)


def untyped(text: str) -> str:
    """Return ``within/name`` without the types before its parts.

    >>> untyped("甲公司/[Hazard]液氨罐区/班长")
    '甲公司/液氨罐区/班长'
    """
    return _TYPED.sub("", text)


class UnresolvedError(CustodyError):
    """A source points to nothing known, or to what could be several things (无法确定所指).

    Attributes:
        text: How it points.
        place: Where.
        candidates: Ids it could mean; empty if nothing is known by that name.
    """

    def __init__(self, text: str, place: Place, candidates: Sequence[tuple[str, str]] = ()) -> None:
        self.text = text
        self.place = place
        self.candidates = tuple(candidates)
        named = "、".join(f"{name}（{key}）" for name, key in candidates)
        if candidates:
            super().__init__(
                zh=f"“{text}”可能指{named}，请用“所属/名称”或代码写明",
                en=f"“{text}” could be any of {named}; write within/name or its code",
            )
        else:
            super().__init__(
                zh=f"没有找到“{text}”，请先登记，或更正名称",
                en=f"nothing is known as “{text}”; register it first, or correct the name",
            )


def scope_of(label: Label, name: str, region: str | None, otherwise: str) -> str:
    """Return the id of what makes a name in a document unique; empty if nothing needs to.

    Args:
        label: Type of what is named.
        name: Its name.
        region: Code of the division that the document speaks of, if it is known.
        otherwise: Id of what holds it where no division does: the document.

    >>> scope_of(Label.AUTHORITY, "区应急局", "350305", "Document:…")
    'Region:350305'
    >>> scope_of(Label.INSTITUTION, "省应急技术中心", "350305", "Document:…")
    'Region:350000'
    >>> scope_of(Label.PARK, "石门澳产业园", "350305", "Document:…")
    ''
    """
    relative = _RELATIVE.match(name)
    if _NAMELESS.search(name):
        return otherwise  # somebody, who may be somebody else in the next document
    if relative is None:
        if label in GLOBAL:
            return ""
        return f"{Label.REGION}:{region}" if region else otherwise
    level = next(k for k, part in enumerate(relative.groups()) if part)
    code = _division(region, level) if region else None
    return f"{Label.REGION}:{code}" if code else otherwise


def _division(region: str, level: int) -> str | None:
    """Return the province, city or district of a code; None if the code is not so deep."""
    digits = _DIGITS[level]
    deep = level == 0 or region[digits - 2 : digits] != "00"
    return region[:digits].ljust(6, "0") if deep else None
