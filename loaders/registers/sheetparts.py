"""What a form says of a row (样式内容): things, how they are related, who answers, how long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from graph.model.labels import Label, Line, RelType

__all__ = ["Duty", "SheetLink", "SheetThing", "Term"]

Many = Literal["", "items", "names", "devices"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetThing:
    """A thing that a row speaks of (行内对象).

    Attributes:
        key: Its name within the form.
        label: Its type.
        name: Field that names it; without a value there is no such thing in the row.
        within: Things that may make its name unique, the first of them that the row has.
        many: Whether the cell holds several: numbered items, names, or numbers of devices.
        prefix: What stands before its name, where the field alone is no name.
        place: Field whose value stands before the name, since the same is found in many places.
        when: Fields of which one must have a value.
        scheme: Name of the register whose numbers tell these things apart.
        code: Field with that number.
        scope: What makes its name unique, where no thing of the row does.
        refers: Whether its name is such a number, of a thing that another sheet states.
        fixed: Properties that are the same in every row.
        presumed: Those of them that hold only where nothing else is known.
        properties: Field of each property; of several joined by a plus sign, one text; of several
            parted by a stroke, the first that is filled.
        terms: Words of the field's closed vocabularies beyond those of the model.
        otherwise: Field that names it where the first is empty.
        hints: Field of each property whose word may also say something else; then it gives none.
        only: For a property, the values of another with which alone it means anything.
        denied: For a field, the words that say that the row is about no such thing.
        listed: Whether only a substance that GB 18218-2018 names is meant.
        number: Field with how many there are, which is compared with how many are named.
        after: For a day, the day that it cannot be before.
        partly: Words that are said of some only, where a cell names several.
        anywhere: Whether its name needs nothing around it where the row has nothing.
    """

    key: str
    label: Label
    name: str
    within: tuple[str, ...] = ()
    many: Many = ""
    prefix: str = ""
    place: str | None = None
    when: tuple[str, ...] = ()
    scheme: str = ""
    code: str | None = None
    scope: str = ""
    refers: bool = False
    fixed: Mapping[str, str] = field(default_factory=dict)
    presumed: frozenset[str] = frozenset()
    properties: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    denied: Mapping[str, Sequence[str]] = field(default_factory=dict)
    listed: bool = False
    anywhere: bool = False
    number: str | None = None
    after: Mapping[str, str] = field(default_factory=dict)
    partly: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long what a row says is true (行内期限).

    Attributes:
        since: Field with the first day, or with a whole period.
        until: Field with the last day.
        ended: Field with the first day after it, such as that of a dismissal.
        span: Field with a length, a last day, or a whole period.
        state: Field that says whether it is still true.
        over: Words there that say that it is not.
        current: Words there that say that it is.
        expired: Words there that say that its last day is past.
        change: Field with the day since which it is, or is not, as the state says.
    """

    since: str | None = None
    until: str | None = None
    ended: str | None = None
    span: str | None = None
    state: str | None = None
    over: Sequence[str] = ()
    current: Sequence[str] = ()
    expired: Sequence[str] = ()
    change: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it has."""
        return tuple(filter(None, (self.since, self.until, self.ended, self.span, self.change)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLink:
    """How two things of a row are related (行内关系).

    Attributes:
        type: Relationship type.
        source: Thing at the tail.
        target: Thing at the head; None where a field points to something outside the sheet.
        mention: That field.
        labels: Types it may point to.
        wider: For a division, fields with what holds it.
        properties: Field of each property.
        unless: Thing of the row with which it does not hold.
        lasts: Whether it is true for the term of the row.
    """

    type: RelType
    source: str
    target: str | None = None
    mention: str | None = None
    labels: tuple[Label, ...] = ()
    wider: tuple[str, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    unless: str | None = None
    lasts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Who answers for a thing of the row (行内责任人).

    Attributes:
        person: Field with names.
        of: The thing answered for.
        phone: Field with telephone numbers.
        post: Field with the post.
        named: Post where the row names none.
        role: Role on its line; None where the model has no such role.
        role_field: Field whose word tells the role.
        roles: Role by that word.
        free: Whether another word is a post without a role.
        line: Line of responsibility.
        employer: The thing whose post it is.
        unless: Thing of the row with which it does not hold.
        appointment: Field with the instrument of appointment.
        lasts: Whether the post is held for the term of the row.
        bound: Whether the post answers for that term only, as one of a contract does.
    """

    person: str
    of: str
    phone: str | None = None
    post: str | None = None
    named: str = ""
    role: str | None = None
    role_field: str | None = None
    roles: Mapping[str, str] = field(default_factory=dict)
    free: bool = False
    line: Line = Line.ENTERPRISE
    employer: str = "enterprise"
    unless: str | None = None
    appointment: str | None = None
    lasts: bool = False
    bound: bool = False
