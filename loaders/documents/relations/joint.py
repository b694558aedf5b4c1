"""Joint action (联合行动): offices that act together without making a thing with a name."""

import re
from collections.abc import Iterator
from itertools import combinations, product
from typing import Final

from loaders.documents.grammar.clauses import stated
from loaders.documents.grammar.predicate import Predicate
from loaders.documents.grammar.reading import Reading
from loaders.documents.grammar.runs import Run
from loaders.documents.relations.frames import quoted
from loaders.documents.statements import (
    EntityType,
    ExtractedRelation,
    RelationType,
    Span,
)

__all__ = ["joint"]

_ACTING: Final = frozenset(
    {EntityType.ORGANISATION, EntityType.ENTERPRISE, EntityType.PARK}
    | {EntityType.CUSTODY_PROVIDER}
)
_CUSTODY: Final = frozenset({EntityType.CUSTODY_PROVIDER})
_MADE: Final = frozenset({EntityType.PROGRAMME, EntityType.PLATFORM})
_UNNAMED: Final = re.compile(r"了?[^,，。;；《]{0,16}?(?:通知|意见|公告|文件|通告|倡议书?|发文|函)")
_AGREED: Final = re.compile(
    r"了?[^,，。;；]{0,12}?(?:合作|协作|联动|共建|互助|框架|救援)[^,，。;；]{0,8}?(?:协议|合同|备忘录|机制)"
)
_ACT: Final = re.compile(
    r"(?:印发|发文|下发|出台|主办|承办|开展|举办|举行|组织|召开|发布|执法|检查|约谈|督查|演练|部署)"
)
_TOGETHER: Final = re.compile(r"联合|会同|协同|携手")
_ALONG: Final = re.compile(r"会同|协同|携手")
_LINKED: Final = frozenset({"对接", "联动", "会同", "携手"})
_MOST: Final = 8


def joint(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield pairs that act together (合作关系)."""
    for predicate in stated(reading, "cooperate", "issue", "hold", "launch", "carry", "inspect"):
        yield from _linked(reading, predicate)
        run = predicate.subject
        if run is None or predicate.agent or not _is_joint(reading, predicate, run):
            continue
        acting = [n.name for n in run.heads if n.type in _ACTING][:_MOST]
        span = quoted(predicate.verb, run, predicate.partner)
        if len(acting) == len(run.heads):
            for one, other in _pairs(predicate, acting):
                kind = RelationType.COOPERATES_WITH
                whole = span or Span(run.span.start, run.span.end)
                yield reading.relation(kind, one, other, whole, "duty.joint")


def _linked(reading: Reading, predicate: Predicate) -> Iterator[ExtractedRelation]:
    """Yield 甲园区对接乙局,联动丙局: the verb itself takes the partner."""
    run, partners = predicate.subject, predicate.objects
    span = quoted(predicate.verb, run, partners)
    if run is None or partners is None or span is None:
        return
    if reading.quote(predicate.verb) in _LINKED:
        ends = [[n.name for n in r.heads if n.type in _ACTING][:_MOST] for r in (run, partners)]
        for one, other in product(*ends):
            yield reading.relation(RelationType.COOPERATES_WITH, one, other, span, "duty.joint")


def _pairs(predicate: Predicate, acting: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each with each, or each with those that 与 names apart."""
    if predicate.partner is None:
        yield from combinations(acting, 2)
    else:
        partners = [n.name for n in predicate.partner.heads if n.type in _ACTING]
        yield from product(acting, partners[:_MOST])


def _is_joint(reading: Reading, predicate: Predicate, run: Run) -> bool:
    """Return whether those before the verb act together in its clause.

    With a custody provider an office acts together whatever comes of it: it manages nothing.
    """
    if not predicate.clause.start <= run.span.start < predicate.verb.start:
        return _goes_ahead(reading, predicate, run)
    with_custody = run.of(_CUSTODY) and not predicate.kinds & {"issue", "cooperate"}
    return bool(with_custody) or (not _makes(predicate) and _acts(reading, predicate, run))


def _goes_ahead(reading: Reading, predicate: Predicate, run: Run) -> bool:
    """Return whether the clause right before says only who goes: 甲组会同乙局,深入丙公司."""
    near = 0 <= predicate.clause.start - run.span.end <= 1
    together = _ALONG.search(reading.text, run.span.start, run.span.end)
    return near and bool(together) and not _makes(predicate)


def _makes(predicate: Predicate) -> bool:
    """Return whether a thing with a name comes of it: then each of them manages that."""
    run = predicate.objects or predicate.topic
    return any(n.type in _MADE for n in run.heads) if run else False


def _acts(reading: Reading, predicate: Predicate, run: Run) -> bool:
    """Return whether the verb says a joint act: 联合发文, 签订协议, 发出通知."""
    end, stop = predicate.verb.end, predicate.clause.end
    if _TOGETHER.search(reading.text, run.span.start, run.span.end):
        return True
    if reading.quote(predicate.verb) == "联合":
        return bool(_ACT.match(reading.text, end, stop))
    if "cooperate" in predicate.kinds:
        return bool(_AGREED.match(reading.text, end, stop))
    return "issue" in predicate.kinds and bool(_UNNAMED.match(reading.text, end, stop))
