"""Execution (执行): what already has the shape of the response goes through as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

__all__ = ["SHAPED", "PassThrough", "Shaped"]

SHAPED: Final[Mapping[str, bool]] = {"custody-shaped": True}
"""Metadata of a root field whose resolver takes `info` and gives `Shaped` data, or None."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """Data in the shape of the response (成形数据)."""

    data: Any


class PassThrough(StrawberryGraphQLCoreExecutionContext):
    """Executes root fields and trusts what they return shaped (直通执行)."""

    def complete_value(self, *args: Any, **kwargs: Any) -> Any:
        """Return shaped data untouched; complete anything else field by field."""
        result = kwargs["result"] if "result" in kwargs else args[4]
        if isinstance(result, Shaped):
            return result.data
        return super().complete_value(*args, **kwargs)
