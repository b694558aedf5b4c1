"""What was withheld (隐去提示): which fields a caller asked for and gets null instead."""

from collections.abc import Sequence
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    visit,
)

from graph.cypher.sight import Guard, guard_of
from graph.model.registry import NODES
from schema.caller import Caller
from schema.naming import camel

__all__ = ["Asked", "guarded_fields", "notices_for"]

Asked = tuple[str, Guard]
"""Type and field, and from whom it is kept."""

_GUARDED: Final = {
    f"{spec.label}.{camel(prop.name)}": guard
    for spec in NODES
    for prop in spec.properties
    if (guard := guard_of(spec, prop.name))
}
_SAID: Final = {
    Guard.PERSONAL: (
        "PERSONAL_DATA_WITHHELD",
        "个人信息须有专门权限，已隐去：",
        "Personal data needs a permission of its own and is withheld: ",
    ),
    Guard.QUOTED: (
        "QUOTE_MAY_BE_WITHHELD",
        "原文中涉及无权查看的内容时，已隐去：",
        "Withheld where the words tell of what you may not see: ",
    ),
    Guard.WITHHELD: (
        "TEXT_WITHHELD",
        "全文只对不受范围限制且可见个人信息的用户开放，已隐去：",
        "The whole text is only for callers who may see everything; withheld: ",
    ),
}


class _Finder(Visitor):
    """Finds the fields of a document that are kept from some callers."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.found: dict[str, Guard] = {}
        self._types = types

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        parent = self._types.get_parent_type()
        name = f"{parent.name}.{node.name.value}" if parent else ""
        if name in _GUARDED:
            self.found[name] = _GUARDED[name]


def guarded_fields(schema: GraphQLSchema, document: DocumentNode) -> tuple[Asked, ...]:
    """Return the fields of a valid document that are kept from some callers."""
    types = TypeInfo(schema)
    finder = _Finder(types)
    visit(document, TypeInfoVisitor(types, finder))
    return tuple(sorted(finder.found.items()))


def notices_for(caller: Caller, asked: Sequence[Asked]) -> list[dict[str, Any]]:
    """Return what a caller is told of the fields that they asked for and may not get."""
    unbound = caller.scopes is None
    kept = {
        Guard.PERSONAL: not caller.personal,
        Guard.QUOTED: not (unbound and caller.personal),
        Guard.WITHHELD: not (unbound and caller.personal),
    }
    told = []
    for guard, (code, zh, en) in _SAID.items():
        fields = [name for name, from_whom in asked if from_whom is guard]
        if fields and kept[guard]:
            names = ", ".join(fields)
            told.append(
                {"code": code, "zh": f"{zh}{names}", "en": f"{en}{names}", "fields": fields}
            )
    return told
