"""Speakers (讲述主体): whose doings a document tells, where a clause leaves its subject out.

News of an office and its reports name the office once and go on for paragraphs without it. A
programme that such a clause makes is then that of the one whom the document is about: who acts in
more of its clauses than anyone else. A region larger than a town acts through many.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from loaders.documents.grammar.clauses import predicates, stated
from loaders.documents.grammar.predicate import Predicate
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.lexicon import alternation
from loaders.documents.relations.signing import is_plan
from loaders.documents.statements import EntityType, ExtractedRelation, RelationType, Span

__all__ = ["protagonist", "speaking"]

_ACTING: Final = frozenset({EntityType.ORGANISATION, EntityType.PARK, EntityType.ENTERPRISE})
_MAKING: Final = frozenset({"issue", "hold", "launch", "carry", "build", "perfect"})
_SET_UP: Final = frozenset({"build", "perfect"})
_OWN: Final = re.compile(
    r"(?:机制|体系|制度|模式|责任制|办法|细则|规定|清单|档案|预案|台账|方案|平台|系统|中心)[”》]?\Z"
)
_SHARED: Final = re.compile(
    r"(?:三年行动|攻坚行动|双重预防机制|责任制|试点)(?:计划)?\Z|建设\Z|安全生产月|法\Z"
)
_ADVERBS: Final = re.compile(
    rf"(?:[#\s“]|[一二三四五六七八九十]+是|[并还]|继续|定期|每[年月日周天]|全力|统筹|精准|牵头|重点|广泛|大力"
    rf"|{alternation('clause.lead', 'clause.after_subject', 'programme.making')})*"
)
_OTHERS: Final = re.compile(
    r"(?:^|[,，:：])[^,，。;；“《]{0,8}?"
    rf"{alternation('clause.other_subject', 'clause.other_actor')}"
)
_SMALL: Final = re.compile("(?:街道|镇|乡|区管委会)\\Z")
_TEAM: Final = re.compile("(?:组|队|指挥部)\\Z")
_PURPOSE: Final = re.compile(
    r"(?:[\s]|[一二三四五六七八九十]+是)*(?:为|通过|按照|根据|依据|近年来[,，]通过)"
)


@lru_cache(maxsize=4)
def protagonist(reading: Reading) -> str | None:
    """Return whom the document is about, or None (讲述主体).

    It acts in the first clause that has such a subject, and in more than half of all that have.
    """
    subjects = (p.subject for p in predicates(reading) if p.subject)
    acting = [
        named.name for named in dict.fromkeys(run.heads[0] for run in subjects) if _acts(named)
    ]
    own = [name for name in acting if name.endswith(acting[0]) or acting[0].endswith(name)]
    return acting[0] if len(own) * 2 > len(acting) else None


def _unsaid(reading: Reading, predicate: Predicate) -> str | None:
    """Return who acts where the clause does not say it, or None if another may (省略主体)."""
    if predicate.subject or predicate.agent or _is_anothers(reading, predicate):
        return None
    return protagonist(reading)


def speaking(reading: Reading) -> Iterator[ExtractedRelation]:
    """Yield whose a programme is that a clause without a subject makes (省略主体所办)."""
    for predicate in () if is_plan(reading) else stated(reading, *_MAKING):
        run = predicate.objects
        things = [n for n in run.heads if _is_own(predicate, n)] if run else []
        name = _unsaid(reading, predicate) if things else None
        if run and name:
            span = Span(predicate.verb.start, run.span.end)
            for thing in things:
                yield reading.relation(RelationType.MANAGES, name, thing.name, span, "duty.told")


def _acts(one: Named) -> bool:
    if one.type is EntityType.REGION:
        return bool(_SMALL.search(one.name))
    return one.type in _ACTING and not _TEAM.search(one.name)


def _is_own(predicate: Predicate, thing: Named) -> bool:
    """Return whether a thing is made by whoever acts, not carried out by many."""
    if thing.type is EntityType.PLATFORM:
        return "build" in predicate.kinds
    if predicate.kinds <= _SET_UP:
        return thing.type is EntityType.PROGRAMME and bool(_OWN.search(thing.name))
    return thing.type is EntityType.PROGRAMME and not _SHARED.search(thing.name)


def _is_anothers(reading: Reading, predicate: Predicate) -> bool:
    """Return whether words before the verb, or before it in the sentence, may be a subject."""
    clause = reading.text[predicate.clause.start : predicate.verb.start]
    opened = reading.text[predicate.sentence.start : predicate.verb.start]
    if _PURPOSE.match(opened) or not (predicate.opens or _ADVERBS.fullmatch(clause)):
        return True
    before = reading.text[predicate.sentence.start : predicate.clause.start]
    return bool(_OTHERS.search(before))
