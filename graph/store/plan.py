"""What a new statement does to what is recorded (写入计划): pure, no database.

Nothing is ever overwritten. A statement that says the same adds its evidence; one that
says more, or that a later edition of the same source says differently, retracts the
recorded version and records a new one; one that contradicts another source is put aside.
"""

from collections.abc import Collection, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from graph.evidence import UNKNOWN_START
from graph.model.labels import HazardKind

__all__ = [
    "ANOTHER_TYPE",
    "Change",
    "Outcome",
    "Version",
    "change_of",
    "counterpart",
    "others_say",
    "sayings_of",
]


class Outcome(StrEnum):
    """What became of a statement (写入结果)."""

    ADDED = "added"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    ENDED = "ended"
    UNCHANGED = "unchanged"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One recorded version of a statement (陈述版本).

    Attributes:
        properties: What is said, without what is unknown.
        evidence: Ids of the places that say so.
        lineages: Sources, each named alike in all its editions.
        valid_from: First day on which it is true.
        valid_to: First day on which it is no longer true; None while it lasts.
        recorded_at: When it was recorded; empty for one not yet recorded.
        renames: Whether its name goes before the recorded one, which becomes an alias.
        withdrawn: Properties that its source gave before and gives no more.
        settles: Ids of places that it reads better than they were read before.
        presumed: Properties that its source takes for granted; what is known goes before them.
        sayings: What each of several sources gives of it, as `sayings_of` has it; empty for one, or
            where that was not kept.
    """

    properties: Mapping[str, Any]
    evidence: tuple[str, ...]
    lineages: tuple[str, ...]
    valid_from: str = UNKNOWN_START
    valid_to: str | None = None
    recorded_at: str = ""
    renames: bool = False
    withdrawn: frozenset[str] = frozenset()
    settles: frozenset[str] = frozenset()
    presumed: frozenset[str] = frozenset()
    sayings: tuple[str, ...] = ()

    def recorded(self, at: str) -> "Version":
        """Return it as recorded at an instant; `replace` takes four times as long."""
        if self.recorded_at == at and not self.settles:
            return self
        return Version(
            properties=self.properties,
            evidence=self.evidence,
            lineages=self.lineages,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            recorded_at=at,
            renames=self.renames,
            withdrawn=self.withdrawn,
            sayings=self.sayings,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What to do (变更).

    Attributes:
        outcome: What became of the statement.
        retract: Recorded versions that no longer hold.
        record: Versions to record.
        extend: A recorded version that gains evidence and nothing else.
        contested: Properties on which two sources disagree.
    """

    outcome: Outcome
    retract: tuple[Version, ...] = ()
    record: tuple[Version, ...] = ()
    extend: Version | None = None
    contested: tuple[str, ...] = field(default=())


_NARROWER: Final = frozenset(
    {("kind", HazardKind.RISK_POINT, HazardKind.MAJOR_HAZARD_INSTALLATION)}
)
"""Property, word and narrower word: one source that says the narrower denies no other's word.

A major hazard installation stands in the list of risk points, too.
"""

_NAMES: Final = frozenset({"name", "aliases"})
_JOINT: Final = "\x1f"
"""Between a source and a property that it gives; nothing behind it says that it is all known."""

ANOTHER_TYPE: Final = Change(outcome=Outcome.PROPOSED, contested=("type",))
"""What comes of a statement about something that is known as another type."""


def change_of(recorded: Sequence[Version], incoming: Version, *, decided: bool = False) -> Change:
    """Decide what an incoming version does to the versions recorded and not retracted.

    A place in a source that was heard before never undoes what was heard since, so loading
    an earlier edition again changes nothing.

    Args:
        recorded: What is recorded of the same thing.
        incoming: What is said now.
        decided: Whether a person decided for it, so that it corrects what other sources say.
    """
    current = counterpart(recorded, incoming) if recorded else None
    if current is None:
        return Change(outcome=Outcome.ADDED, record=(_before_next(recorded, incoming),))
    incoming = _unless_known(current, incoming)
    contested = _contested(current, incoming)
    if _heard(recorded, incoming) and (contested or not _adds(current, incoming)):
        return Change(outcome=Outcome.UNCHANGED)
    over = _ended(current, incoming)
    follows = over or (bool(contested) and incoming.valid_from > current.valid_from)
    widened = not over and _widened(current, incoming, contested)
    if not decided and (widened or (not follows and _disputed(current, incoming, contested))):
        return Change(outcome=Outcome.PROPOSED, contested=contested)
    if follows:
        return _succeed(current, _before_next(recorded, incoming), contested)
    merged = _merge(current, incoming, contested)
    if contested and decided:
        # what a person decided is of that source alone, so that no later edition undoes it
        merged = replace(merged, lineages=incoming.lineages, sayings=())
    same = merged.properties == current.properties and merged.valid_to == current.valid_to
    if same and set(current.evidence) <= set(merged.evidence):
        return _confirm(current, merged)
    ends = merged.valid_to != current.valid_to and current.valid_to is None
    ends = ends and merged.properties == current.properties
    outcome = Outcome.ENDED if ends else Outcome.CORRECTED
    return Change(outcome=outcome, retract=(current,), record=(merged,))


