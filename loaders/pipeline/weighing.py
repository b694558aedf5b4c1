"""Weighing (权衡): which statements of a load are asserted, and which wait for a person. Pure.

A statement waits if its rule is not right often enough, or if something it stands on waits. What
a document says of a thing that another source asserts under that name adds a place and nothing
else, so there is nothing to decide. A figure and what it counts are one statement.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from graph.model.identity import normalised
from graph.model.labels import Label, ProposalCause
from graph.model.statement import Entity, Reference, Relation
from loaders.documents.precision import THRESHOLD
from loaders.identity import EntityDraft, Known, Mention, RelationDraft
from loaders.pipeline.proposal import Proposal, Statement
from loaders.report import Entry

__all__ = ["Draft", "Taken", "subject_of", "weigh"]

Draft = EntityDraft | RelationDraft
Taken = tuple[Statement, Draft]
Knowing = Callable[[str], Known | None]

_NAMES: Final = frozenset({"name", "aliases", "kind"})
"""What names alone tell: that 安全生产法 is an instrument of law follows from its name."""


def weigh(
    taken: Sequence[Taken], known: Knowing, lineage: Mapping[str, str]
) -> tuple[list[Taken], list[Proposal]]:
    """Return what is asserted, and a proposal for everything else.

    Args:
        taken: The statements of a load with their drafts.
        known: Tells what the graph holds under an id.
        lineage: Name of each source in all its editions, by its digest.
    """
    figures = {d.source for _, d in taken if isinstance(d, RelationDraft) and d.carries}
    ground, put = _Ground(known), _Putting(lineage)
    asserted: list[Taken] = []
    alone = [(s, d) for s, d in taken if isinstance(s, Entity) and d not in figures]
    for entity, draft in sorted(alone, key=lambda pair: not pair[1].trust.asserted):
        if draft.trust.asserted or ground.says(entity):
            ground.add(entity)
            asserted.append((entity, draft))
        else:
            put.entity(entity, draft)
    counted = {d: s for s, d in taken if d in figures}
    for relation, draft in taken:
        if not isinstance(relation, Relation) or not isinstance(draft, RelationDraft):
            continue
        figure = [(counted[draft.source], draft.source)] if draft.source in counted else []
        loose = [end for end in _ends(relation, draft) if not ground.holds(end.id)]
        if draft.trust.asserted and not loose:
            asserted += [*figure, (relation, draft)]
        else:
            put.relation((relation, draft), [statement for statement, _ in figure], loose)
    return asserted, list(put.proposals.values())


def subject_of(draft: Draft) -> str:
    """Return in short what a draft says: a name, or both ends."""
    if isinstance(draft, EntityDraft):
        return draft.name
    if draft.carries and isinstance(draft.source, EntityDraft):
        return f"{_name(draft.target)}：{draft.source.name} {_figure(draft.source.properties)}"
    return f"{_name(draft.source)} → {_name(draft.target)}"


def _figure(said: Mapping[str, Any]) -> str:
    value = said["value_text"] if "value_text" in said else f"{said['value']:.12g}"
    return f"{value}{said.get('unit', '')}"


class _Ground:
    """What stands, in the graph or by this load, and under which names (已立之物)."""

    def __init__(self, known: Knowing) -> None:
        self._known = known
        self._names: dict[str, set[str]] = defaultdict(set)
        self._labels: dict[str, Label] = {}

    def add(self, entity: Entity) -> None:
        """Let a thing stand under the names that are asserted of it."""
        self._names[entity.id] |= _names(entity.properties)
        self._labels.setdefault(entity.id, entity.label)

    def holds(self, identifier: str) -> bool:
        """Tell whether a thing stands."""
        return identifier in self._names or self._known(identifier) is not None

    def says(self, entity: Entity) -> bool:
        """Tell whether all that is said of a thing is asserted by another source."""
        names, node = set(self._names.get(entity.id, ())), self._known(entity.id)
        label = self._labels.get(entity.id, node.label if node else None)
        if node is not None:
            names |= _names({"name": node.name, "aliases": node.aliases})
        said = {name for name, value in entity.properties.items() if value}
        return said <= _NAMES and label == entity.label and _names(entity.properties) <= names


class _Putting:
    """Puts statements aside (搁置).

    Attributes:
        proposals: What was put aside, by id.
    """

    def __init__(self, lineage: Mapping[str, str]) -> None:
        self.proposals: dict[str, Proposal] = {}
        self._lineage = lineage
        self._of: dict[str, str] = {}

    def entity(self, entity: Entity, draft: Draft) -> None:
        """Put an entity aside."""
        proposal = self._proposal(
            draft,
            subject=entity.id,
            said={"properties": dict(draft.properties)},
            statements=[entity],
        )
        self._of.setdefault(entity.id, self._keep(proposal))

    def relation(
        self,
        taken: tuple[Relation, RelationDraft],
        figure: Sequence[Statement],
        loose: Sequence[Reference],
    ) -> None:
        """Put a relationship aside, with the figure it counts and what it cannot stand without."""
        relation, draft = taken
        needs = [self._of[end.id] for end in loose if end.id in self._of]
        counted = draft.source.properties if isinstance(draft.source, EntityDraft) else {}
        proposal = self._proposal(
            draft,
            subject=relation.target.id if draft.carries else relation.source.id,
            object=None if draft.carries else relation.target.id,
            said={"properties": dict(draft.properties), "figure": dict(counted) if figure else {}},
            statements=[*figure, relation] if len(needs) == len(loose) else [],
            needs=needs,
        )
        self._keep(proposal)

    def _keep(self, proposal: Proposal) -> str:
        return self.proposals.setdefault(proposal.id, proposal).id

    def _proposal(self, draft: Draft, **more: Any) -> Proposal:
        zh, en = _reason(draft)
        kind = draft.label if isinstance(draft, EntityDraft) else draft.type
        if isinstance(draft, RelationDraft) and draft.carries:
            kind = Label.INDICATOR
        return Proposal(
            cause=_cause(draft),
            entry=Entry(
                kind=kind,
                subject=subject_of(draft),
                place=draft.place,
                value=draft.evidence.quote or draft.trust.printed,
                zh=zh,
                en=en,
            ),
            evidence=[draft.evidence],
            lineage=self._lineage.get(draft.evidence.document, draft.evidence.document),
            rule=draft.evidence.rule,
            precision=draft.trust.precision,
            **more,
        )


def _cause(draft: Draft) -> ProposalCause:
    if draft.trust.doubt:
        return ProposalCause.MISMATCH
    return ProposalCause.END if draft.trust.asserted else ProposalCause.RULE


def _reason(draft: Draft) -> tuple[str, str]:
    rule, trust = draft.evidence.rule, draft.trust
    if trust.doubt:
        return trust.doubt
    if trust.asserted:
        return "所涉对象尚待核实", "what it speaks of waits to be verified itself"
    if trust.precision is None:
        return f"规则“{rule}”尚未实测", f"rule {rule} was never measured"
    found = f"{trust.precision:.0%}"
    return (
        f"规则“{rule}”的准确率约 {found}，不足 {THRESHOLD:.0%}",
        f"rule {rule} is right about {found} of the time, less than {THRESHOLD:.0%}",
    )


def _ends(relation: Relation, draft: RelationDraft) -> list[Reference]:
    """Return the ends that must stand; a figure stands by what it counts."""
    return [relation.target] if draft.carries else [relation.source, relation.target]


def _names(said: Mapping[str, Any]) -> set[str]:
    return {normalised(name) for name in (said["name"], *(said.get("aliases") or ()))}


def _name(end: Mention | EntityDraft) -> str:
    return end.text if isinstance(end, Mention) else end.name
