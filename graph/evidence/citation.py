"""Citations of law, standards and publications (引用): what a statement rests on."""

from dataclasses import dataclass

__all__ = ["Citation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A clause, table or equation of a named source (依据条款).

    Attributes:
        instrument: Law, standard or publication, e.g. ``GB 18218-2018``.
        clause: Article, table or equation in it, e.g. ``4.2.2``.
        title: Full title in the language of the source; empty if the name says it.
        verified: Whether somebody has checked the words or figures used against
            the source itself. An answer that uses an unchecked one says so.
    """

    instrument: str
    clause: str = ""
    title: str = ""
    verified: bool = True

    def __str__(self) -> str:
        return f"{self.instrument} {self.clause}".strip()
