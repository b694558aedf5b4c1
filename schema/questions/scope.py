"""Everything in a whole park or district (辖区普查): six statements, whatever its size."""

import asyncio
from typing import Final

from graph.cypher import question
from graph.errors import CustodyError
from graph.evidence import At as Point
from graph.model.groups import ORGANISATION, PARK, REGION
from graph.model.identity import label_of
from graph.responsibility.survey import Survey, SurveyRows, survey_of
from graph.store.port import Row, Store

__all__ = ["SCOPES", "NothingThereError", "surveyed", "things_in"]

_PLACES: Final = (REGION.name, PARK.name)
SCOPES: Final = (*_PLACES, ORGANISATION.name)
"""Types of what can be surveyed."""
_PARTS: Final = ("things", "duties", "posts", "services", "checks")
_AT_ONCE: Final = 2
"""Statements of one survey sent at a time: side by side each would take as long as all of them,
and the longest might meet the limit of the engine."""


class NothingThereError(CustodyError):
    """Nothing of the kinds asked for is there at the point (该时点无此对象)."""

    def __init__(self, identifier: str, kinds_zh: str, kinds_en: str) -> None:
        self.id = identifier
        super().__init__(
            zh=f"没有标识为“{identifier}”的{kinds_zh}，或该时点尚无记录；请先检索取得标识。",
            en=f"no {kinds_en} with id {identifier!r} at the asked point; search for it first.",
        )


async def surveyed(store: Store, scope: str, point: Point) -> Survey:
    """Read everything in a scope at a point.

    Raises:
        NothingThereError: If there is no such region, park or organisation.
    """
    label = label_of(scope)
    missing = NothingThereError(scope, "行政区、园区或机构", "region, park or organisation")
    if label not in SCOPES:
        raise missing
    parameters = {"id": scope, **point.parameters}

    few = asyncio.Semaphore(_AT_ONCE)

    async def read(statement: str) -> list[Row]:
        async with few:
            return await store.read(statement, parameters)

    asked = [question(f"scope/{name}").about(label) for name in _PARTS]
    asked += [question("scope/unplaced").text] if label in _PLACES else []
    rows = await asyncio.gather(*map(read, asked))
    if not rows[0]:
        raise missing
    found = SurveyRows(**dict(zip(_PARTS, rows, strict=False)))
    unplaced = rows[-1][0]["unplaced"] if label in _PLACES else None
    return survey_of(scope, found, point.as_of, unplaced)


async def things_in(
    store: Store, scope: str, point: Point, *, missing_ok: bool = False
) -> list[Row]:
    """Read everything in a scope at a point, with whatever it lies in; `context` and `type`.

    Raises:
        NothingThereError: If there is no such region, park or organisation, unless that is
            all right.
    """
    label = label_of(scope)
    found = []
    if label in SCOPES:
        statement = question("scope/things").about(label)
        found = await store.read(statement, {"id": scope, **point.parameters})
    if not (found or missing_ok):
        raise NothingThereError(scope, "行政区、园区或机构", "region, park or organisation")
    return found
