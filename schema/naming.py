"""Names of the model in GraphQL (命名): camel case outside, snake case inside."""

import re
from typing import Final

__all__ = ["camel", "capitalised", "snake"]

_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def camel(name: str) -> str:
    """Return the GraphQL name of a property.

    >>> camel("people_within_500_m")
    'peopleWithin500M'
    """
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def capitalised(name: str) -> str:
    """Return a name with its first letter large, as a type's name begins."""
    return name[:1].upper() + name[1:]


def snake(name: str) -> str:
    """Return the Python name of a GraphQL field.

    >>> snake("timeToFailure")
    'time_to_failure'
    """
    return _HUMP.sub("_", name).lower()