def counterpart(recorded: Sequence[Version], incoming: Version) -> Version | None:
    """Return the recorded version that the incoming one speaks about."""
    ordered = sorted(recorded, key=lambda version: version.valid_from)
    if incoming.valid_from != UNKNOWN_START:
        ordered = [v for v in ordered if v.valid_from <= incoming.valid_from]
    if incoming.valid_to is not None:
        ordered = [v for v in ordered if v.valid_from < incoming.valid_to]
    return ordered[-1] if ordered else None


def sayings_of(version: Version) -> Mapping[str, AbstractSet[str]] | None:
    """Return the properties that each source gives a version; None where that was not kept."""
    if len(version.lineages) == 1:
        ends = {"valid_to"} if version.valid_to is not None else set[str]()
        return {version.lineages[0]: {*version.properties} - _NAMES | ends}
    found: dict[str, set[str]] = {}
    for lineage, _, name in (one.rpartition(_JOINT) for one in version.sayings):
        found.setdefault(lineage, set()).update([name] if name else ())
    return found if found.keys() == set(version.lineages) else None


def others_say(version: Version, lineages: Collection[str], name: str) -> bool:
    """Tell whether a source besides these gives a property the value that a version has.

    Where it was not kept what each of several gives, only whether none of these is among them.
    """
    said = sayings_of(version)
    if said is None or not any(name in given for given in said.values()):
        return not set(version.lineages) & set(lineages)
    return any(name in given for lineage, given in said.items() if lineage not in lineages)


def _sayings(current: Version, incoming: Version, contested: Sequence[str]) -> tuple[str, ...]:
    """Return what each source gives of both together; what is contested, the incoming alone."""
    before, new = sayings_of(current), sayings_of(incoming)
    if before is None or new is None:
        return ()
    given = {lineage: {*names} - {*contested} for lineage, names in before.items()}
    for lineage, names in new.items():
        given[lineage] = given.get(lineage, set[str]()) - incoming.withdrawn | names
    if len(given) == 1:
        return ()
    return tuple(sorted(f"{key}{_JOINT}{n}" for key, names in given.items() for n in ("", *names)))


def _ended(current: Version, incoming: Version) -> bool:
    """Tell whether the current version was over before the incoming one begins."""
    return current.valid_to is not None and current.valid_to <= incoming.valid_from


def _heard(recorded: Sequence[Version], incoming: Version) -> bool:
    """Tell whether every place that says so has been heard before."""
    return set(incoming.evidence) <= {e for version in recorded for e in version.evidence}


def _adds(current: Version, incoming: Version) -> bool:
    """Tell whether the incoming version says something the current one is silent on."""
    silent = set(incoming.properties) - set(current.properties) - {"aliases"}
    return bool(silent) or (incoming.valid_to is not None and current.valid_to is None)


def _before_next(recorded: Sequence[Version], incoming: Version) -> Version:
    """Return a version that ends, at the latest, where the next recorded one begins."""
    later = [v.valid_from for v in recorded if v.valid_from > incoming.valid_from]
    if not later:
        return incoming
    return replace(incoming, valid_to=_earlier(incoming.valid_to, min(later)))


def _succeed(current: Version, incoming: Version, contested: Sequence[str]) -> Change:
    """End the current version on the day the incoming one begins."""
    ended = replace(current, valid_to=_earlier(current.valid_to, incoming.valid_from))
    follower = _carried(current, incoming, contested)
    if ended.valid_to == current.valid_to:
        return Change(outcome=Outcome.ADDED, record=(follower,))
    return Change(outcome=Outcome.CORRECTED, retract=(current,), record=(ended, follower))


