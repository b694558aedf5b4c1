"""Every name of the schema says what it means, in Chinese and in English."""

import re
from collections.abc import Iterator

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, is_introspection_type
from graphql.type import is_specified_scalar_type

from schema.build import build_schema

SCHEMA = build_schema()._schema  # noqa: SLF001 - Strawberry offers no public way to it


def described() -> Iterator[tuple[str, str | None]]:
    for name, one in SCHEMA.type_map.items():
        if is_introspection_type(one) or is_specified_scalar_type(one):
            continue
        yield name, one.description
        if isinstance(one, GraphQLEnumType):
            yield from ((f"{name}.{value}", it.description) for value, it in one.values.items())
        for field, it in getattr(one, "fields", {}).items():
            yield f"{name}.{field}", it.description
            if not isinstance(one, GraphQLInputObjectType):
                for argument, given in it.args.items():
                    yield f"{name}.{field}({argument})", given.description


@pytest.mark.parametrize(
    ("language", "pattern"), [("Chinese", "^[^（.]*[\u4e00-\u9fff]"), ("English", "[A-Za-z]{3}")]
)
def test_everything_is_described(language: str, pattern: str) -> None:
    silent = [name for name, text in described() if not re.search(pattern, text or "")]
    assert not silent, language


def test_values_of_the_model_carry_the_terms_that_registers_use() -> None:
    (role,) = [text for name, text in described() if name == "DutyRole.TECHNICAL_GUARANTOR"]
    assert role == "技术负责人. Technical guarantor."
