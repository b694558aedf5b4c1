"""What waits for a person (待核实清单): as a list to read, and by the short ids that it shows."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from graph.cypher import question
from graph.errors import CustodyError
from graph.model.labels import Label, ProposalStatus
from graph.model.registry import NODES, RELATIONS
from graph.store.port import Store

__all__ = ["AmbiguousIdError", "Waiting", "meant", "waiting"]

_SHORT: Final = 8
_TERMS: Final = {
    **{spec.label.value: spec.zh for spec in NODES},
    **{spec.type.value: spec.zh for spec in RELATIONS},
    "suggestion": "疑似误读",
}


class AmbiguousIdError(CustodyError):
    """A short id that is none, or could be several (编号不明确)."""

    def __init__(self, given: str, found: Sequence[str]) -> None:
        self.given = given
        self.found = tuple(found)
        several = "、".join(found)
        super().__init__(
            zh=f"编号“{given}”"
            + (f"可能是 {several}，请写全。" if found else "不在待核实清单中。"),
            en=f"{given!r} "
            + (f"could be any of {several}; write more of it." if found else "is not on the list."),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A proposal as a person reads it (待核实事项).

    Attributes:
        id: Its id; `short` is enough to decide on it.
        document: Name of the document that says so.
        words: What it says, in short, with the Chinese term of its type.
        kind: Type of node or relationship.
        quote: The exact words; None for a register.
        rule: Rule that found it.
        precision: How often that rule is right, 0 to 1; None if it was never measured.
        reason: Why it waits, in Chinese.
        reason_en: The same in English.
        cause: Kind of that reason.
        needs: Ids of the proposals that accepting it accepts with it.
    """

    id: str
    document: str | None
    words: str
    kind: str
    quote: str | None
    rule: str | None
    precision: float | None
    reason: str
    reason_en: str
    cause: str
    needs: tuple[str, ...]

    @property
    def short(self) -> str:
        """As much of its id as a person types."""
        return self.id.removeprefix(f"{Label.PROPOSAL}:")[:_SHORT]

    def as_json(self) -> dict[str, Any]:
        """Return plain data."""
        return {"short": self.short, **asdict(self)}


async def waiting(store: Store, document: str | None = None) -> list[Waiting]:
    """Return the open proposals in the order of the documents.

    Args:
        store: Where they are kept.
        document: Name or id of one document; of all if left out.
    """
    statuses = [ProposalStatus.OPEN.value]
    rows = await store.read(question("review/listed").text, {"statuses": statuses})
    return [
        _waiting(row)
        for row in rows
        if document is None or document in (row["document"], row["said"].get("document"))
    ]


def _waiting(row: dict[str, Any]) -> Waiting:
    said = row["said"]
    return Waiting(
        id=row["id"],
        document=row["document"],
        words=f"{_TERMS.get(said['kind'], said['kind'])}：{said['summary']}",
        kind=said["kind"],
        quote=row["quote"],
        rule=said.get("rule"),
        precision=said.get("precision"),
        reason=said["reason"],
        reason_en=said["reason_en"],
        cause=said["cause"],
        needs=tuple(said.get("needs", ())),
    )


async def meant(store: Store, given: Iterable[str]) -> list[str]:
    """Return the ids that short ids mean; a decided one is found too, to tell who decided.

    Raises:
        AmbiguousIdError: If one of them is none, or could be several.
    """
    statuses = [status.value for status in ProposalStatus]
    rows = await store.read(question("review/listed").text, {"statuses": statuses})
    known = [row["id"] for row in rows]
    return [_meant(each, known) for each in given]


def _meant(given: str, known: Sequence[str]) -> str:
    plain = given.removeprefix(f"{Label.PROPOSAL}:")
    found = [key for key in known if plain and key.startswith(f"{Label.PROPOSAL}:{plain}")]
    if len(found) != 1:
        raise AmbiguousIdError(given, found)
    return found[0]
