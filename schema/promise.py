"""The promise to frontends (对前端的承诺): what the schema offered last, and what would break it.

``schema/promised.graphql`` is the schema without its descriptions. What is new is added to it
by ``make docs``; what would break a client is refused, unless it is meant and said why:
``python -m schema.promise --break "why"``, which notes it in ``docs/breaking.md``.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema as parsed,
    find_breaking_changes,
    print_schema,
)

from schema.build import build_schema

__all__ = ["PROMISED", "breaks", "main", "promise"]

_ROOT: Final = Path(__file__).resolve().parents[1]
PROMISED: Final = _ROOT / "schema" / "promised.graphql"
NOTED: Final = _ROOT / "docs" / "breaking.md"
_HEAD: Final = "# 不兼容变更 Breaking changes of the schema\n"


def promise(schema: GraphQLSchema) -> str:
    """Return a schema as text, without descriptions: what clients may rely on."""
    bare = parsed(print_schema(schema), no_location=True)
    for described in bare.type_map.values():
        described.description = None
        for part in _parts(described):
            part.description = None
    bare.description = None
    return print_schema(bare) + "\n"


def _parts(described: object) -> Iterator[Any]:
    """Yield whatever within a type may be described."""
    if isinstance(described, GraphQLEnumType):
        yield from described.values.values()
    elif isinstance(described, GraphQLInputObjectType):
        yield from described.fields.values()
    elif isinstance(described, GraphQLObjectType | GraphQLInterfaceType):
        for field in described.fields.values():
            yield field
            yield from field.args.values()


def breaks(promised: str, offered: str) -> list[str]:
    """Return what a client that was promised one schema would miss in another, in words."""
    found = find_breaking_changes(parsed(promised), parsed(offered))
    return sorted(f"{change.type.name}: {change.description}" for change in found)


def main(arguments: Sequence[str], promised: Path = PROMISED, noted: Path = NOTED) -> int:
    """Compare, or renew the promise; return the exit code.

    Args:
        arguments: None to compare; ``--write`` to add what is new; ``--break`` and a reason.
        promised: File of what was promised.
        noted: File in which breaking changes are noted.
    """
    offered = promise(build_schema()._schema)  # noqa: SLF001 - Strawberry offers no public way to it
    found = breaks(promised.read_text("utf-8"), offered) if promised.exists() else []
    reason = arguments[1] if list(arguments[:1]) == ["--break"] and len(arguments) > 1 else ""
    if found and not reason:
        print(_refusal(found), file=sys.stderr)  # noqa: T201 - a command speaks
        return 1
    if found:
        _note(found, reason, noted)
    if reason or list(arguments) == ["--write"]:
        promised.write_text(offered, encoding="utf-8")
    return 0


def _refusal(found: Sequence[str]) -> str:
    listed = "\n".join(f"  - {one}" for one in found)
    return (
        f"模式有 {len(found)} 处变更会使现有前端失效；请保留旧字段，或说明理由后确认。\n"
        f"{len(found)} changes of the schema would break clients; keep what was promised, or say "
        f'why it must go:\n  python -m schema.promise --break "why"\n{listed}'
    )


def _note(found: Sequence[str], reason: str, noted: Path) -> None:
    before = noted.read_text("utf-8") if noted.exists() else _HEAD
    listed = "\n".join(f"- {one}" for one in found)
    entry = f"\n## {datetime.now(UTC):%Y-%m-%d}\n\n{reason}\n\n{listed}\n"
    noted.write_text(before + entry, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
