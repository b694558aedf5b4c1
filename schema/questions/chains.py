"""The chains of many places at once (多对象责任链): two statements, whatever their number."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.cypher import question
from graph.evidence import At as Point
from graph.model.labels import Line
from graph.responsibility.chain import ResponsibilityChain, chain_of
from graph.responsibility.rules import Rule
from schema.context import Context

__all__ = ["Chains", "chains_of"]

Row = Mapping[str, Any]


class Chains:
    """Who answers for each of several places (各对象责任链); a chain is built when it is asked."""

    def __init__(
        self,
        contexts: Sequence[Row],
        charged: Sequence[Row],
        point: Point,
        rules: Sequence[Rule] = (),
    ) -> None:
        """Take the rows of ``chain/contexts`` and ``chain/several`` at one point, and the rules."""
        self._steps: defaultdict[str, dict[str, int]] = defaultdict(dict)
        self._subjects: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for row in contexts:
            self._steps[row["subject"]][row["context"]] = row["step"]
            self._subjects[row["place"]][row["subject"]] = None
        self._charged = {row["context"]: row for row in charged}
        self._point, self._rules = point, tuple(rules)
        self._built: dict[tuple[str, tuple[Line, ...] | None], ResponsibilityChain] = {}

    def of(self, subject: str, lines: Sequence[Line] | None = None) -> ResponsibilityChain:
        """Return the chain of one of the places, the same as when asked of it alone."""
        key = (subject, None if lines is None else tuple(lines))
        if key not in self._built:
            rows = [
                {**self._charged[context], "step": step}
                for context, step in self._steps[subject].items()
                if context in self._charged
            ]
            kind = str(self._charged[subject]["type"])
            self._built[key] = chain_of(subject, kind, rows, self._point, self._rules, lines=lines)
        return self._built[key]

    def around(self, place: str) -> Iterator[ResponsibilityChain]:
        """Yield the chains of the hazards of a place, then its own.

        The guarantors of a major hazard installation answer for the hazard, not for the unit.
        """
        subjects = [each for each in self._subjects[place] if each in self._charged]
        for subject in sorted(subjects, key=lambda each: (each == place, each)):
            yield self.of(subject)


async def chains_of(context: Context, places: Iterable[str], point: Point) -> Chains:
    """Read the chains of units, protection targets and organisations that are there at a point."""
    parameters = {"ids": list(dict.fromkeys(places)), **point.parameters}
    contexts, charged = await asyncio.gather(
        *(
            context.store.read(question(f"chain/{name}").text, parameters)
            for name in ("contexts", "several")
        )
    )
    return Chains(contexts, charged, point, context.rules)
