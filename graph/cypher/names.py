"""Names and parameters of one statement (变量与参数): unique, and values never in the text."""

from typing import Any

__all__ = ["Names", "key"]


class Names:
    """Hands out variables and keeps parameters (命名器)."""

    def __init__(self) -> None:
        self.parameters: dict[str, Any] = {}
        self._count = 0

    def variable(self, prefix: str) -> str:
        """Return a variable that nothing else in the statement uses."""
        self._count += 1
        return f"{prefix}{self._count}"

    def parameter(self, value: object) -> str:
        """Keep a value and return the reference to it."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return f"${name}"


def key(name: str) -> str:
    """Quote a name of the response as a map key; GraphQL names hold no backtick.

    >>> key("name")
    '`name`'
    """
    return f"`{name}`"
