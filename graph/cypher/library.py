"""The hand-written statements (问题语句): one file each, with a header that is checked.

A line ``#include area/name`` stands for the text of ``area/name.part``. A line ``#seek t(id)``
tells that the subject is to be sought in the index of its type, once that is known: while there are
none or few of it, Neo4j may else plan to go through all of them for each id, and keep to that plan.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from graph.cypher.clock import expand
from graph.cypher.sight import Guardable, sighted

__all__ = ["Question", "part", "question", "questions", "subject_of"]

_SUBJECT: Final = re.compile(r"\(t:([\w|]+)( \{id: \$?id\}\))")
_INCLUDE: Final = re.compile(r"^#include ([\w/]+)$", re.MULTILINE)
_SEEK: Final = re.compile(r"^#seek (\w+)\((\w+)\)\n", re.MULTILINE)
_HEADER: Final = re.compile(r"^// (purpose|params|returns): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A statement and what its header says of it (问题语句).

    Attributes:
        name: Folder and file, e.g. ``chain/duties``.
        purpose: What it answers.
        params: Parameters it takes.
        returns: Columns it returns.
        text: The statement, with the clock predicates written out.
        marked: The same, with the marks of what a caller may see.
    """

    name: str
    purpose: str
    params: tuple[str, ...]
    returns: tuple[str, ...]
    text: Guardable
    marked: str

    @property
    def subjects(self) -> Sequence[str]:
        """Identity labels of what it may be asked about; none if it has no subject."""
        subject = _SUBJECT.search(self.marked)
        return subject[1].split("|") if subject else ()

    def about(self, label: str) -> Guardable:
        """Return the statement for subjects of one type, which an index then finds.

        Args:
            label: Identity label of the subject; one that the statement allows.
        """
        return _about(self.marked, label, self.name)


@cache
def _about(marked: str, label: str, name: str) -> Guardable:
    return sighted(subject_of(marked, label, name), counted=True)


def subject_of(text: str, label: str, name: str) -> str:
    """Return a statement, called `name`, whose subject is of one of the labels that it allows."""
    subject = _SUBJECT.search(text)
    if subject is None or label not in subject[1].split("|"):
        raise ValueError(f"{name} is not asked of {label}")
    told = text.replace(subject[0], f"(t:{label}{subject[2]}", 1)
    return _SEEK.sub(rf"USING INDEX SEEK \1:{label}(\2)\n", told)


@cache
def question(name: str) -> Question:
    """Return the statement in ``<name>.cypher``; `FileNotFoundError` if there is none."""
    area, _, stem = name.partition("/")
    return _parsed(name, files("graph.cypher") / area / f"{stem}.cypher")


@cache
def questions() -> tuple[Question, ...]:
    """Return every hand-written statement, in the order of their names."""
    names = [
        f"{area.name}/{file.name.removesuffix('.cypher')}"
        for area in files("graph.cypher").iterdir()
        if area.is_dir()
        for file in area.iterdir()
        if file.name.endswith(".cypher")
    ]
    return tuple(question(name) for name in sorted(names))


def part(name: str) -> str:
    """Return what several statements begin with, of ``<name>.part``; its own parts in it."""
    area, _, stem = name.partition("/")
    file = files("graph.cypher") / area / f"{stem}.part"
    return _whole(file.read_text(encoding="utf-8").rstrip())


def _whole(text: str) -> str:
    return _INCLUDE.sub(lambda found: part(found[1]), text)


def _parsed(name: str, file: Traversable) -> Question:
    body = _whole(file.read_text(encoding="utf-8"))
    header = dict(_HEADER.findall(body))
    marked = expand("\n".join(line for line in body.splitlines() if not line.startswith("//")))
    return Question(
        name=name,
        purpose=header["purpose"],
        params=tuple(header["params"].split(", ")),
        returns=tuple(header["returns"].split(", ")),
        text=sighted(_SEEK.sub("", marked), counted=True),
        marked=marked,
    )
