"""Forms of kept spreadsheets (台账样式): what each column of a real register becomes, as data.

One file a form in ``sheets/``. A form names its fields with the headings under which they are
met, the things that a row speaks of, how these are related, who answers for them, and the
counted facts about them.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from graph.model.labels import Label, Line, RelType
from loaders.registers.headings import heading_key, split_unit
from loaders.registers.positions import CHINA, Box
from loaders.registers.sheetparts import Duty, SheetLink, SheetThing, Term

__all__ = [
    "AXES",
    "PAIR",
    "Duty",
    "SheetForm",
    "SheetLink",
    "SheetThing",
    "Term",
    "scopes",
    "sheet_form",
    "sheet_forms",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetForm:
    """A form of spreadsheet (台账样式).

    Attributes:
        key: Short name.
        name: Name in the field.
        aliases: Other names, as they stand in titles and on sheets.
        needs: Fields without which a row says nothing; of those parted by a stroke, one is enough.
        marks: Fields without whose columns a sheet has another form, though a row may lack them.
        fields: Field by the key of each heading.
        titles: For each field, the heading under which it is printed.
        ignored: Keys of headings that say nothing about the world, such as serial numbers.
        unused: Keys of headings that are known, but have no place in the model.
        either: Fields of which a heading may mean one or the other, by its key.
        things: What a row speaks of, in the order in which one lies within another.
        links: How these are related.
        duties: Who answers for them.
        boxes: Where its things may lie [°]: west, east, south, north.
        nothing: Words that stand where nothing is known.
        figures: For each thing, the unit of each field that is a counted fact about it.
        units: For each field with a quantity, the field whose word is its unit.
        words: For each field, what words in it stand for; those that stand for nothing, for "".
        term: How long what a row says is true.
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    needs: tuple[str, ...]
    fields: Mapping[str, str]
    titles: Mapping[str, str]
    ignored: frozenset[str]
    unused: frozenset[str]
    things: tuple[SheetThing, ...]
    links: tuple[SheetLink, ...]
    duties: tuple[Duty, ...]
    figures: Mapping[str, Mapping[str, str]]
    boxes: tuple[Box, ...] = (CHINA,)
    nothing: frozenset[str] = frozenset()
    units: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    term: Term = field(default_factory=Term)
    marks: tuple[str, ...] = ()
    either: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def lacking(self, has: Callable[[str], object], *more: str) -> list[str]:
        """Return what it needs, and what more is asked, and is not there, as a person calls it."""
        needed = map(_either, (*self.needs, *more))
        return ["或".join(fields) for fields in needed if not any(map(has, fields))]

    @property
    def needed(self) -> frozenset[str]:
        """Every field that it may need."""
        return frozenset(name for need in self.needs for name in _either(need))

    @property
    def bare(self) -> frozenset[str]:
        """Fields of counted facts that have no unit; what ends their heading is none."""
        return frozenset(
            n for given in self.figures.values() for n, unit in given.items() if not unit
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the form."""
        return (self.key, self.name, *self.aliases)

    def field_named(self, text: str) -> tuple[str | None, str | None]:
        """Return the field that a person means by a heading, and the unit written behind it."""
        bare, unit = split_unit(text)
        whole = self.fields.get(heading_key(text))
        return (whole, None) if whole else (self.fields.get(heading_key(bare)), unit)


@cache  # asked for each row
def _either(need: str) -> Sequence[str]:
    return need.split("|")


@cache
def sheet_forms() -> tuple[SheetForm, ...]:
    """Return every packaged form, in the order of their keys."""
    folder = files("loaders.registers") / "sheets"
    texts = [f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".toml")]
    return tuple(sorted((_form(tomllib.loads(text)) for text in texts), key=lambda form: form.key))


@cache
def scopes() -> frozenset[str]:
    """Return what makes names unique in the registers of some forms, where no thing does."""
    return frozenset(thing.scope for form in sheet_forms() for thing in form.things if thing.scope)


def sheet_form(name: str) -> SheetForm | None:
    """Return the form of a name, if there is one; its own name goes before another's alias.

    >>> sheet_form("一企一档") is sheet_form("enterprise")
    True
    """
    wanted = heading_key(name)
    owned = [form for form in sheet_forms() if wanted in map(heading_key, (form.key, form.name))]
    aliased = [form for form in sheet_forms() if wanted in map(heading_key, form.aliases)]
    return next(iter([*owned, *aliased]), None)


PAIR: Final = "经纬度"
"""Field of a longitude and a latitude in one cell, which every form with both has."""
AXES: Final = ("经度", "纬度")
_PAIRS: Final = (PAIR, "经纬度坐标", "地理坐标", "位置坐标", "中心坐标", "坐标")


_RENAMED: Final = {"set": "fixed", "from": "source", "to": "target"}


def _form(row: Mapping[str, Any]) -> SheetForm:
    fields: dict[str, str] = {}
    for name, headings in row["field"].items():
        for heading in (name, *headings):
            fields.setdefault(heading_key(heading), name)
    if fields.keys() >= set(AXES):
        for heading in _PAIRS:
            fields.setdefault(heading_key(heading), PAIR)
    return SheetForm(
        key=row["key"],
        name=row["name"],
        aliases=tuple(row.get("aliases", ())),
        needs=tuple(row["needs"]),
        marks=tuple(row.get("marks", ())),
        fields=fields,
        titles={name: next(iter(found), name) for name, found in row["field"].items()},
        ignored=frozenset(map(heading_key, row.get("ignored", ()))),
        unused=frozenset(map(heading_key, row.get("unused", ()))),
        things=tuple(map(_thing, row["thing"])),
        links=tuple(map(_link, row.get("link", ()))),
        duties=tuple(map(_duty, row.get("duty", ()))),
        figures=row.get("figures", {}),
        boxes=tuple(Box(*box) for box in row.get("boxes", (CHINA,))),
        nothing=frozenset(row.get("nothing", ())),
        units=row.get("units", {}),
        words=row.get("words", {}),
        either={heading_key(name): may for name, may in row.get("either", {}).items()},
        term=Term(**row.get("term", {})),
    )


def _thing(row: Mapping[str, Any]) -> SheetThing:
    given = {_RENAMED.get(key, key): value for key, value in row.items()}
    within = given.pop("within", ())
    given["label"] = Label(given["label"])
    given["when"] = tuple(given.get("when", ()))
    given["presumed"] = frozenset(given.get("presumed", ()))
    return SheetThing(within=(within,) if isinstance(within, str) else tuple(within), **given)


def _link(row: Mapping[str, Any]) -> SheetLink:
    given = {_RENAMED.get(key, key): value for key, value in row.items()}
    given["type"] = RelType(given["type"])
    given["labels"] = tuple(map(Label, given.get("labels", ())))
    given["wider"] = tuple(given.get("wider", ()))
    return SheetLink(**given)


def _duty(row: Mapping[str, Any]) -> Duty:
    given = dict(row)
    roles = dict(given.pop("roles", {}))
    given["line"] = Line(given.get("line", Line.ENTERPRISE))
    return Duty(role_field=roles.pop("field", None), roles=roles, **given)
