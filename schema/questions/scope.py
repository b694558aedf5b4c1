"""Everything in a whole park or district (辖区普查): five statements, whatever its size."""

import asyncio

from graph.cypher import question
from graph.errors import CustodyError
from graph.evidence import At as Point
from graph.model.groups import ORGANISATION, PARK, REGION
from graph.model.identity import label_of
from graph.responsibility.survey import Survey, SurveyRows, survey_of
from graph.store.port import Row, Store

__all__ = ["NothingThereError", "surveyed", "things_in"]

_SCOPES = (REGION.name, PARK.name, ORGANISATION.name)


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
    if label not in _SCOPES:
        raise missing
    parameters = {"id": scope, **point.parameters}

    async def read(name: str) -> list[Row]:
        return await store.read(question(f"scope/{name}").about(label), parameters)

    names = ("things", "duties", "posts", "services", "checks")
    rows = await asyncio.gather(*(read(name) for name in names))
    if not rows[0]:
        raise missing
    return survey_of(scope, SurveyRows(**dict(zip(names, rows, strict=True))), point.as_of)


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
    if label in _SCOPES:
        statement = question("scope/things").about(label)
        found = await store.read(statement, {"id": scope, **point.parameters})
    if not (found or missing_ok):
        raise NothingThereError(scope, "行政区、园区或机构", "region, park or organisation")
    return found
