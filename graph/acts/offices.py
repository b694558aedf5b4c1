"""Offices (任免): who is appointed to a post, and who is relieved of it."""

from dataclasses import dataclass, replace
from typing import Any

from graph.acts.acting import Done, Outcome, act
from graph.acts.draft import Draft
from graph.acts.entry import Entry
from graph.acts.refusals import BeyondReachError
from graph.acts.standing import Linked, Standing
from graph.cypher import question
from graph.model.labels import Label, RelType
from graph.model.statement import Entity, Reference, Relation
from graph.responsibility.refusals import InputRefusedError, NotAllowedError
from graph.store.ledger import version_from
from graph.store.port import Store

__all__ = ["Appointment", "appoint", "relieve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """Whom to appoint to what (任命).

    Attributes:
        post: Id of the post.
        person: Id of the person, if they are on record.
        name: Name of a person who is not on record yet.
        since: First day in office; today if None.
        until: First day no longer in office; None while it lasts.
        instrument: Instrument of appointment.
        acting: Whether it is held in place of another for the time being.
        relieves: Whether whoever holds the post is relieved of it on that day.
    """

    post: str
    person: str | None = None
    name: str | None = None
    since: str | None = None
    until: str | None = None
    instrument: str | None = None
    acting: bool | None = None
    relieves: bool = False


async def appoint(store: Store, entry: Entry, wanted: Appointment) -> Done:
    """Appoint a person to a post (任职); that fills it from the day on.

    Raises:
        BeyondReachError: If the post is not theirs who appoint.
        UnknownThingError: If there is no such post or person.
        StaleVersionError: If the post was filled or left since the client read it.
        NotAllowedError: If somebody holds it and is not to be relieved.
        InputRefusedError: If the person is not told, or the days make no term.
    """

    async def work(draft: Draft) -> Outcome:
        day = wanted.since or entry.today
        if wanted.until is not None and wanted.until <= day:
            expected = (f"晚于 {day} 的日期", f"a day after {day}")
            raise InputRefusedError("until", wanted.until, expected)
        post = await draft.thing(wanted.post, [Label.POST], "岗位", hold=True, whole=True)
        terms = await _terms(draft, post)
        await _expect(draft, post)
        person = await _person(draft, wanted, post)
        await _make_room(draft, wanted, person, terms, day)
        said = {"appointment": wanted.instrument, "acting": wanted.acting}
        draft.add(
            Relation(
                type=RelType.HOLDS_POST,
                source=person,
                target=post.reference,
                properties={name: value for name, value in said.items() if value is not None},
                evidence=(),
                valid_from=day,
                valid_to=wanted.until,
            )
        )
        draft.touch(post)
        return Outcome(subject=post.id, other=person.id)

    return await act(store, entry, work)


async def relieve(
    store: Store, entry: Entry, post: str, person: str, *, on: str | None = None
) -> Done:
    """Relieve a person of a post (免职); `on` is the first day no longer in office.

    Raises:
        BeyondReachError: If the post is not theirs who relieve, or the term would never have been.
        UnknownThingError: If there is no such post or person.
        StaleVersionError: If the post was filled or left since the client read it.
        NotAllowedError: If the person does not hold it.
    """

    async def work(draft: Draft) -> Outcome:
        day = on or entry.today
        held = await draft.thing(post, [Label.POST], "岗位", hold=True, whole=True)
        who = await draft.thing(person, [Label.PERSON], "人员")
        terms = await _terms(draft, held)
        await _expect(draft, held)
        own = [t for t in terms if t.source == who.id and _lasts(t, day)]
        if not own:
            raise NotAllowedError(
                f"{day} 前后没有该人员在该岗位任职的记录，无从免职；请核对人员、岗位和日期。",
                f"that person is not on record as holding the post on {day}; check the person, "
                "the post and the day.",
                identifier=held.id,
            )
        _refuse_never(draft, own, day)
        for term in own:
            draft.end(term, day)
        draft.touch(held)
        return Outcome(subject=held.id, other=who.id)

    return await act(store, entry, work)


def _refuse_never(draft: Draft, terms: list[Linked], day: str) -> None:
    """See that who is bound to a scope leaves some of a term: without any they lose the person."""
    if draft.is_bound and any(term.version.valid_from >= day for term in terms):
        raise BeyondReachError(
            f"{day} 免职等于从未任职，须由可查看全部数据的管理员办理。",
            f"relieved on {day} they would never have held the post; an administrator who sees "
            "everything enters that.",
        )


async def _terms(draft: Draft, post: Standing) -> list[Linked]:
    """Return every term of office of a post on record."""
    rows = await draft.tx.run(question("acts/offices").text, {"ids": [post.id]})
    terms = [
        Linked(
            id=row["link"],
            type=RelType.HOLDS_POST,
            source=row["person"],
            target=post.id,
            version=version_from(row["term"]),
        )
        for row in {row["link"]: row for row in rows}.values()
    ]
    draft.saw([term.version for term in terms])
    return terms


def _lasts(term: Linked, day: str) -> bool:
    """Tell whether a term has begun on a day and is not over."""
    version = term.version
    return version.valid_from <= day and (version.valid_to is None or version.valid_to > day)


async def _expect(draft: Draft, post: Standing) -> None:
    """See that the client saw the last change of who holds the post, even one that left no term."""
    rows = await draft.tx.run(question("acts/occupancy").text, {"id": post.id})
    moments = [moment for row in rows for moment in row.values() if moment is not None]
    draft.expect(post.id, max([post.recorded_at, *moments]))


async def _person(draft: Draft, wanted: Appointment, post: Standing) -> Reference:
    """Return who is appointed; one who is not on record is recorded within the organisation."""
    if (wanted.person is None) == (not (wanted.name or "").strip()):
        expected = ("人员标识或姓名，二者取一", "an id or a name, one of them")
        raise InputRefusedError("person", wanted.person, expected)
    if wanted.person is not None:
        who = await draft.thing(wanted.person, [Label.PERSON], "人员", whole=True)
        return who.reference
    name = (wanted.name or "").strip()
    given = {"id": post.id, "as_of": draft.entry.today}
    homes = await draft.tx.run(question("acts/within").text, given)
    person = Entity(
        label=Label.PERSON,
        properties={"name": name},
        evidence=(),
        within=homes[0]["organisation"] if len(homes) == 1 else post.id,
        park_id=post.park,
    )
    if await draft.is_recorded(person) and not await draft.is_seen(person):
        person = replace(person, within=f"{person.within} {draft.entry.source.sha256}")
    elif await draft.is_recorded(person):
        expected = (f"另一姓名，或该人员的标识 {person.id}", f"another name, or the id {person.id}")
        raise InputRefusedError("person_name", name, expected)
    draft.add(person)
    return person.reference


async def _make_room(
    draft: Draft, wanted: Appointment, person: Reference, terms: list[Linked], day: str
) -> None:
    """See that nobody else holds the post, or relieve whoever does."""
    until = wanted.until
    meeting = [t for t in terms if _meets(t, day, until)]
    if any(term.source == person.id for term in meeting):
        raise NotAllowedError(
            "该人员在此期间已任该岗位，无须再任命。",
            "that person holds the post in that time already.",
            identifier=wanted.post,
        )
    if wanted.acting or not meeting:
        return
    held = [term for term in meeting if not term.version.properties.get("acting")]
    if held and not wanted.relieves:
        names = await _names(draft, [term.source for term in held])
        raise NotAllowedError(
            f"该岗位现由{'、'.join(names)}担任：请先免职，或选择同时免去现任，或登记为代理。",
            f"{', '.join(names)} holds the post: relieve them first, or together with this, or "
            "let it be held in their place.",
            identifier=wanted.post,
        )
    for term in meeting if wanted.relieves else ():
        draft.end(term, day)


def _meets(term: Linked, day: str, until: str | None) -> bool:
    """Tell whether a term shares a day with the one from `day` until `until`."""
    version = term.version
    begins_in = until is None or version.valid_from < until
    return begins_in and (version.valid_to is None or version.valid_to > day)


async def _names(draft: Draft, ids: list[str]) -> list[str]:
    found: list[Any] = []
    for identifier in dict.fromkeys(ids):
        person = await draft.thing(identifier, [Label.PERSON], "人员")
        found.append(person.versions[-1].properties["name"])
    return found
