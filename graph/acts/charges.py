"""Charges of the loop (整改与验收职责): which post rectifies a finding and which verifies it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.acts.draft import Draft
from graph.acts.standing import Linked, Standing
from graph.cypher import question
from graph.model.labels import DutyRole, Line, RelType
from graph.model.statement import Relation
from graph.responsibility.loop import refuse_same
from graph.responsibility.rules import Rule
from graph.store.ledger import version_from
from graph.store.port import Row

__all__ = ["duties_of", "fixing_account", "in_office", "keep_apart", "lay", "stands"]


async def duties_of(draft: Draft, finding: str) -> list[Row]:
    """Return who is set to rectify and to verify a finding, as it is recorded."""
    return await draft.tx.run(question("acts/loop").text, {"id": finding})


async def fixing_account(draft: Draft, finding: str) -> str | None:
    """Return the account under which a finding was last entered as rectified, if one is known."""
    rows = await draft.tx.run(question("acts/fixer").text, {"id": finding})
    return rows[0]["account"] if rows else None


async def keep_apart(
    draft: Draft,
    duties: Sequence[Row],
    posts: Mapping[DutyRole, Standing],
    recorded: Mapping[str, Any],
    day: str,
    rules: Sequence[Rule],
) -> None:
    """See that no post and no person is to rectify a finding and to verify it."""
    bearing = {
        role: {posts[role].id} if role in posts else {*_posts(duties, role, day)}
        for role in (DutyRole.RECTIFIER, DutyRole.VERIFIER)
    }
    ids = sorted(set().union(*bearing.values()))
    rows = await draft.tx.run(question("acts/offices").text, {"ids": ids})
    names: dict[str, str] = {}
    persons: dict[str, set[str]] = {post: {post} for post in ids}
    for row in rows:
        if stands(row["term"], day):
            persons[row["post"]].add(row["person"])
            names[row["person"]] = row["name"]
    sides = [
        {names.get(one, one) for post in bearing[role] for one in persons[post]}
        for role in (DutyRole.VERIFIER, DutyRole.RECTIFIER)
    ]
    refuse_same(sides[0], sides[1], recorded, day, rules, named=draft.names_persons)


def _posts(duties: Sequence[Row], role: DutyRole, day: str) -> Iterator[str]:
    for row in duties:
        if row["role"] == role and stands(row["duty"], day):
            yield row["post"]


def lay(
    draft: Draft,
    duties: Sequence[Row],
    thing: Standing,
    role: DutyRole,
    post: Standing,
    day: str,
) -> None:
    """Lay a role on a post from a day on, in place of whichever bore it."""
    borne = [row for row in duties if row["role"] == role and stands(row["duty"], day)]
    for row in borne:
        if row["post"] != post.id:
            version = version_from(row["duty"])
            link = Linked(
                id=row["link"],
                type=RelType.RESPONSIBLE_FOR,
                source=row["post"],
                target=thing.id,
                version=version,
            )
            draft.saw([version])
            draft.end(link, day)
    if all(row["post"] != post.id for row in borne):
        said = {"line": Line.ENTERPRISE.value, "role": role.value}
        if draft.entry.reference is not None:
            said["basis"] = draft.entry.reference
        draft.add(
            Relation(
                type=RelType.RESPONSIBLE_FOR,
                source=post.reference,
                target=thing.reference,
                properties=said,
                evidence=(),
                valid_from=day,
            )
        )


def stands(said: Mapping[str, Any], day: str) -> bool:
    """Tell whether what is said is true on a day."""
    end = said.get("valid_to")
    return bool(said["valid_from"] <= day and (end is None or end > day))


def in_office(holders: Sequence[Row], day: str) -> Iterator[Row]:
    """Return who of the holders of a post is in office on a day."""
    return (holder for holder in holders if stands(holder, day))
