"""Ids of offices (机关标识): one office has one id, however a source shortens its name."""

from collections.abc import Mapping
from typing import Any, Final

from graph.model.identity import entity_id, normalised
from graph.model.labels import Label
from graph.model.registry import node_spec
from loaders.documents.names.locality import Setting
from loaders.documents.names.official import full_name
from loaders.identity import scope_of
from loaders.reference import divisions

__all__ = ["OFFICES", "is_relative", "thing_id"]

OFFICES: Final = frozenset({Label.AUTHORITY, Label.INSTITUTION})
"""Types whose names are shortened by what they belong to."""


def is_relative(label: Label, name: str) -> bool:
    """Tell whether an office's name means another office in another place, as 区应急局 does.

    >>> is_relative(Label.AUTHORITY, "区应急局"), is_relative(Label.AUTHORITY, "秀屿区应急局")
    (True, False)
    """
    return label in OFFICES and bool(scope_of(label, name, None, name))


def thing_id(label: Label, properties: Mapping[str, Any], within: str = "") -> str:
    """Return the id of a thing; that of an office is made of its full name.

    So 区应急局 within 秀屿区, 莆田市秀屿区应急局 and 秀屿区应急管理局 meet at one node. A figure
    that counts for a stated period is another than that of the next one.

    Args:
        label: Its type.
        properties: What is said of it.
        within: Id of what makes its name unique; empty if nothing needs to.
    """
    kind, _, code = within.partition(":")
    coded = node_spec(label).code_of(properties)
    if label in OFFICES and not coded and kind in ("", Label.REGION):
        where = Setting.of(divisions().by_code(code)) if code else Setting()
        if full := full_name(str(properties["name"]), where):
            return entity_id(label, {"name": full})
    if label is Label.INDICATOR and properties.get("period"):
        within = f"{within}@{normalised(str(properties['period']))}"
    return entity_id(label, properties, within)
