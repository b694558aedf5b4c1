"""Dependencies (依赖失效): what stops when a utility stops, when, and for want of what.

A user stops once one of the services that it needs is lost and what bridges the gap is used up.
Of several suppliers of one service either any one suffices, or all are needed. Whatever only a
ring keeps running, each member by the next and nobody from outside, stops as well.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.model.labels import Redundancy
from hazard.errors import HazardError, UnknownNameError
from hazard.notice import Notice
from hazard.validity import within

__all__ = ["ASSUMPTIONS", "DisagreementError", "Need", "Outage", "Service", "Stop", "outage"]

ASSUMPTIONS: Final = (
    Notice(
        zh="只按登记的依赖关系推算；同一服务有多个供给单元而未登记冗余方式的，按缺一不可（最不利）计。",
        en="Only dependencies on record are followed. Where several units supply one service and "
        "the register does not say how they back each other up, all are taken to be needed.",
    ),
    Notice(
        zh="未登记备用时间的按立即中断计；停用后不考虑抢修恢复和人工切换。",
        en="Without a backup time on record supply ends at once; repair and switching over by hand "
        "are not counted.",
    ),
    Notice(
        zh="只靠彼此循环供给、没有外部来源的单元，视为停用，停用时间取其外部供给用尽之时（最早）。",
        en="Units that only supply each other in a ring, without another source, count as stopped "
        "as soon as what came from outside has ended, the earliest they can.",
    ),
)
_BACKUP: Final = Notice(zh="备用时间", en="The backup time")


class DisagreementError(HazardError):
    """Supplies of one service disagree on how they back each other up (冗余方式不一致).

    Attributes:
        user: What needs the service.
        service: The service.
    """

    def __init__(self, user: str, service: str) -> None:
        self.user, self.service = user, service
        super().__init__(
            zh=f"“{user}”的“{service}”各条依赖登记的冗余方式不一致，"
            "请在 DEPENDS_ON.redundancy 中统一。",
            en=f"The dependencies of “{user}” for “{service}” state different redundancies; make "
            "DEPENDS_ON.redundancy agree.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One dependency on record (一条依赖).

    Attributes:
        user: Unit or measure that needs it.
        supplier: Unit that supplies it.
        service: What is supplied, such as power or cooling water; empty if not on record.
        redundancy: How suppliers of one service back each other up; None if not on record.
        backup: How long the user goes on without it [s]; None if not on record.
    """

    user: str
    supplier: str
    service: str = ""
    redundancy: Redundancy | None = None
    backup: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service of one user, with all who supply it (一项服务).

    Attributes:
        user: Who needs it.
        name: Its name.
        redundancy: How its suppliers back each other up.
        stated: Whether the record says so, or there is one supplier only.
        needs: The dependencies.
    """

    user: str
    name: str
    redundancy: Redundancy
    stated: bool
    needs: tuple[Need, ...]

    def lost_after(self, stopped: Mapping[str, float]) -> float:
        """Return when it ends, backup and all [s]; infinity if it goes on."""
        times = [stopped.get(n.supplier, math.inf) + (n.backup or 0.0) for n in self.needs]
        return max(times) if self.redundancy is Redundancy.ANY_OF else min(times)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """That a unit or a measure stops (停用).

    Attributes:
        name: Which.
        order: Steps from what stopped first.
        after: When [s].
        lost: Services whose end stops it then or later, the first first; none for an origin.
        ring: Whether only a ring would keep it running.
    """

    name: str
    order: int
    after: float
    lost: tuple[Service, ...]
    ring: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """What follows when supplies stop (停供后果).

    Attributes:
        stops: What stops, origins first, then by time, order and name.
        weakened: Services that go on with fewer suppliers than before.
        assumed: Services of several suppliers whose redundancy was assumed.
    """

    stops: tuple[Stop, ...]
    weakened: tuple[Service, ...]
    assumed: tuple[Service, ...]


def outage(needs: Collection[Need], origins: Collection[str]) -> Outage:
    """Return what stops when supplies stop (依赖失效传播).

    Args:
        needs: Dependencies, those of every user among them complete.
        origins: Units that stop from the start.

    Raises:
        UnknownNameError: If nothing stops.
        OutOfValidityError: If a backup time is negative.
        DisagreementError: If supplies of one service state different redundancies.

    >>> found = outage([Need(user="泵", supplier="电", service="供电", backup=60)], ["电"])
    >>> [(stop.name, stop.after) for stop in found.stops]
    [('电', 0.0), ('泵', 60.0)]
    """
    if not origins:
        raise UnknownNameError(Notice(zh="停用单元", en="unit that stops"), "")
    services = _services(needs)
    stopped = _stopped(services, origins)
    ring: set[str] = set()
    sound = _grounded(services, ())
    # Each round stops one at least: of the new ones the first that a source once reached had a
    # supplier nearer to the source, which must have stopped; no other that is left runs.
    while new := sound - _grounded(services, stopped) - set(stopped):
        ring |= new
        sourced = set(stopped) | (sound - ring)
        left = [_outside(service, ring, sourced) for service in services]
        stopped = _stopped(left, origins)
    of_user = _by_user(services)
    found: dict[str, Stop] = {}
    for name, after in stopped.items():  # as they stop, so that suppliers come before users
        lost = () if name in origins else _lost(of_user[name], stopped, ring=name in ring)
        order = _order(lost[0], found) if lost else 0
        found[name] = Stop(name=name, order=order, after=after, lost=lost, ring=name in ring)
    touched = [s for s in services if any(n.supplier in stopped for n in s.needs)]
    return Outage(
        stops=tuple(sorted(found.values(), key=lambda s: (s.order > 0, s.after, s.order, s.name))),
        weakened=tuple(s for s in touched if s.user not in stopped),
        assumed=tuple(s for s in touched if not s.stated),
    )


def _services(needs: Iterable[Need]) -> list[Service]:
    """Return the services of all users, in order of their names."""
    grouped: defaultdict[tuple[str, str], list[Need]] = defaultdict(list)
    for need in needs:
        within(need.backup or 0.0, 0, math.inf, _BACKUP, unit="s")
        grouped[need.user, need.service].append(need)
    return [
        _service(user, name, sorted(grouped[user, name], key=lambda n: n.supplier))
        for user, name in sorted(grouped)
    ]


def _service(user: str, name: str, needs: Sequence[Need]) -> Service:
    said = {need.redundancy for need in needs if need.redundancy is not None}
    if len(said) > 1:
        raise DisagreementError(user, name)
    alone = len({need.supplier for need in needs}) == 1
    return Service(
        user=user,
        name=name,
        redundancy=next(iter(said), Redundancy.ALL_OF),
        stated=bool(said) or alone,
        needs=tuple(needs),
    )


def _by_user(services: Iterable[Service]) -> defaultdict[str, list[Service]]:
    found: defaultdict[str, list[Service]] = defaultdict(list)
    for service in services:
        found[service.user].append(service)
    return found


def _stopped(services: Sequence[Service], origins: Collection[str]) -> dict[str, float]:
    """Return when everything stops that does [s]: the earliest stop settles first."""
    served: defaultdict[str, list[Service]] = defaultdict(list)
    for service in services:
        for supplier in {need.supplier for need in service.needs}:
            served[supplier].append(service)
    stopped: dict[str, float] = {}
    queue = [(0.0, name) for name in sorted(origins)]
    while queue:
        after, name = heapq.heappop(queue)
        if name in stopped:
            continue
        stopped[name] = after
        for service in served[name]:
            lost = service.lost_after(stopped)
            if math.isfinite(lost):
                heapq.heappush(queue, (lost, service.user))
    return stopped


def _grounded(services: Sequence[Service], stopped: Collection[str]) -> set[str]:
    """Return what runs on a source that itself needs nothing on record (有源)."""
    of_user = _by_user(services)
    everyone = set(of_user) | {need.supplier for s in services for need in s.needs}
    alive = everyone - set(stopped)
    found = {name for name in alive if name not in of_user}

    def served(service: Service) -> bool:
        fed = [need.supplier in found for need in service.needs]
        return any(fed) if service.redundancy is Redundancy.ANY_OF else all(fed)

    while new := {n for n in alive - found if all(served(s) for s in of_user[n])}:
        found |= new
    return found


def _outside(service: Service, ring: Collection[str], sourced: Collection[str]) -> Service:
    """Return a service of a member of a ring without what only rings keep running.

    Args:
        service: The service.
        ring: What only a ring would keep running.
        sourced: What has stopped, or runs on a source of its own.
    """
    outside = tuple(need for need in service.needs if need.supplier in sourced)
    if service.user not in ring or not outside or service.redundancy is Redundancy.ALL_OF:
        return service
    return Service(
        user=service.user,
        name=service.name,
        redundancy=service.redundancy,
        stated=service.stated,
        needs=outside,
    )


def _lost(
    services: Iterable[Service], stopped: Mapping[str, float], *, ring: bool
) -> tuple[Service, ...]:
    """Return the services that end, the first first."""
    touched = [s for s in services if any(n.supplier in stopped for n in s.needs)]
    lost = [s for s in touched if ring or math.isfinite(s.lost_after(stopped))]
    return tuple(sorted(lost, key=lambda s: (s.lost_after(stopped), s.name)))


def _order(first: Service, before: Mapping[str, Stop]) -> int:
    """Return the number of steps from an origin to whoever loses a service."""
    behind = [before[n.supplier].order for n in first.needs if n.supplier in before]
    chosen = max if first.redundancy is Redundancy.ANY_OF else min
    return chosen(behind, default=0) + 1
