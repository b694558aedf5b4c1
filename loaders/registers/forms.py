"""Forms of registers (登记册种类): which node or relationship a file or sheet speaks of.

Nothing is listed here: every form follows from the model.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from graph.model.identity import normalised
from graph.model.labels import RelType
from graph.model.registry import RELATIONS, THINGS
from graph.model.spec import NodeSpec, RelationSpec

__all__ = ["Form", "form_names", "form_of", "forms"]

Form = NodeSpec | RelationSpec

_ORDERING: Final = re.compile(r"^\d+[\s._\-、]+")


@cache
def forms() -> tuple[Form, ...]:
    """Return every form: all of the model but our own records."""
    return (*THINGS, *(spec for spec in RELATIONS if spec.type is not RelType.IN_DOCUMENT))


def form_of(name: str) -> Form | None:
    """Return the form that a file stem or a sheet's name stands for, if any.

    >>> form_of("10_企业") is form_of("Enterprise") is form_of("enterprises")
    True
    >>> form_of("measures") is form_of("MEASURES")
    False
    """
    plain = normalised(_ORDERING.sub("", name.strip()))
    return _by_name().get(plain) or _by_name().get(plain.casefold())


def form_names() -> tuple[str, ...]:
    """Return the Chinese name of every form, for messages."""
    return tuple(spec.zh for spec in forms())


@cache
def _by_name() -> dict[str, Form]:
    """Return forms by name; a full name goes before a part of ``监管部门/党政机关``."""
    named: dict[str, Form] = {}
    for names in (_whole, _parts):
        found = [(normalised(name), spec) for spec in forms() for name in names(spec)]
        for name, spec in (*found, *((name.casefold(), spec) for name, spec in found)):
            named.setdefault(name, spec)
    return named


def _whole(spec: Form) -> Iterator[str]:
    if isinstance(spec, NodeSpec):
        yield from (spec.label, spec.zh, spec.field, spec.plural)
    else:
        yield from (spec.type, spec.zh)


def _parts(spec: Form) -> Iterator[str]:
    yield from spec.zh.split("/")
