"""Questions."""

from typing import Any


def question_fields() -> list[Any]:
    """X"""
    return []
