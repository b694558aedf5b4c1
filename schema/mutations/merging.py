"""Merges and splits (合并与拆分)."""

from typing import Any

from graph.acts import merging
from graph.acts.acting import Done
from graph.model.labels import Act
from graph.store.port import Store
from schema.mutations.acting import acted, entry_of
from schema.reading import Asking
from schema.types.acts import MergeInput, SplitInput
from schema.types.payloads import Merged, Parted

__all__ = ["merge", "split"]


async def merge(info: Asking, input: MergeInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Merge two things and return what they are now, or why that was not recorded."""

    async def acting(store: Store) -> Done:
        return await merging.merge(
            store, entry_of(info.context, Act.MERGE, input), input.kept, input.other
        )

    return await acted(info, Act.MERGE, input, input.kept, acting, _merged)


async def split(info: Asking, input: SplitInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Split two things and return both, or why that was not recorded."""

    async def acting(store: Store) -> Done:
        return await merging.split(
            store, entry_of(info.context, Act.SPLIT, input), input.kept, input.other
        )

    return await acted(info, Act.SPLIT, input, input.kept, acting, _parted)


def _merged(done: Done) -> Merged:
    return Merged(thing=done.subject, record=done.record)


def _parted(done: Done) -> Parted:
    return Parted(thing=done.subject, other=done.other or "", record=done.record)
