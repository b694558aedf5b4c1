"""Deterministic ids (确定性标识): the same thing gets the same id from every loader."""

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from graph.evidence import digest
from graph.model.labels import Label, RelType
from graph.model.registry import node_spec, relation_spec

__all__ = ["entity_id", "label_of", "name_key", "normalised", "relation_id"]

_MEANINGLESS = str.maketrans(dict.fromkeys('“”"《》 '))
_UNTYPED = "\u044a\u044a"
_BRACKETS = str.maketrans({"(": "（", ")": "）"})


@lru_cache(maxsize=16_384)  # a portion of a long register asks for each name dozens of times
def normalised(name: str) -> str:
    """Return a name without differences that mean nothing: width, spaces, quotation marks.

    >>> normalised("“平安行” 系统(试行)")
    '平安行系统（试行）'
    """
    plain = unicodedata.normalize("NFKC", name).translate(_MEANINGLESS)
    return unicodedata.normalize("NFKC", plain).translate(_BRACKETS)


@lru_cache(maxsize=16_384)  # it is looked up, noted and written
def name_key(name: str) -> str:
    """Return the word under which the full-text index finds a name, alias or code exactly.

    It begins with letters that nobody types, so that no search for a part of a word meets it.

    >>> name_key("石门澳 产业园") == name_key("石门澳产业园")
    True
    """
    return f"{_UNTYPED}{digest(normalised(name))}"


def entity_id(label: Label, properties: Mapping[str, Any], within: str = "") -> str:
    """Return the id of an entity: its official code if it has one, else name and scope.

    Args:
        label: Its type.
        properties: What is said of it.
        within: Id of the thing that makes the name unique, e.g. the park of a tank.
    """
    spec = node_spec(label)
    prefix = spec.identity_label
    if code := spec.code_of(properties):
        return f"{prefix}:{code}"
    return f"{prefix}:{digest(prefix, normalised(str(properties['name'])), within)}"


def relation_id(
    rel_type: RelType, source: str, target: str, properties: Mapping[str, Any], valid_from: str
) -> str:
    """Return the id of a relationship: its ends, what tells it apart, and since when."""
    apart = [properties.get(name) for name in relation_spec(rel_type).identity]
    return f"{rel_type}:{digest(rel_type, source, target, *apart, valid_from)}"


def label_of(identifier: str) -> str:
    """Return the label that an id begins with, whether or not the model knows it.

    >>> label_of("Region:350305")
    'Region'
    """
    return identifier.partition(":")[0]
