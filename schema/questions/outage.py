"""What stops when a utility or a pipeline stops (停供影响), and which measures stop with it."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import strawberry

from graph.cypher import question
from graph.evidence import At as Point
from graph.model.labels import Label, Redundancy
from hazard import dependency as hazard
from hazard.dependency import ASSUMPTIONS, Need, Service, Stop
from hazard.errors import HazardError
from hazard.notice import Notice
from schema.answers import Answer, answering, snapshot_of
from schema.context import Asker
from schema.reading import Asking
from schema.types import outage as types, problems
from schema.types.base import At
from schema.types.method import Coverage, said

__all__ = ["Dependencies", "dependencies_of", "outage"]

MAX_ORDER: Final = 8
"""How far dependencies are followed; so does the statement."""
MAX_THINGS: Final = 2000

Row = Mapping[str, Any]

_MEASURE: Final = f"{Label.MEASURE}:"
_NOBODY: Final = Notice(
    zh="没有登记任何依赖于停用单元的单元或措施；这可能只是尚未登记，请在“依赖”登记表（DEPENDS_ON）中补充。",
    en="Nothing on record depends on what stops; it may only not be registered yet: supply it in "
    "the register DEPENDS_ON.",
)


async def outage(info: Asking, of: list[strawberry.ID], at: At | None = None) -> Any:
    """Tell what stops when units stop, along the dependencies on record."""

    async def ask(when: Point) -> Answer:
        try:
            found = await dependencies_of(info, of, when)
            if isinstance(found, problems.Problem):
                return found
            return found.answer(when)  # they were followed before; a thread takes longer
        except HazardError as error:
            return problems.problem_of(error)

    return await answering(info, at, ask)


async def dependencies_of(
    info: Asker, units: Sequence[str], when: Point
) -> "Dependencies | problems.NotFound":
    """Return what depends on units: one statement.

    Raises:
        HazardError: If the record contradicts itself.
    """
    rows = await info.context.store.read(
        question("propagation/dependencies").text,
        {"ids": list(units), "limit": MAX_THINGS + 1, **when.parameters},
    )
    known = {row["id"] for row in rows}
    for unit in units or [""]:
        if unit not in known:
            return problems.not_found(unit, "单元")
    return Dependencies(rows, units)


class Dependencies:
    """What depends on units that stop, and what stops with them."""

    def __init__(self, rows: Sequence[Row], origins: Sequence[str]) -> None:
        self._cut = len(rows) > MAX_THINGS
        self._rows = {row["id"]: row for row in rows[:MAX_THINGS]}
        names = {row["id"]: row["name"] for row in self._rows.values()}
        names |= {n["supplier"]: n["name"] for row in self._rows.values() for n in row["needs"]}
        self._evidence: dict[tuple[str, str, str], list[str]] = {}
        needs = [need for row in self._rows.values() for need in self._needs(row)]
        self._found = hazard.outage(needs, origins)
        self._after = {stop.name: stop.after for stop in self._found.stops}
        self._names = names

    def _needs(self, row: Row) -> Iterator[Need]:
        for need in row["needs"]:
            service = need["service"] or ""
            self._evidence[row["id"], need["supplier"], service] = need["evidence"]
            yield Need(
                user=row["id"],
                supplier=need["supplier"],
                service=service,
                redundancy=Redundancy(need["redundancy"]) if need["redundancy"] else None,
                backup=need["backup_time"],
            )

    @property
    def measures(self) -> list[str]:
        """Return the measures that stop."""
        return [stop.name for stop in self._found.stops if stop.name.startswith(_MEASURE)]

    def answer(self, when: Point) -> types.Outage:
        """Return what stops, with what each rests on."""
        stops = self._found.stops
        units = [stop for stop in stops if not stop.name.startswith(_MEASURE)]
        deepest = max(stop.order for stop in stops)
        cut = self._cut or deepest >= MAX_ORDER
        return types.Outage(
            snapshot=snapshot_of(when),
            stopped=[self._stopped(stop) for stop in units],
            measures_lost=[self._measure(s) for s in stops if s.name.startswith(_MEASURE)],
            weakened=[self._service(service) for service in self._found.weakened],
            pipelines=[end for stop in units for end in self._pipelines(stop.name)],
            coverage=Coverage(
                complete=not cut,
                stopped_by="MAX_ORDER" if cut else None,
                expanded=len(self._rows),
                max_depth_reached=deepest,
                hidden_by_policy=0,
            ),
            assumptions=said(ASSUMPTIONS),
            warnings=said(self._warnings()),
        )

    def _warnings(self) -> Iterator[Notice]:
        if len(self._rows) == len([s for s in self._found.stops if s.order == 0]):
            yield _NOBODY
        for service in self._found.assumed:
            yield _assumed(self._names[service.user], service.name)

    def _stopped(self, stop: Stop) -> types.Stopped:
        return types.Stopped(
            unit=stop.name,
            order=stop.order,
            stops_after=stop.after,
            lost=[self._service(service) for service in stop.lost],
            ring=stop.ring,
        )

    def _measure(self, stop: Stop) -> types.LostMeasure:
        return types.LostMeasure(
            measure=stop.name,
            guards=list(self._rows[stop.name]["guards"]),
            order=stop.order,
            stops_after=stop.after,
            lost=[self._service(service) for service in stop.lost],
        )

    def _service(self, service: Service) -> types.LostService:
        return types.LostService(
            user=service.user,
            service=service.name,
            redundancy=service.redundancy,
            redundancy_stated=service.stated,
            supplies=[self._supply(need) for need in service.needs],
        )

    def _supply(self, need: Need) -> types.Supply:
        lost = self._after.get(need.supplier, math.inf) + (need.backup or 0.0)
        return types.Supply(
            supplier=need.supplier,
            backup_time=need.backup,
            lost_after=lost if math.isfinite(lost) else None,
            evidence=list(self._evidence[need.user, need.supplier, need.service]),
        )

    def _pipelines(self, unit: str) -> Iterator[types.PipelineEnd]:
        users = {user for user, supplier, _ in self._evidence if supplier == unit}
        for pipe in self._rows[unit]["pipelines"] if unit in self._rows else ():
            yield types.PipelineEnd(
                source=unit,
                target=pipe["target"],
                medium=pipe["medium"],
                depends=pipe["target"] in users,
                evidence=list(pipe["evidence"]),
            )


def _assumed(user: str, service: str) -> Notice:
    what, what_en = (f"“{service}”", f"“{service}”") if service else ("公用工程", "its utility")
    return Notice(
        zh=f"“{user}”的{what}有多路供给，未登记冗余方式，按缺一不可计；"
        "请在 DEPENDS_ON.redundancy 中补充。",
        en=f"Several units supply “{user}” with {what_en} and the record does not say how they "
        "back each other up; all are taken to be needed. Supply DEPENDS_ON.redundancy.",
    )
