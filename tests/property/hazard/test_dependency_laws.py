"""Laws of what stops when supplies stop."""

from hypothesis import given, settings, strategies as st

from graph.model.labels import Redundancy
from hazard.dependency import Need, outage

NAMES = "ABCDE"
SETTINGS = settings(max_examples=60, deadline=None)


@st.composite
def records(draw: st.DrawFn) -> list[Need]:
    """Return dependencies that agree on redundancy within a service; rings among them."""
    found = []
    for user in NAMES:
        for service in ("电", "水"):
            kind = draw(st.sampled_from([*Redundancy, None]))
            suppliers = draw(st.sets(st.sampled_from(NAMES), max_size=2)) - {user}
            found += [
                Need(
                    user=user,
                    supplier=supplier,
                    service=service,
                    redundancy=kind,
                    backup=draw(st.sampled_from([None, 0.0, 10.0, 60.0])),
                )
                for supplier in sorted(suppliers)
            ]
    return found


def times(needs: list[Need], origins: set[str]) -> dict[str, float]:
    return {stop.name: stop.after for stop in outage(needs, origins).stops}


starts = st.sets(st.sampled_from(NAMES), min_size=1, max_size=2)


@SETTINGS
@given(needs=records(), start=starts, other=st.sampled_from(NAMES))
def test_more_that_stops_spares_nothing_and_delays_nothing(
    needs: list[Need], start: set[str], other: str
) -> None:
    """In a ring the time is the earliest possible, and may be told more exactly with more known."""
    many = times(needs, start | {other})
    for stop in outage(needs, start).stops:
        assert stop.name in many
        assert stop.ring or many[stop.name] <= stop.after


@SETTINGS
@given(needs=records(), start=starts)
def test_a_longer_backup_stops_nothing_earlier(needs: list[Need], start: set[str]) -> None:
    longer = [
        Need(
            user=n.user,
            supplier=n.supplier,
            service=n.service,
            redundancy=n.redundancy,
            backup=(n.backup or 0.0) + 5,
        )
        for n in needs
    ]
    before, after = times(needs, start), times(longer, start)
    assert set(before) == set(after)
    assert all(after[name] >= time for name, time in before.items())


@SETTINGS
@given(needs=records(), start=starts)
def test_whatever_goes_on_has_every_service_from_something_that_goes_on(
    needs: list[Need], start: set[str]
) -> None:
    found = outage(needs, start)
    stopped = {stop.name for stop in found.stops}
    for service in found.weakened:
        running = [need.supplier for need in service.needs if need.supplier not in stopped]
        assert running
        assert service.redundancy is Redundancy.ANY_OF
    for stop in found.stops:
        assert (stop.order == 0) == (stop.name in start)
        assert stop.lost or stop.name in start


@SETTINGS
@given(needs=records(), start=starts, data=st.data())
def test_the_order_of_the_record_does_not_matter(
    needs: list[Need], start: set[str], data: st.DataObject
) -> None:
    assert outage(needs, start) == outage(data.draw(st.permutations(needs)), start)
