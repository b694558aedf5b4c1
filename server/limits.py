"""Limits on what may be asked (查询限额): nobody may ask for more than a server can answer.

Fragments are opened once each, however often they are used, so that measuring a hostile
document costs no more than reading it.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    Node,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

__all__ = [
    "LIMITS",
    "Limits",
    "brackets",
    "depth_of",
    "exceeded",
    "nesting",
    "over_limit",
    "repeats",
    "too_costly",
]

_OPENING: Final = frozenset("{[(")
_CLOSING: Final = frozenset("}])")
_BRACKETS: Final = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|#[^\n\r]*|[][(){}]', re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Largest sizes of a request (请求限额).

    Attributes:
        body: Size of a request [B].
        tokens: Tokens of a document.
        operations: Operations of a document.
        depth: Fields within fields.
        fields: Fields, those of a fragment counted wherever it is used.
        aliases: Fields that are given another name.
        directives: Directives, those of a fragment counted wherever it is used.
        repeats: Fields under one name, fragments, or fields of an input, within one pair of
            brackets: validation compares each with each.
        roots: Root fields; each is at least one statement.
        cost: What an operation may cost at most (`server.costing`).
        nesting: Values within values in variables, and brackets within brackets in the text.
        rate: What the operations of one caller may cost in a minute together; 0 for no limit.
        upload: Size of a request with its files [B].
        files: Files of a request.
    """

    body: int = 1 << 20
    tokens: int = 4000
    operations: int = 20
    depth: int = 20
    fields: int = 2000
    aliases: int = 60
    directives: int = 50
    repeats: int = 50
    roots: int = 40
    cost: int = 100_000
    nesting: int = 64
    rate: int = 0
    upload: int = 128 << 20
    files: int = 20


LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class _Size:
    depth: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0


@dataclass(slots=True)
class _Measure:
    """Measures selections; every fragment once."""

    fragments: Mapping[str, FragmentDefinitionNode]
    _known: dict[str, _Size] = field(default_factory=dict)

    def of(self, selections: tuple[SelectionNode, ...]) -> _Size:
        parts = [self._one(selection) for selection in selections]
        return _Size(
            depth=max((part.depth for part in parts), default=0),
            fields=sum(part.fields for part in parts),
            aliases=sum(part.aliases for part in parts),
            directives=sum(part.directives for part in parts),
        )

    def _one(self, node: SelectionNode) -> _Size:
        size = self._bare(node)
        return replace(size, directives=size.directives + len(node.directives or ()))

    def _bare(self, node: SelectionNode) -> _Size:
        if isinstance(node, FragmentSpreadNode):
            return self._fragment(node.name.value)
        if isinstance(node, InlineFragmentNode):
            return self.of(node.selection_set.selections)
        if isinstance(node, FieldNode):
            below = self.of(node.selection_set.selections) if node.selection_set else _Size()
            aliases = below.aliases + bool(node.alias)
            return _Size(below.depth + 1, below.fields + 1, aliases, below.directives)
        raise TypeError(node)

    def _fragment(self, name: str) -> _Size:
        if name not in self._known:
            self._known[name] = self.of(self.fragments[name].selection_set.selections)
        return self._known[name]

    def roots(self, selections: tuple[SelectionNode, ...]) -> int:
        """Count the root fields, those in fragments among them."""
        count = 0
        for node in selections:
            if isinstance(node, FieldNode):
                count += 1
            elif isinstance(node, InlineFragmentNode):
                count += self.roots(node.selection_set.selections)
            elif isinstance(node, FragmentSpreadNode):
                count += self.roots(self.fragments[node.name.value].selection_set.selections)
        return count


def over_limit(document: DocumentNode, limits: Limits = LIMITS) -> list[GraphQLError]:
    """Return an error for each limit that a valid document exceeds."""
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    operations = [n for n in document.definitions if isinstance(n, OperationDefinitionNode)]
    measure = _Measure(fragments)
    found = [exceeded("operations", len(operations), limits.operations)]
    for operation in operations:
        selections = operation.selection_set.selections
        size = measure.of(selections)
        found += [
            exceeded("depth", size.depth, limits.depth),
            exceeded("fields", size.fields, limits.fields),
            exceeded("aliases", size.aliases, limits.aliases),
            exceeded("directives", size.directives, limits.directives),
        ]
        if size.fields <= limits.fields:
            found.append(exceeded("root fields", measure.roots(selections), limits.roots))
    return [error for error in found if error is not None]


def repeats(document: DocumentNode) -> int:
    """Return how often the same is asked within one pair of brackets, at most.

    Fields count by the name that they answer under, fragments and fields of an input together.
    The document need not be valid, since it is validation that takes the square of this.
    """
    most = 0
    waiting: list[Node] = [*document.definitions]
    while waiting:
        node = waiting.pop()
        if isinstance(node, SelectionSetNode):
            asked = Counter(_answered(each) for each in node.selections)
            most = max([most, *asked.values()])
        elif isinstance(node, ObjectValueNode):
            most = max(most, len(node.fields))
        for key in node.keys:
            found = getattr(node, key, None)
            below = found if isinstance(found, (list, tuple)) else (found,)
            waiting += [one for one in below if isinstance(one, Node)]
    return most


