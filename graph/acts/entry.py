"""Entries (录入): who says something in person, when, in which words, and resting on what."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph.acts.reach import Reach
from graph.evidence import Evidence, Source, digest, now, today
from graph.model.audit import ACTS
from graph.model.labels import Act, Label, Method
from graph.responsibility.refusals import InputRefusedError

__all__ = ["LINEAGE", "Actor", "Entry"]

LINEAGE: Final = "人工录入"
"""What all that persons enter is called as a source; a register never corrects it by itself."""

_MEDIA_TYPE: Final = "application/vnd.custody.entry"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts (操作人).

    Attributes:
        name: Their name.
        account: What their identity provider knows them by; empty without accounts.
        reach: What they may enter something about; None if anything.
    """

    name: str
    account: str = ""
    reach: Reach | None = None

    def __post_init__(self) -> None:
        """Refuse an act in nobody's name."""
        if not self.name.strip():
            raise InputRefusedError("by", None, ("操作人姓名", "the name of who acts"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One request to change the record (录入).

    Attributes:
        act: What is to be done.
        actor: Who does it.
        asked: The request as plain data, without its key.
        note: What they say of it.
        document: Id of a document on file that says so.
        reference: Number of a document that is not on file.
        key: Key by which the request is known if it is sent again.
        expected: When the version that the client saw was recorded; None if it does not say.
        at: When it was entered, an instant.
        today: Day on which it was entered.
    """

    act: Act
    actor: Actor
    asked: Mapping[str, Any]
    note: str | None = None
    document: str | None = None
    reference: str | None = None
    key: str | None = None
    expected: str | None = None
    at: str = field(default_factory=now)
    today: str = field(default_factory=today)

    def __post_init__(self) -> None:
        """Refuse a key that is empty, which would stand for every other empty one."""
        if self.key is not None and not self.key.strip():
            expected = ("非空的键，或不填", "a key that is not empty, or none")
            raise InputRefusedError("idempotency_key", self.key, expected)

    def day(self, given: str | None, field: str = "on") -> str:
        """Return the day of what is entered, today if none is given.

        Raises:
            InputRefusedError: If it is still to come.
        """
        if given is not None and given > self.today:
            expected = (f"不晚于今天（{self.today}）的日期", f"a day not after {self.today}")
            raise InputRefusedError(field, given, expected)
        return given or self.today

    @property
    def digest(self) -> str:
        """Digest of what is asked; equal for the same request, in whatever order it came."""
        return digest(self.act, json.dumps(self.asked, ensure_ascii=False, sort_keys=True))

    @property
    def record_id(self) -> str:
        """Id of its audit record: of its key, which is its account's own, or else its own."""
        if self.key is not None:
            account = [self.actor.account] if self.actor.account else []
            named = ("key", *account, self.key)
        else:
            named = ("entry", self.source.sha256)
        return f"{Label.AUDIT_RECORD}:{digest(*named)}"

    @property
    def words(self) -> str:
        """Who does what, when, and what they say of it."""
        term = next(term for term, act in ACTS.items() if act == self.act)
        said = f"{self.actor.name} {self.at} {term}"
        if self.reference:
            said += f"\n依据：{self.reference}"
        return f"{said}\n说明：{self.note}" if self.note else said

    @property
    def text(self) -> str:
        """The entry as it is kept: its words, and the request."""
        request = json.dumps(self.asked, ensure_ascii=False, sort_keys=True, indent=1)
        return f"{self.words}\n{request}\n"

    @property
    def source(self) -> Source:
        """The entry as a source of its own."""
        return Source(
            name=f"{LINEAGE} {self.at}",
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            source=LINEAGE,
            media_type=_MEDIA_TYPE,
            text=self.text,
        )

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What the change rests on: the entry, and the document that it names."""
        words = self.words
        own = Evidence(
            document=self.source.sha256,
            method=Method.MANUAL,
            quote=words,
            start=0,
            end=len(words),
            original_start=0,
            original_end=len(words),
            note=words.replace("\n", "；"),
        )
        if self.document is None:
            return (own,)
        sha256 = self.document.removeprefix(f"{Label.DOCUMENT}:")
        note = f"{self.actor.name} {self.at} 引为依据"
        cited = Evidence(document=sha256, method=Method.MANUAL, locator=self.reference, note=note)
        return (own, cited)
