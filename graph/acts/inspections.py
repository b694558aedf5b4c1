"""Inspections (检查登记): who checked what, when, in which role."""

from collections.abc import Mapping
from typing import Any

from graph.acts.acting import Done, Outcome, act
from graph.acts.draft import Draft
from graph.acts.entry import Entry
from graph.acts.findings import INSPECTED_ZH
from graph.model.groups import INSPECTED
from graph.model.labels import Label, RelType
from graph.model.statement import Entity, Relation
from graph.responsibility.refusals import NotAllowedError
from graph.store.port import Store

__all__ = ["record_inspection"]


async def record_inspection(
    store: Store,
    entry: Entry,
    *,
    inspects: str,
    held_on: str | None = None,
    name: str | None = None,
    said: Mapping[str, Any],
) -> Done:
    """Record an inspection of a thing (登记检查).

    Args:
        store: Where to.
        entry: Who enters it.
        inspects: Id of what was inspected.
        held_on: On which day; today if left out.
        name: What it is called; by the day and who enters it if left out.
        said: Checklist and role, as far as they are given.

    Raises:
        UnknownThingError: If there is no such thing.
        NotAllowedError: If this very inspection is on record already.
        InputRefusedError: If the day is still to come.
    """

    async def work(draft: Draft) -> Outcome:
        day = entry.day(held_on, "held_on")
        place = await draft.thing(inspects, INSPECTED.labels, INSPECTED_ZH)
        called = (name or "").strip() or f"{day} 检查（{entry.actor.name}）"
        given = {key: value for key, value in said.items() if value is not None}
        inspection = Entity(
            label=Label.INSPECTION,
            properties={"name": called, "held_on": day, **given},
            evidence=(),
            within=f"{place.id} {day}",
            valid_from=day,
            park_id=place.park,
        )
        if await draft.is_recorded(inspection):
            raise NotAllowedError(
                f"当天已登记过同名检查“{called}”；若另有一次，请另取名称。",
                f"an inspection called {called!r} is on record for that day; name another one "
                "otherwise.",
                identifier=inspection.id,
            )
        draft.add(inspection)
        draft.add(
            Relation(
                type=RelType.INSPECTS,
                source=inspection.reference,
                target=place.reference,
                evidence=(),
            )
        )
        return Outcome(subject=inspection.id)

    return await act(store, entry, work)
