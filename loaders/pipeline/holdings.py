"""What the graph holds by name (图中已有): nodes and figures that a load asked for. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.model.identity import normalised
from graph.model.labels import Label
from graph.model.registry import node_spec
from graph.model.statement import Reference
from loaders.figures import Figure
from loaders.identity import GLOBAL, EntityDraft, Known
from loaders.offices import OFFICES, is_relative, thing_id

__all__ = ["Holdings", "same_family"]


def same_family(one: Label, other: Label) -> bool:
    """Tell whether two types share one space of ids, as the kinds of organisation do.

    >>> same_family(Label.ENTERPRISE, Label.AUTHORITY), same_family(Label.PARK, Label.REGION)
    (True, False)
    """
    return node_spec(one).identity_label == node_spec(other).identity_label


class Holdings:
    """Nodes and figures of the graph by name (已有节点).

    Args:
        known: Nodes that bear a name, alias, code or id of the load.
    """

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_id: dict[str, Known] = {}
        self._called: dict[str, list[Known]] = defaultdict(list)
        self._aliased: dict[str, list[Known]] = defaultdict(list)
        self._figures: dict[str, list[Figure]] = defaultdict(list)
        for node in known:
            self._by_id[node.id] = node
            for name in {normalised(name) for name in (node.name, node.code) if name}:
                self._called[name].append(node)
            for name in map(normalised, node.aliases):
                self._aliased[name].append(node)

    def get(self, identifier: str) -> Known | None:
        """Return the node with an id."""
        return self._by_id.get(identifier)

    def count(self, figures: Iterable[Figure]) -> None:
        """Take in the counted facts about what the load counts."""
        for figure in figures:
            self._figures[figure.within].append(figure)

    def figures(self, within: str) -> Sequence[Figure]:
        """Return the counted facts about something."""
        return self._figures.get(within, ())

    def same_as(
        self, draft: EntityDraft, aliases: Iterable[str], own: str, within: str
    ) -> set[str]:
        """Return the ids under which a thing may be known; its own id is the only one if held."""
        if own in self._by_id:
            return {own}
        fits = {
            node.id: node
            for node in self._namesakes(draft, aliases)
            if same_family(node.label, draft.label)
            and not (draft.code and node.code and draft.code != node.code)
            and _lies(node, within)
        }
        exact = {key for key, n in fits.items() if normalised(n.name) == normalised(draft.name)}
        return exact or set(fits)

    def mentioned(
        self, name: str, labels: Iterable[Label], within: str | None
    ) -> dict[str, Reference]:
        """Return what bears a name, within something if that is given; a name before an alias."""
        allowed, plain = tuple(labels), normalised(name)
        labels = OFFICES & set(allowed) if within is None else allowed
        ids = (thing_id(label, {"name": name}, within or "") for label in labels)
        called = [self._by_id[key] for key in ids if key in self._by_id]
        if within is None:
            called += self._called.get(plain, ())
        aliased = (n for n in self._aliased.get(plain, ()) if within is None or _lies(n, within))
        for nodes in (called, aliased):
            found = {n.id: Reference(label=n.label, id=n.id) for n in nodes if n.label in allowed}
            if found:
                return found
        return {}

    def _namesakes(self, draft: EntityDraft, aliases: Iterable[str]) -> Iterator[Known]:
        """Yield nodes that bear its name, or whose name it calls its alias.

        An alias that means another office elsewhere tells nothing.
        """
        plain = normalised(draft.name)
        if draft.label in GLOBAL:  # anything else of this name lies elsewhere: its id would be own
            yield from self._called.get(plain, ())
        if not is_relative(draft.label, draft.name):
            yield from self._aliased.get(plain, ())
        telling = (alias for alias in aliases if not is_relative(draft.label, alias))
        for alias in map(normalised, telling):
            yield from (n for n in self._called.get(alias, ()) if normalised(n.name) == alias)


def _lies(node: Known, within: str) -> bool:
    """Tell whether a known node bears its name within something; its id says so."""
    by_name = thing_id(node.label, {"name": node.name}, within)
    return node.id == by_name or (bool(node.code) and not within)
