"""Uploads (上传导入): files in, and what they changed, as `custody load` tells it."""

import asyncio
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from typing import Any

from graph.acts.entry import Entry
from graph.acts.refusals import KeyReusedError
from graph.evidence import At
from graph.model.identity import normalised
from graph.model.labels import Act
from graph.responsibility.refusals import InputRefusedError
from graph.store.plan import Outcome
from loaders.incoming import Laid, laid_down
from loaders.pipeline import uploading
from loaders.registers import Correction
from loaders.report import REJECTED, RETRACTED
from schema.context import Context
from schema.execution import Shaped
from schema.mutations.acting import actor_of, problem
from schema.mutations.permission import entry_refusal
from schema.reading import Asking, asked_of
from schema.shaping import answer
from schema.types.uploads import (
    LoadLine,
    LoadLines,
    ReadColumn,
    ReadSheet,
    Uploaded,
    UploadInput,
)

__all__ = ["upload"]


async def upload(info: Asking, input: UploadInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Load what is sent, and return what that changed, or why it was not loaded."""
    context, point = info.context, At.of()
    found: Any = entry_refusal(context, Act.UPLOAD, input.by)
    if found is None:
        try:
            done = await _loaded(context, input)
        except (InputRefusedError, KeyReusedError) as error:
            found = problem(error, "")
        else:
            found = _payload(done, dry_run=input.dry_run)
            present = At.of()
            point = At(as_of=present.as_of, known_at=max(present.known_at, done.recorded_at))
    return Shaped(await answer(context.store, found, asked_of(info), point))


async def _loaded(context: Context, given: UploadInput) -> uploading.Uploaded:
    """Lay the files down and load them, once it is our turn.

    Raises:
        InputRefusedError: If a file has no fit name, or nobody is named.
        KeyReusedError: If the key was used for another request.
    """
    said = Correction(
        form=given.form.strip(),
        columns={each.heading.strip(): each.field.strip() for each in given.columns},
        whole=given.complete,
        office=normalised(given.office),
    )
    with ExitStack() as stack:
        laid = await asyncio.to_thread(stack.enter_context, laid_down(given.files))
        entry = _entry(context, given, said, laid)
        async with context.loading.turn:
            return await uploading.upload(
                context.deciding,
                entry,
                laid,
                correct=context.loading.correcting(said, keep=not given.dry_run),
                dated=date.fromisoformat(given.dated) if given.dated else None,
                dry_run=given.dry_run,
                said=said,
            )


def _entry(context: Context, given: UploadInput, said: Correction, laid: Laid) -> Entry:
    """Return who sends what; the same files under the same names are the same request."""
    asked = {
        "files": dict(laid.digests),
        "form": said.form,
        "columns": dict(said.columns),
        "complete": said.whole,
        "dated": given.dated,
        **({"office": said.office} if said.office else {}),  # a key of before stays one request
    }
    return Entry(
        act=Act.UPLOAD,
        actor=actor_of(context, given.by),
        asked=asked,
        note=given.note or None,
        key=given.idempotency_key,
    )


def _payload(done: uploading.Uploaded, *, dry_run: bool) -> Uploaded:
    """Return what an upload did as the API shows it."""
    counts, lines = done.report["counts"], done.report["lines"]

    def of(outcome: str) -> LoadLines:
        told = [_line(line) for line in lines[outcome]]
        return LoadLines(total=counts[outcome], complete=len(told) == counts[outcome], lines=told)

    return Uploaded(
        dry_run=dry_run,
        load=done.load,
        record=done.record,
        sheets=[_sheet(sheet) for sheet in done.report["sheets"]],
        added=of(Outcome.ADDED),
        confirmed=of(Outcome.CONFIRMED),
        corrected=of(Outcome.CORRECTED),
        ended=of(Outcome.ENDED),
        unchanged=of(Outcome.UNCHANGED),
        proposed=of(Outcome.PROPOSED),
        retracted=of(RETRACTED),
        rejected=of(REJECTED),
        outside=_outside(done.report.get("outside")),
    )


def _outside(told: Mapping[str, Any] | None) -> LoadLines:
    """Return the lines that lie outside the scope of who sent them."""
    count, lines = (told["count"], told["lines"]) if told else (0, [])
    return LoadLines(
        total=count, complete=len(lines) == count, lines=[_line(line) for line in lines]
    )


def _line(told: Mapping[str, Any]) -> LoadLine:
    return LoadLine(**told)


def _sheet(told: Mapping[str, Any]) -> ReadSheet:
    return ReadSheet(
        file=told["file"],
        sheet=told["sheet"],
        form=told["form"],
        columns=[ReadColumn(**column) for column in told["columns"]],
        missing=list(told["missing"]),
    )
