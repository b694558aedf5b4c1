"""Reading counts by groups (分组统计读取): one statement, whatever is counted."""

from collections.abc import Mapping, Sequence
from typing import Final

from graph.cypher.dimensions import Dimension, dimensions_of
from graph.cypher.grouped import Grouped, GroupOrder, Wanted, grouped
from graph.errors import CustodyError
from graph.model.groups import ORGANISATION, PARK, REGION
from graph.model.identity import label_of
from graph.model.spec import NodeSpec
from schema.asked import Asked
from schema.context import point_of
from schema.execution import Shaped
from schema.groups import group_field
from schema.paging import filter_of, page_size
from schema.questions.scope import NothingThereError
from schema.reading import Asking, planned
from schema.selecting import items_of
from schema.shaping import ordered
from schema.types.base import At

__all__ = ["GroupingError", "grouping_of", "read_groups"]

MAX_KEYS: Final = 3
"""Most keys that things are grouped by."""
_SCOPES: Final = (REGION.name, PARK.name, ORGANISATION.name)


class GroupingError(CustodyError):
    """Things cannot be grouped by these keys (分组键过多、重复或未给)."""

    def __init__(self, asked: Sequence[str]) -> None:
        self.keys, self.asked, self.limit = tuple(asked), len(asked), MAX_KEYS
        self.hint = "每个键只用一次 / name each key once"
        said = "、".join(asked) or "0"
        super().__init__(
            zh=f"分组统计的 by 应为 1 到 {MAX_KEYS} 个键，且各不相同，收到 {said}；请增删。",
            en=f"by takes 1 to {MAX_KEYS} keys, each once, got {', '.join(asked) or 'none'}.",
        )


async def read_groups(info: Asking, spec: NodeSpec, within: str | None, at: At | None) -> Shaped:
    """Read how many things of a type there are in each group.

    Raises:
        NothingThereError: If they are to lie within what is not there.
    """
    plan, point = planned(info), point_of(at)
    if within is not None and label_of(within) not in _SCOPES:
        raise _nothing(within)
    compiled = plan.statement(lambda asked: grouped(grouping_of(asked, spec)))
    parameters = {**compiled.parameters, **point.parameters}
    (row,) = await info.context.store.read(compiled.text, parameters)
    if within is not None and not row["there"]:
        raise _nothing(within)
    return Shaped(ordered(row["data"], plan.asked))


def _nothing(within: str) -> NothingThereError:
    return NothingThereError(within, "行政区、园区或机构", "region, park or organisation")


def grouping_of(asked: Asked, spec: NodeSpec) -> Grouped:
    """Return the counts that a field asks for.

    Raises:
        GroupingError: If it is grouped by no key, by too many, or by one twice.
        PageTooLargeError: If more groups are asked than a list gives.
    """
    given = asked.arguments
    names = [str(member.value) for member in given["by"]]
    if not 1 <= len(names) <= MAX_KEYS or len(set(names)) < len(names):
        raise GroupingError(names)
    known = {each.name: each for each in dimensions_of(spec)}
    within, first = given.get("within"), given.get("first")
    groups, total, complete, types = (
        [one for one in asked.fields if one.name == name]
        for name in ("groups", "totalCount", "complete", "__typename")
    )
    return Grouped(
        target=spec,
        by=[known[name] for name in names],
        filter=filter_of(given.get("filter") or {}, spec),
        within=(within, label_of(within)) if within else None,
        first=page_size(100 if first is None else first),
        order=given.get("order") or GroupOrder.COUNT_DESC,
        groups=[(one.key, [_wanted(i, one, known) for i in one.fields]) for one in groups],
        total=[one.key for one in total],
        complete=[one.key for one in complete],
        typenames=[(one.key, asked.type.name) for one in types if asked.type],
    )


def _wanted(one: Asked, group: Asked, known: Mapping[str, Dimension]) -> Wanted:
    if one.name == "__typename":
        return Wanted(alias=one.key, literal=group.type.name if group.type else "")
    each = next((d for d in known.values() if group_field(d) == one.name), None)
    if each is None:
        return Wanted(alias=one.key)
    items = items_of(one, each.end.target) if each.end else ()
    return Wanted(alias=one.key, dimension=each.name, items=items)
