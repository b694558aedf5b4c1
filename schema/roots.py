"""Root fields of the nouns (名词根字段), declared from the model."""

import inspect
from collections.abc import Callable
from enum import Enum
from typing import Any, Final

import strawberry
from strawberry.types import Info

from graph.cypher.dimensions import dimensions_of
from graph.model.labels import Label
from graph.model.registry import NODES
from graph.model.spec import NodeSpec
from schema.context import Context
from schema.execution import SHAPED, Shaped
from schema.filters import list_of
from schema.grouping import read_groups
from schema.groups import arguments_of, groups_type
from schema.nouns import NOUNS
from schema.reading import SEARCHED, read_by_text, read_list, read_nodes, read_one
from schema.types.base import At, Node

__all__ = ["noun_fields"]

_REQUIRED: Final = inspect.Parameter.empty
_PAGE: Final = {"first": (int | None, 20), "after": (str | None, None)}
_AT: Final = {"at": (At | None, None)}


async def node(info: Info[Context, None], id: strawberry.ID, at: At | None = None) -> Node | None:  # noqa: A002 - the field's argument is called id
    """Return anything by its id (按标识取对象)."""
    found = (await read_nodes(info, [id], at))[0]
    return None if found is None else Shaped(found)  # type: ignore[return-value]  # passed through


async def nodes(
    info: Info[Context, None], ids: list[strawberry.ID], at: At | None = None
) -> list[Node | None]:
    """Return things by their ids, in that order; null for what is not there (批量取对象)."""
    return Shaped(await read_nodes(info, list(ids), at))  # type: ignore[return-value]  # passed through


_TYPES: Final[Any] = Enum("NodeType", {label: label for label in SEARCHED.labels})  # type: ignore[misc]  # the model's own labels
NodeType: Final = strawberry.enum(
    _TYPES,
    name="NodeType",
    description="类型. Concrete types that a search may be narrowed to.",
)


def noun_fields() -> list[Any]:
    """Return the root fields of every noun, with `node`, `nodes` and `search`."""
    fields = [
        strawberry.field(
            resolver=node, description="按标识取对象. Anything by its id.", metadata=SHAPED
        ),
        strawberry.field(
            resolver=nodes,
            description="批量取对象. Things by their ids, in order.",
            metadata=SHAPED,
        ),
        _search_field(),
    ]
    for spec in NODES:
        if spec.label is not Label.EVIDENCE:
            fields += [_single_field(spec), _list_field(spec)]
            fields += [_groups_field(spec)] if dimensions_of(spec) else []
    return fields


def _search_field() -> Any:
    async def search(info: Info[Context, None], **given: Any) -> Any:
        return await read_by_text(info, given["text"], given.get("types") or [], given.get("at"))

    extra = {"text": (str, _REQUIRED), "types": (list_of(NodeType) | None, None)}
    doc = "检索. By Chinese name, alias, part of a name, pinyin initials, code or CAS number."
    return _field("search", search, NOUNS.search_connection(), {**extra, **_PAGE, **_AT}, doc)


def _single_field(spec: NodeSpec) -> Any:
    async def single(info: Info[Context, None], **given: Any) -> Any:
        return await read_one(info, spec, given.get("id"), given.get("name"), given.get("at"))

    arguments: dict[str, Any] = {"id": (strawberry.ID | None, None)}
    doc = f"{spec.zh}. By its id."
    if spec.declared("name"):
        arguments["name"] = (str | None, None)
        doc = f"{spec.zh}. By id, or by name or alias exactly."
    arguments |= _AT
    return _field(spec.field, single, NOUNS.types[spec.label] | None, arguments, doc)


def _list_field(spec: NodeSpec) -> Any:
    async def many(info: Info[Context, None], **given: Any) -> Any:
        return await read_list(info, spec, given.get("at"))

    arguments: dict[str, Any] = {"filter": (NOUNS.filters[spec.label] | None, None)}
    if spec.label in NOUNS.orders:
        arguments["orderBy"] = (list_of(NOUNS.orders[spec.label]) | None, None)
    arguments |= {**_PAGE, **_AT}
    doc = f"{spec.zh}列表. All of them, filtered, ordered, by pages."
    return _field(spec.plural, many, NOUNS.root_connection(spec), arguments, doc)


def _groups_field(spec: NodeSpec) -> Any:
    async def groups(info: Info[Context, None], **given: Any) -> Any:
        return await read_groups(info, spec, given.get("within"), given.get("at"))

    arguments = {
        name: (kind, _REQUIRED if default is ... else default)
        for name, (kind, default) in arguments_of(spec).items()
    }
    doc = f"{spec.zh}分组统计. How many there are, by up to three keys; filtered like the list."
    return _field(f"{spec.field}Groups", groups, groups_type(spec), arguments, doc)


def _field(
    name: str, resolver: Callable[..., Any], returns: Any, arguments: dict[str, Any], doc: str
) -> Any:
    """Return a root field whose arguments are declared by data."""
    info = inspect.Parameter(
        "info", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Info[Context, None]
    )
    given = [
        inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for key, (kind, default) in arguments.items()
    ]
    resolver.__name__ = name
    vars(resolver)["__signature__"] = inspect.Signature([info, *given], return_annotation=returns)
    resolver.__annotations__ = {p.name: p.annotation for p in (info, *given)} | {"return": returns}
    return strawberry.field(resolver=resolver, name=name, description=doc, metadata=SHAPED)
