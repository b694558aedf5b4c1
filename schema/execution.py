"""Execution (执行): what already has the shape of the response goes through as it is."""

from dataclasses import dataclass
from typing import Any

from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

__all__ = ["PassThrough", "Shaped"]


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
