"""What the typed client rests on (客户端依据): its operations, and all that they use of the schema.

``clients/typescript/operations.ts`` is made by a tool of Node.js, which not everybody has who
changes the schema. So beside it stands what it was made from, as digests: a test compares them with
what is there now, and what no operation uses may change without making it anew.
``python -m schema.signature --write`` puts them down, after `make client` has made the file.
"""

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLSchema,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableDefinitionNode,
    Visitor,
    get_named_type,
    is_abstract_type,
    is_required_input_field,
    parse,
    print_ast,
    type_from_ast,
    visit,
)

from schema.build import build_schema

__all__ = ["CLIENT", "documents", "main", "signature", "used"]

_ROOT: Final = Path(__file__).resolve().parents[1]
CLIENT: Final = _ROOT / "clients" / "typescript"
_MADE: Final = CLIENT / "operations.ts"
_KEPT: Final = CLIENT / "signature.json"


def documents() -> list[DocumentNode]:
    """Return the operations that the client is made of, in the order of their files."""
    files = [*(_ROOT / "examples" / "operations").glob("*.graphql"), *CLIENT.glob("*.graphql")]
    return [parse(file.read_text(encoding="utf-8"), no_location=True) for file in sorted(files)]


def used(schema: GraphQLSchema, asked: Iterable[DocumentNode]) -> list[str]:
    """Return a line for each field, input, enumeration and set of possible types that is used."""
    info = TypeInfo(schema)
    visitor = _Uses(schema, info)
    for document in asked:
        visit(document, TypeInfoVisitor(info, visitor))
    return sorted(visitor.lines)


class _Uses(Visitor):
    """Notes what an operation uses of a schema."""

    def __init__(self, schema: GraphQLSchema, info: TypeInfo) -> None:
        super().__init__()
        self._schema, self._info = schema, info
        self.lines: set[str] = set()

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        """Note the type of a field."""
        parent, found = self._info.get_parent_type(), self._info.get_field_def()
        if parent is None or found is None:
            raise LookupError(node.name.value)
        self.lines.add(f"{parent}.{node.name.value}: {found.type}")
        self._values(get_named_type(found.type))

    def enter_selection_set(self, _: SelectionSetNode, *__: Any) -> None:
        """Note of which types a value may be."""
        parent = self._info.get_parent_type()
        if is_abstract_type(parent):
            possible = sorted(str(each) for each in self._schema.get_possible_types(parent))
            self.lines.add(f"{parent} = {' | '.join(possible)}")

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: Any) -> None:
        """Note what a variable may hold."""
        found = type_from_ast(self._schema, node.type)
        if found is not None:
            self._values(get_named_type(found))

    def _values(self, kind: GraphQLNamedType) -> None:
        if isinstance(kind, GraphQLEnumType):
            self.lines.add(f"{kind} = {' | '.join(kind.values)}")
        if isinstance(kind, GraphQLInputObjectType):
            fields = [
                f"{name}{'' if is_required_input_field(field) else '?'}: {field.type}"
                for name, field in kind.fields.items()
            ]
            line = f"{kind} {{ {', '.join(fields)} }}"
            if line not in self.lines:
                self.lines.add(line)
                for field in kind.fields.values():
                    self._values(get_named_type(field.type))


def signature(schema: GraphQLSchema) -> dict[str, str]:
    """Return the digests of what the client is made from, and of what was made."""
    asked = documents()
    texts = (print_ast(document) for document in asked)
    return {
        "operations": _digest(texts),
        "schema": _digest(used(schema, asked)),
        "made": _digest([_MADE.read_text(encoding="utf-8")]),
    }


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def main(arguments: Sequence[str]) -> Iterator[str]:
    """Yield what the client no longer rests on; with ``--write`` put down what it rests on."""
    present = signature(build_schema()._schema)  # noqa: SLF001 - Strawberry offers no public way to it
    if "--write" in arguments:
        _KEPT.write_text(json.dumps(present, indent=2) + "\n", encoding="utf-8")
    kept = json.loads(_KEPT.read_text(encoding="utf-8"))
    yield from (name for name, digest in present.items() if kept.get(name) != digest)


if __name__ == "__main__":
    changed = list(main(sys.argv[1:]))
    sys.exit(f"clients/typescript: {', '.join(changed)} changed; run make client" if changed else 0)
