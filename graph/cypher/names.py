"""Names and parameters of one statement (变量与参数): unique, and values never in the text."""

from typing import Any

__all__ = ["Names", "key"]


class Names:
    """Hands out variables and keeps parameters (命名器)."""

    def __init__(self) -> None:
        self.parameters: dict[str, Any] = {}
        self._count = 0
        self._forms: list[tuple[str, str]] = []

    def variable(self, prefix: str) -> str:
        """Return a variable that nothing else in the statement uses."""
        self._count += 1
        return f"{prefix}{self._count}"

    def parameter(self, value: object) -> str:
        """Keep a value and return the reference to it."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"

    def either(self, text: str, neo4j: str) -> str:
        """Return what stands for a part of the statement that Neo4j is told otherwise."""
        self._forms.append((text, neo4j))
        return f"⟦{len(self._forms) - 1}⟧"

    def forms(self, text: str) -> tuple[str, str]:
        """Return a statement as it is and as Neo4j is told; the latter is empty if it is the same.

        >>> names = Names()
        >>> names.forms(f"RETURN {names.either('1', '2')}")
        ('RETURN 1', 'RETURN 2')
        """
        plain = neo4j = text
        for k, (one, other) in reversed([*enumerate(self._forms)]):  # a later one may hold others
            plain, neo4j = plain.replace(f"⟦{k}⟧", one), neo4j.replace(f"⟦{k}⟧", other)
        return plain, "" if neo4j == plain else neo4j


def key(name: str) -> str:
    """Quote a name of the response as a map key; GraphQL names hold no backtick.

    >>> key("name")
    '`name`'
    """
    return f"`{name}`"
