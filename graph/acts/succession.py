"""Succession (版本接续): what a change from a day does to the versions on record; pure.

Nothing is overwritten: the version that stood is recorded anew up to the day, and one that begins
on that day takes its place. A correction says that what stood was wrong from the start, and so
takes its place for all its days. Either way what was known before can still be asked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from graph.responsibility.refusals import NotAllowedError
from graph.store.plan import Version

__all__ = ["Revision", "correction", "ended", "last", "on", "succession"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Recorded versions that no longer hold, and those to record (版本变更)."""

    retract: tuple[Version, ...]
    record: tuple[Version, ...]


def on(recorded: Sequence[Version], day: str) -> Version | None:
    """Return the version that holds on a day."""
    for version in recorded:
        if version.valid_from <= day and (version.valid_to is None or version.valid_to > day):
            return version
    return None


def last(recorded: Sequence[Version], day: str) -> Version:
    """Return the version that holds on a day and is followed by no other.

    Raises:
        NotAllowedError: If nothing holds on the day, or something begins after it.
    """
    current = on(recorded, day)
    later = sorted(v.valid_from for v in recorded if v.valid_from > day)
    if later:
        raise NotAllowedError(
            f"{later[0]} 起已另有记录，不能再改变 {day} 起的状态；请核对日期。",
            f"something else is on record from {later[0]}, so what holds from {day} cannot be "
            "changed; check the day.",
        )
    if current is None:
        raise NotAllowedError(
            f"{day} 当天没有有效记录；请核对日期。",
            f"nothing is on record for {day}; check the day.",
        )
    return current


def succession(
    recorded: Sequence[Version],
    day: str,
    changed: Mapping[str, Any],
    evidence: Sequence[str],
    lineage: str,
) -> Revision:
    """Return what it does that something is different from a day on.

    Args:
        recorded: Versions of one thing, none retracted.
        day: First day on which it is different.
        changed: New values; None takes one away.
        evidence: Ids of the places that say so.
        lineage: The source that says so.

    Raises:
        NotAllowedError: If nothing holds on the day, or something begins after it.
    """
    current = last(recorded, day)
    new = _said(current, changed, evidence, lineage)
    if current.valid_from == day:
        return Revision(retract=(current,), record=(new,))
    before = replace(current, valid_to=day)
    return Revision(retract=(current,), record=(before, replace(new, valid_from=day)))


def correction(
    current: Version, changed: Mapping[str, Any], evidence: Sequence[str], lineage: str
) -> Revision:
    """Return what it does that a version was wrong for all its days."""
    return Revision(retract=(current,), record=(_said(current, changed, evidence, lineage),))


def ended(version: Version, day: str, evidence: Sequence[str], lineage: str) -> Revision:
    """Return what it does that something is true no longer from a day on."""
    if version.valid_from >= day:
        return Revision(retract=(version,), record=())
    last = replace(_said(version, {}, evidence, lineage), valid_to=day)
    return Revision(retract=(version,), record=(last,))


def _said(
    version: Version, changed: Mapping[str, Any], evidence: Sequence[str], lineage: str
) -> Version:
    """Return a version with other values, resting on what it rested on and on who says so now."""
    properties = {**version.properties, **changed}
    return replace(
        version,
        properties={name: value for name, value in properties.items() if value is not None},
        evidence=tuple(dict.fromkeys((*version.evidence, *evidence))),
        lineages=(lineage,),
        sayings=(),
        recorded_at="",
    )
