"""What stops when a utility stops: redundancy, backup, rings."""

import pytest

from graph.model.labels import Redundancy
from hazard.dependency import DisagreementError, Need, Outage, outage
from hazard.errors import OutOfValidityError, UnknownNameError


def need(
    user: str,
    supplier: str,
    service: str = "电",
    redundancy: Redundancy | None = None,
    backup: float | None = None,
) -> Need:
    return Need(user=user, supplier=supplier, service=service, redundancy=redundancy, backup=backup)


def told(found: Outage) -> list[tuple[str, int, float]]:
    return [(stop.name, stop.order, stop.after) for stop in found.stops]


def test_one_after_the_other_each_with_its_backup() -> None:
    chain = [need("泵", "变电所", backup=600), need("装置", "泵", "冷却水", backup=60)]
    assert told(outage(chain, ["变电所"])) == [("变电所", 0, 0), ("泵", 1, 600), ("装置", 2, 660)]


def test_either_of_two_suffices_until_both_are_gone() -> None:
    pair = [need("泵", name, redundancy=Redundancy.ANY_OF) for name in ("一号线", "二号线")]
    one = outage(pair, ["一号线"])
    assert told(one) == [("一号线", 0, 0)]
    assert [service.user for service in one.weakened] == ["泵"]
    assert told(outage(pair, ["一号线", "二号线"]))[-1] == ("泵", 1, 0)


def test_the_longest_backup_counts_where_any_suffices_and_the_shortest_where_all_do() -> None:
    for kind, after in ((Redundancy.ANY_OF, 90), (Redundancy.ALL_OF, 30)):
        pair = [
            need("泵", "一号线", redundancy=kind, backup=30),
            need("泵", "二号线", redundancy=kind, backup=90),
        ]
        assert told(outage(pair, ["一号线", "二号线"]))[-1] == ("泵", 1, after)


def test_unstated_redundancy_is_the_worse_and_said_to_be_assumed() -> None:
    found = outage([need("泵", "一号线"), need("泵", "二号线")], ["一号线"])
    assert told(found)[-1] == ("泵", 1, 0)
    assert [service.user for service in found.assumed] == ["泵"]
    assert outage([need("泵", "一号线")], ["一号线"]).assumed == ()


def test_services_are_told_apart() -> None:
    needs = [need("装置", "锅炉", "蒸汽"), need("装置", "水站", "冷却水")]
    (_, stop) = outage(needs, ["水站"]).stops
    assert [service.name for service in stop.lost] == ["冷却水"]


def test_a_ring_that_is_cut_off_stops_and_one_that_is_not_goes_on() -> None:
    """Power needs cooling water, and the water pump power; the grid starts either."""
    any_of = Redundancy.ANY_OF
    ring = [
        need("电站", "水泵", "电", any_of, 30),
        need("电站", "电网", "电", any_of, 120),
        need("水泵", "电站", "电", any_of),
        need("水泵", "电网", "电", any_of, 20),
    ]
    found = outage(ring, ["电网"])
    assert told(found) == [("电网", 0, 0), ("水泵", 1, 20), ("电站", 2, 120)]
    assert all(stop.ring for stop in found.stops[1:])
    assert told(outage(ring, ["水泵"])) == [("水泵", 0, 0)]


def test_a_ring_of_needs_goes_round_once() -> None:
    ring = [need("甲", "乙"), need("乙", "丙"), need("丙", "甲")]
    assert told(outage(ring, ["甲"])) == [("甲", 0, 0), ("丙", 1, 0), ("乙", 2, 0)]


def test_what_contradicts_itself_is_said() -> None:
    pair = [
        need("泵", "一号线", redundancy=Redundancy.ANY_OF),
        need("泵", "二号线", redundancy=Redundancy.ALL_OF),
    ]
    with pytest.raises(DisagreementError, match="泵"):
        outage(pair, ["一号线"])
    with pytest.raises(OutOfValidityError):
        outage([need("泵", "一号线", backup=-1)], ["一号线"])
    with pytest.raises(UnknownNameError):
        outage([], [])


def test_a_supplier_that_no_source_ever_reached_keeps_nothing_running() -> None:
    """The pump's other supply comes from two sets that only run each other: it is no supply."""
    needs = [
        need("泵", "变电站", redundancy=Redundancy.ANY_OF, backup=30),
        need("泵", "甲机组", redundancy=Redundancy.ANY_OF),
        need("甲机组", "乙机组"),
        need("乙机组", "甲机组"),
    ]
    found = outage(needs, ["变电站"])
    assert [(stop.name, stop.after, stop.ring) for stop in found.stops] == [
        ("变电站", 0.0, False),
        ("泵", 30.0, True),
    ]