def _carried(current: Version, incoming: Version, contested: Sequence[str]) -> Version:
    """Return the incoming version with what the current one says besides, and its evidence."""
    properties = _together(current, incoming)
    if aliases := _aliases(properties.get("name"), current, incoming):
        properties["aliases"] = aliases
    if properties == incoming.properties:
        return incoming
    return replace(
        incoming,
        properties=properties,
        evidence=_union(current.evidence, incoming.evidence),
        lineages=_union(current.lineages, incoming.lineages),
        sayings=_sayings(current, incoming, contested),
    )


def _earlier(day: str | None, other: str) -> str:
    return other if day is None else min(day, other)


def _contested(current: Version, incoming: Version) -> tuple[str, ...]:
    """Return the properties to which both give a value, and not the same, or one takes it back."""
    names = [
        name
        for name, value in incoming.properties.items()
        if name not in ("aliases", "name")
        and name in current.properties
        and current.properties[name] != value
    ]
    if incoming.valid_to and current.valid_to and incoming.valid_to != current.valid_to:
        names.append("valid_to")
    return (*names, *sorted(_taken_back(current, incoming)))


def _unless_known(current: Version, incoming: Version) -> Version:
    """Return an incoming version without what it takes for granted and is known already."""
    known = incoming.presumed and incoming.presumed & current.properties.keys()
    if not known:
        return incoming
    kept = {name: value for name, value in incoming.properties.items() if name not in known}
    return replace(incoming, properties=kept)


def _disputed(current: Version, incoming: Version, contested: Sequence[str]) -> bool:
    """Tell whether another source denies what is recorded, and does not only say it narrower."""
    denied = [name for name in contested if not _narrows(name, current, incoming)]
    return any(others_say(current, incoming.lineages, name) for name in denied)


def _widened(current: Version, incoming: Version, contested: Sequence[str]) -> bool:
    """Tell whether a wider word is said where another source gave the narrower one."""
    alone = set(current.lineages) <= set(incoming.lineages)
    return not alone and any(_narrows(name, incoming, current) for name in contested)


def _narrows(name: str, wide: Version, narrow: Version) -> bool:
    """Tell whether one value is only a narrower word than another."""
    return (name, wide.properties.get(name), narrow.properties.get(name)) in _NARROWER


def _taken_back(current: Version, incoming: Version) -> set[str]:
    """Return what the one source of the current version gives no more."""
    alone = set(current.lineages) <= set(incoming.lineages)
    return set(incoming.withdrawn) & set(current.properties) if alone else set()


def _together(current: Version, incoming: Version) -> dict[str, Any]:
    gone = _taken_back(current, incoming)
    kept = {name: value for name, value in current.properties.items() if name not in gone}
    return {**kept, **incoming.properties}


def _merge(current: Version, incoming: Version, contested: Sequence[str]) -> Version:
    """Return both together, the incoming first where it has the word."""
    properties = _together(current, incoming)
    if "name" in current.properties and not incoming.renames:
        properties["name"] = current.properties["name"]
    if aliases := _aliases(properties.get("name"), current, incoming):
        properties["aliases"] = aliases
    return replace(
        incoming,
        properties=properties,
        evidence=_union(_unsettled(current, incoming), incoming.evidence),
        lineages=_union(current.lineages, incoming.lineages),
        valid_from=current.valid_from,
        valid_to=incoming.valid_to or current.valid_to,
        renames=False,
        settles=frozenset(),
        presumed=frozenset(),
        sayings=_sayings(current, incoming, contested),
    )


def _unsettled(current: Version, incoming: Version) -> tuple[str, ...]:
    """Return the places of the current version but for those that are read better now."""
    return tuple(place for place in current.evidence if place not in incoming.settles)


def _aliases(own: str | None, *versions: Version) -> list[str]:
    """Return every other name that one of the versions knows."""
    names: list[str] = []
    for version in versions:
        names += version.properties.get("aliases", [])
    names += [version.properties.get("name", "") for version in versions]
    return [name for name in dict.fromkeys(names) if name and name != own]


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _confirm(current: Version, merged: Version) -> Change:
    if merged.evidence == current.evidence:
        return Change(outcome=Outcome.UNCHANGED)
    extended = replace(merged, recorded_at=current.recorded_at)
    return Change(outcome=Outcome.CONFIRMED, extend=extended)