def _answered(node: SelectionNode) -> str:
    """Return the name that a field answers under; nothing for a fragment."""
    if not isinstance(node, FieldNode):
        return ""
    return node.alias.value if node.alias else node.name.value


def depth_of(document: DocumentNode) -> int:
    """Return how deep fields lie within fields in the deepest operation of a valid document."""
    nodes = document.definitions
    measure = _Measure({n.name.value: n for n in nodes if isinstance(n, FragmentDefinitionNode)})
    sizes = [
        measure.of(n.selection_set.selections)
        for n in nodes
        if isinstance(n, OperationDefinitionNode)
    ]
    return max((size.depth for size in sizes), default=0)


def exceeded(what: str, asked: int, limit: int) -> GraphQLError | None:
    """Return the error that a document has more of something than is allowed; None if not."""
    if asked <= limit:
        return None
    zh = f"查询超出限额：{_ZH[what]}为 {asked}，上限 {limit}；请缩小查询。"
    en = f"The query has {what} {asked}; at most {limit} are allowed. Ask for less."
    said = {"code": "QUERY_TOO_LARGE", "zh": zh, "en": en, "hint": _hint(what)}
    told = {"measure": what, "limit": limit, "asked": asked}
    return GraphQLError(f"{zh} / {en}", extensions={**said, **told})


def too_costly(asked: int, limit: int) -> GraphQLError | None:
    """Return the error that an operation may cost more than is allowed; None if not."""
    if asked <= limit:
        return None
    zh = f"查询成本为 {asked}，上限 {limit}；请减小 first，减少嵌套的列表和关联条件，或分几次查询。"
    en = f"The query may cost {asked}; at most {limit} is allowed. Ask for smaller pages, for "
    en += "fewer lists and conditions on related things within one another, or in several queries."
    said = {"code": "QUERY_TOO_COSTLY", "zh": zh, "en": en, "hint": _hint("cost")}
    told = {"measure": "cost", "limit": limit, "asked": asked}
    return GraphQLError(f"{zh} / {en}", extensions={**said, **told})


def _hint(what: str) -> str:
    zh, en = _HINTS[what]
    return f"{zh} / {en}"


_HINTS: Final = {
    "operations": ("一份文档只写要执行的操作", "leave only what is run in the document"),
    "depth": ("分几次查询，每次少嵌套几层", "ask in several queries, each less deep"),
    "fields": ("只选用得到的字段", "select only fields that are used"),
    "aliases": ("用列表、nodes 或变量代替重复的别名字段", "use lists, nodes or variables instead"),
    "directives": ("把条件写在外层字段上", "put conditions on the outer fields"),
    "root fields": ("分几次查询，或用 nodes 批量取", "ask in several queries, or by nodes"),
    "repeats": ("同一字段、片段只写一次", "write each field and fragment once"),
    "tokens": ("缩短文档，值用变量传递", "shorten the document, pass values as variables"),
    "brackets within brackets": ("值用变量传递，减少嵌套", "pass values as variables, nest less"),
    "cost": (
        "减小 first，减少嵌套的列表和关联条件，或分几次查询",
        "smaller pages, fewer nested lists and conditions on related things",
    ),
}
_ZH: Final = {
    "operations": "操作数",
    "depth": "嵌套层数",
    "fields": "字段数",
    "aliases": "别名数",
    "directives": "指令数",
    "root fields": "根字段数",
    "repeats": "同一层中的重复数",
    "tokens": "词元数",
    "brackets within brackets": "括号嵌套层数",
}


def nesting(value: Any) -> int:
    """Return how deep values of JSON lie within values; without recursion.

    >>> nesting({"filter": [{"name": {"eq": "甲"}}]})
    4
    """
    deepest, waiting = 0, [(value, 0)]
    while waiting:
        current, depth = waiting.pop()
        deepest = max(deepest, depth)
        if isinstance(current, dict):
            waiting += [(inner, depth + 1) for inner in current.values()]
        elif isinstance(current, list):
            waiting += [(inner, depth + 1) for inner in current]
    return deepest


def brackets(text: str) -> int:
    """Return how deep brackets lie within brackets, apart from strings and comments.

    >>> brackets('{ park(name: "{{{{") { name } } # ((((')
    2
    """
    deepest = depth = 0
    for character in _BRACKETS.findall(text):
        if character in _OPENING:
            depth += 1
            deepest = max(deepest, depth)
        elif len(character) == 1 and character in _CLOSING:
            depth -= 1
    return deepest
