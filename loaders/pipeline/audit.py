"""The audit record of a decision (核实操作记录): who decided, and what became of it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from graph.evidence import digest, today
from graph.model.labels import Act, Label, ProposalStatus
from graph.model.statement import Relation
from graph.store.auditing import audit_row, known_start
from graph.store.plan import Version
from graph.store.retracting import Gone
from loaders.pipeline.proposal import Statement, as_row

__all__ = ["decision_row"]

_ACTS: Mapping[ProposalStatus, Act] = {
    ProposalStatus.ACCEPTED: Act.ACCEPT_PROPOSAL,
    ProposalStatus.REJECTED: Act.REJECT_PROPOSAL,
}


def decision_row(
    status: ProposalStatus,
    by: str,
    note: str | None,
    proposals: Mapping[str, Version],
    written: Iterable[Statement],
    gone: Iterable[Gone],
    recorded_at: str,
    account: str = "",
) -> dict[str, Any]:
    """Return the row of the audit record of a decision.

    Args:
        status: What was decided.
        by: Name of who decided.
        note: What they said of it.
        proposals: The proposals it closes, the one that was meant first, as they were.
        written: What it writes.
        gone: What it retracts.
        recorded_at: When.
        account: Account under which it was decided, if there are any.
    """
    subject = next(iter(proposals))
    said = list(written)
    before: dict[str, list[Any]] = {
        key: [{"status": version.properties["status"]}] for key, version in proposals.items()
    }
    after: dict[str, list[Any]] = {key: [{"status": status}] for key in proposals}
    concerns = dict.fromkeys(proposals)
    for one in gone:
        before.setdefault(one.id, []).append(dict(one.version.properties))
        after.setdefault(one.id, [])
        concerns |= dict.fromkeys(one.ends or (one.id,))
    for statement in said:
        told = as_row(statement) | {"valid_from": known_start(statement.valid_from)}
        after.setdefault(statement.id, []).append(told)
        ends = [statement.id]
        if isinstance(statement, Relation):
            ends = [statement.source.id, statement.target.id]
        concerns |= dict.fromkeys(ends)
    return audit_row(
        f"{Label.AUDIT_RECORD}:{digest('decision', subject, recorded_at)}",
        {
            "act": _ACTS[status].value,
            "actor": by,
            "account": account or None,
            "subject": subject,
            "concerns": list(concerns),
            "note": note,
            "before": json.dumps(before, ensure_ascii=False, sort_keys=True),
            "after": json.dumps(after, ensure_ascii=False, sort_keys=True),
            "as_of": today(),
            "recorded_at": recorded_at,
        },
    )
