"""The closed loop of a finding (隐患闭环), and inspections (检查)."""

from typing import Any

from graph.acts.acting import Done
from graph.acts.findings import assign_finding, rectify_finding, report_finding, verify_finding
from graph.acts.inspections import record_inspection
from graph.model.labels import Act
from graph.store.port import Store
from schema.mutations.acting import acted, entry_of
from schema.reading import Asking
from schema.types.acts import (
    AssignFindingInput,
    RecordInspectionInput,
    RectifyFindingInput,
    ReportFindingInput,
    SettledInput,
    VerifyFindingInput,
)
from schema.types.payloads import FindingChange, InspectionEntry

__all__ = ["assign", "inspect", "rectify", "report", "verify"]


async def report(info: Asking, input: ReportFindingInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Report a finding and return it, or why it was not recorded."""

    async def acting(store: Store) -> Done:
        return await report_finding(
            store,
            entry_of(info.context, Act.REPORT_FINDING, input),
            name=input.name,
            found_at=input.found_at,
            found_on=input.found_on,
            raised_by=input.raised_by,
            said={"severity": input.severity, **_settled(input)},
        )

    return await acted(info, Act.REPORT_FINDING, input, input.found_at, acting, _changed)


async def assign(info: Asking, input: AssignFindingInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Assign a finding and return it, or why it was not."""

    async def acting(store: Store) -> Done:
        return await assign_finding(
            store,
            entry_of(info.context, Act.ASSIGN_FINDING, input),
            input.finding,
            rectifier=input.rectifier,
            verifier=input.verifier,
            on=input.on,
            said=_settled(input),
            rules=info.context.rules,
        )

    return await acted(info, Act.ASSIGN_FINDING, input, input.finding, acting, _changed)


async def rectify(info: Asking, input: RectifyFindingInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Record a rectification and return the finding, or why it was not recorded."""

    async def acting(store: Store) -> Done:
        return await rectify_finding(
            store,
            entry_of(info.context, Act.RECTIFY_FINDING, input),
            input.finding,
            how=input.rectification,
            on=input.on,
        )

    return await acted(info, Act.RECTIFY_FINDING, input, input.finding, acting, _changed)


async def verify(info: Asking, input: VerifyFindingInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Record a verification and return the finding, or why it was not recorded."""

    async def acting(store: Store) -> Done:
        return await verify_finding(
            store,
            entry_of(info.context, Act.VERIFY_FINDING, input),
            input.finding,
            input.verdict,
            on=input.on,
            rules=info.context.rules,
        )

    return await acted(info, Act.VERIFY_FINDING, input, input.finding, acting, _changed)


async def inspect(info: Asking, input: RecordInspectionInput) -> Any:  # noqa: A002 - the field's argument is called input
    """Record an inspection and return it, or why it was not recorded."""

    async def acting(store: Store) -> Done:
        return await record_inspection(
            store,
            entry_of(info.context, Act.RECORD_INSPECTION, input),
            inspects=input.inspects,
            held_on=input.held_on,
            name=input.name,
            said={"checklist": input.checklist, "role": input.role},
        )

    return await acted(info, Act.RECORD_INSPECTION, input, input.inspects, acting, _inspected)


def _settled(given: SettledInput) -> dict[str, Any]:
    """Return what is settled of a finding: four of the five respects; the fifth is a post."""
    names = ("deadline", "treatment", "funding", "plan")
    return {name: getattr(given, name) for name in names}


def _changed(done: Done) -> FindingChange:
    return FindingChange(finding=done.subject, record=done.record)


def _inspected(done: Done) -> InspectionEntry:
    return InspectionEntry(inspection=done.subject, record=done.record)
