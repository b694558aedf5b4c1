"""Appointments and reliefs (任免), and corrections (更正)."""

from typing import Any

from graph.acts import corrections, offices
from graph.acts.acting import Done
from graph.acts.offices import Appointment
from graph.model.labels import Act
from graph.store.port import Store
from schema.mutations.acting import acted, entry_of
from schema.reading import Asking
from schema.types.acts import (
    AppointInput,
    CorrectInput,
    RelieveInput,
)
from schema.types.payloads import Correction, OfficeChange

__all__ = ["appoint", "correct", "relieve"]


async def appoint(info: Asking, input: AppointInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Appoint somebody and return the post and the person, or why that was not recorded."""

    async def acting(store: Store) -> Done:
        wanted = Appointment(
            post=input.post,
            person=input.person,
            name=input.person_name,
            since=input.since,
            until=input.until,
            instrument=input.appointment,
            acting=input.acting,
            relieves=input.relieves_holder,
        )
        entry = entry_of(info.context, Act.APPOINT, input)
        return await offices.appoint(store, entry, wanted)

    return await acted(info, Act.APPOINT, input, input.post, acting, _office)


async def relieve(info: Asking, input: RelieveInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Relieve somebody and return the post and the person, or why that was not recorded."""

    async def acting(store: Store) -> Done:
        entry = entry_of(info.context, Act.RELIEVE, input)
        return await offices.relieve(store, entry, input.post, input.person, on=input.on)

    return await acted(info, Act.RELIEVE, input, input.post, acting, _office)


async def correct(info: Asking, input: CorrectInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Correct a property and return the thing, or why that was not recorded."""

    async def acting(store: Store) -> Done:
        return await corrections.correct(
            store,
            entry_of(info.context, Act.CORRECT, input),
            input.of,
            input.property,
            value=input.value,
            values=input.values,
            since=input.since,
            on=input.on,
        )

    return await acted(info, Act.CORRECT, input, input.of, acting, _corrected)


def _office(done: Done) -> OfficeChange:
    return OfficeChange(post=done.subject, person=done.other or "", record=done.record)


def _corrected(done: Done) -> Correction:
    return Correction(thing=done.subject, record=done.record)
