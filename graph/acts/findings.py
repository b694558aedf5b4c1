"""Findings (隐患闭环操作): reported, assigned, rectified, verified and closed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.acts.acting import Done, Outcome, act
from graph.acts.charges import duties_of, fixing_account, in_office, keep_apart, lay, stands
from graph.acts.draft import Draft
from graph.acts.entry import Entry
from graph.acts.standing import Standing
from graph.acts.succession import last
from graph.model.groups import INSPECTED
from graph.model.identity import entity_id
from graph.model.labels import DutyRole, Label, RelType
from graph.model.statement import Entity, Reference, Relation
from graph.responsibility.loop import (
    Verdict,
    assigned,
    rectified,
    reported,
    verified,
)
from graph.responsibility.refusals import InputRefusedError, NotAllowedError
from graph.responsibility.rules import Rule
from graph.store.port import Store

__all__ = [
    "INSPECTED_ZH",
    "assign_finding",
    "rectify_finding",
    "report_finding",
    "verify_finding",
]

INSPECTED_ZH: Final = "单元、机构、园区或危险源"


async def report_finding(
    store: Store,
    entry: Entry,
    *,
    name: str,
    found_at: str,
    found_on: str | None = None,
    raised_by: str | None = None,
    said: Mapping[str, Any],
) -> Done:
    """Report a finding at a thing (上报隐患).

    Args:
        store: Where to.
        entry: Who reports it.
        name: What was found.
        found_at: Id of where.
        found_on: On which day; today if left out.
        raised_by: Id of the inspection that raised it.
        said: Severity, deadline, treatment, funding and plan, as far as they are known.

    Raises:
        UnknownThingError: If there is no such place or inspection.
        NotAllowedError: If this very finding is on record already.
        InputRefusedError: If a value cannot be used.
    """
    if not name.strip():
        raise InputRefusedError("name", None, ("隐患描述", "what was found"))

    async def work(draft: Draft) -> Outcome:
        day = entry.day(found_on, "found_on")
        place = await draft.thing(found_at, INSPECTED.labels, INSPECTED_ZH)
        properties = {"name": name.strip(), **reported(said, day=day)}
        finding = Entity(
            label=Label.FINDING,
            properties=properties,
            evidence=(),
            within=f"{place.id} {day}",
            valid_from=day,
            park_id=place.park,
        )
        await _refuse_known(draft, finding)
        draft.add(finding)
        draft.add(_link(RelType.FOUND_AT, finding.reference, place.reference))
        if raised_by is not None:
            inspection = await draft.thing(raised_by, [Label.INSPECTION], "检查")
            draft.add(_link(RelType.RAISED_BY, finding.reference, inspection.reference))
        return Outcome(subject=finding.id)

    return await act(store, entry, work)


async def assign_finding(
    store: Store,
    entry: Entry,
    finding: str,
    *,
    rectifier: str,
    verifier: str | None = None,
    on: str | None = None,
    said: Mapping[str, Any],
    rules: Sequence[Rule],
) -> Done:
    """Lay the rectification of a finding on a post (分派整改), in place of any before.

    Args:
        store: Where to.
        entry: Who assigns it.
        finding: Its id.
        rectifier: Id of the post that is to rectify it.
        verifier: Id of the post that is to verify that; as before if left out.
        on: Since which day; today if left out.
        said: Deadline, treatment, funding and plan, as far as they are given now.
        rules: Rules of responsibility.

    Raises:
        UnknownThingError: If there is no such finding or post.
        StaleVersionError: If somebody wrote since the client read the finding.
        NotAllowedError: If it is not open, or if one person would rectify and verify it.
        InputRefusedError: If a rule wants more to be settled.
    """

    async def work(draft: Draft) -> Outcome:
        day = entry.day(on)
        thing = await _finding(draft, finding)
        roles = {DutyRole.RECTIFIER: rectifier, DutyRole.VERIFIER: verifier}
        posts = {
            role: await draft.thing(post, [Label.POST], "岗位", anywhere=role is DutyRole.VERIFIER)
            for role, post in roles.items()
            if post is not None
        }
        recorded = last(thing.versions, day).properties
        draft.change(thing, day, assigned(recorded, said, day=day, rules=rules))
        duties = await duties_of(draft, finding)
        await keep_apart(draft, duties, posts, recorded, day, rules)
        for role, post in posts.items():
            lay(draft, duties, thing, role, post, day)
        return Outcome(subject=finding)

    return await act(store, entry, work)


async def rectify_finding(
    store: Store, entry: Entry, finding: str, *, how: str | None = None, on: str | None = None
) -> Done:
    """Record that a finding was rectified (登记整改), by who enters it.

    Raises:
        UnknownThingError: If there is no such finding.
        StaleVersionError: If somebody wrote since the client read it.
        NotAllowedError: If it is not assigned.
    """

    async def work(draft: Draft) -> Outcome:
        day = entry.day(on)
        thing = await _finding(draft, finding)
        recorded = last(thing.versions, day).properties
        draft.change(thing, day, rectified(recorded, by=entry.actor.name, how=how, day=day))
        return Outcome(subject=finding)

    return await act(store, entry, work)


async def verify_finding(
    store: Store,
    entry: Entry,
    finding: str,
    verdict: Verdict,
    *,
    on: str | None = None,
    rules: Sequence[Rule],
) -> Done:
    """Record what whoever enters it found of a rectification (验收), and close it or send it back.

    Raises:
        UnknownThingError: If there is no such finding.
        StaleVersionError: If somebody wrote since the client read it.
        NotAllowedError: If it is not rectified, or if who verifies is who rectified.
    """

    async def work(draft: Draft) -> Outcome:
        day = entry.day(on)
        thing = await _finding(draft, finding)
        recorded = last(thing.versions, day).properties
        set_to = [row for row in await duties_of(draft, finding) if stands(row["duty"], day)]
        fixers = {
            name
            for row in set_to
            if row["role"] == DutyRole.RECTIFIER
            for holder in in_office(row["holders"], recorded.get("rectified_on") or day)
            for name in (holder["name"], *holder["aliases"])
        }
        account = await fixing_account(draft, finding)
        if account is not None and account == entry.actor.account:
            fixers.add(entry.actor.name)  # whatever they were called then
        changed = verified(
            recorded,
            verdict,
            by=entry.actor.name,
            fixers=fixers,
            day=day,
            rules=rules,
            named=draft.names_persons,
        )
        draft.change(thing, day, changed)
        return Outcome(subject=finding)

    return await act(store, entry, work)


async def _finding(draft: Draft, identifier: str) -> Standing:
    """Return the finding, held, as the client saw it."""
    thing = await draft.thing(identifier, [Label.FINDING], "隐患", hold=True)
    draft.expect(identifier, thing.recorded_at)
    return thing


async def _refuse_known(draft: Draft, finding: Entity) -> None:
    if await draft.is_recorded(finding):
        identifier = entity_id(finding.label, finding.properties, finding.within)
        raise NotAllowedError(
            f"同一地点同一天已上报过“{finding.properties['name']}”（{identifier}）；"
            "请在该记录上办理，或写明不同之处。",
            f"{finding.properties['name']!r} was reported there on that day already "
            f"({identifier}); go on with that one, or say what is different.",
            identifier=identifier,
        )


def _link(kind: RelType, source: Reference, target: Reference) -> Relation:
    return Relation(type=kind, source=source, target=target, evidence=())
