"""Duties of kept spreadsheets (台账责任人): who answers for what a row speaks of. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.model.labels import Label, RelType
from loaders.registers.people import Person
from loaders.registers.rowterms import ALWAYS, Lasting, is_over, lasting_of
from loaders.registers.rowvalues import people_in
from loaders.registers.sheetbook import SheetBook, Thing
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import Duty, SheetForm, SheetThing
from loaders.registers.sheetlinks import is_kept_from

__all__ = ["Duties"]

_TITLES: Final = re.compile(r"[、/，,;；()（）\s]|兼任?")
_BESIDE: Final = re.compile(r"[(（](?:兼|兼任|兼职|专职)[)）]")
"""What leaves an office what it is."""


@dataclass(frozen=True, slots=True)
class Duties:
    """States who answers for the things of rows (台账责任人).

    Attributes:
        form: The form of the sheet.
        book: What was read.
        by_key: What the form reads, by key.
    """

    form: SheetForm
    book: SheetBook
    by_key: Mapping[str, SheetThing]

    def state(self, duty: Duty, things: Mapping[str, list[Thing]], cells: SheetCells) -> None:
        """State what a row says of who answers."""
        employer = next(iter(things[duty.employer]), None)
        targets = things[duty.of]
        if not targets or employer is None or is_kept_from(duty.unless, self.by_key, cells):
            return
        role, word = duty.role, ""
        if duty.role_field:
            word = cells.text(duty.role_field)
            role = _role_of(duty, _BESIDE.sub("", word).rstrip("：:"))
            if role is None and not duty.free:
                words = "、".join(duty.roles)
                cells.refuse(duty.role_field, word, zh=f"应为 {words} 之一", en="unknown role")
                return
        people = people_in(duty, cells)
        named = cells.text(duty.post) if duty.post else ""
        name = named or duty.named or word
        if not name or not (people or named):
            return
        fields = (duty.person, duty.post, duty.role_field)
        lasting = lasting_of(self.form.term, cells) if duty.lasts else ALWAYS
        answers = lasting if duty.bound else ALWAYS
        for target in targets if answers is not None else ():
            post = self.book.state(Label.POST, {"name": name}, target, cells.place(*fields))
            place = cells.place(*fields)
            self.book.relate(RelType.BELONGS_TO, post, employer, place)
            if role and answers is not None:
                said = {"line": duty.line.value, "role": role}
                self.book.relate(
                    RelType.RESPONSIBLE_FOR, post, target, place, said, lasting=answers
                )
            if lasting is not None:
                self._holders(duty, people, (post, employer), lasting, cells)
            else:
                self._left(people, (post, employer), cells)

    def _left(self, people: Sequence[Person], ends: tuple[Thing, Thing], cells: SheetCells) -> None:
        """Note whose office a row says is over, and not since when."""
        post, employer = ends
        for person in people if is_over(self.form.term, cells) else ():
            self.book.turns.leave(person.name, employer, post)

    def _holders(
        self,
        duty: Duty,
        people: Sequence[Person],
        ends: tuple[Thing, Thing],
        lasting: Lasting,
        cells: SheetCells,
    ) -> None:
        """State who holds a post of an employer, and for how long."""
        post, employer = ends
        terms = self.form.term.fields if duty.lasts else ()
        where = cells.place(duty.person, duty.post, duty.role_field, duty.appointment, *terms)
        by = cells.text(duty.appointment) if duty.appointment else ""
        held = {"appointment": by} if by else {}
        for person in people:
            given = {"name": person.name} | ({"phone": person.phone} if person.phone else {})
            holder = self.book.state(
                Label.PERSON, given, employer, cells.place(duty.person, duty.phone)
            )
            self.book.relate(RelType.HOLDS_POST, holder, post, where, held, lasting=lasting)


def _role_of(duty: Duty, word: str) -> str | None:
    """Return the role of a post; where a name may be free, of one that joins it to other titles.

    >>> _role_of(
    ...     Duty(person="", of="", free=True, roles={"安全员": "SAFETY_MANAGER"}), "班长兼安全员"
    ... )
    'SAFETY_MANAGER'
    """
    if word in duty.roles or not duty.free:
        return duty.roles.get(word)
    roles = {duty.roles[part] for part in _TITLES.split(word) if part in duty.roles}
    return next(iter(roles)) if len(roles) == 1 else None
