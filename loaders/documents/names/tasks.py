"""Measures that a notice or a meeting demands (部署的措施), told by how the demand is worded."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN, items
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["tasks"]

_END: Final = r"(?=[,，。；;\n]|$)"
_ANNOUNCED: Final = re.compile(r"[如以]下(?:工作)?(?:措施|要求|安排)[。：:]?\s*\n")
_HEADING: Final = re.compile(
    rf"[一二三四五六七八九十]+、(?P<name>{alternation('measure.verb')}{HAN}{{4,24}})(?=\n|$)"
)
_DEMAND: Final = re.compile(r"要(?!求)|着力")
_SYSTEM: Final = re.compile(
    rf"(?:完善|健全)[^,，。；;\n“”]{{4,40}}?{alternation('measure.system')}{_END}"
    rf"|(?:强化|加强){HAN}{{2,10}}?队伍建设{_END}"
)
_OVER: Final = re.compile(
    rf"(?<!为)(?<!为了)加强对{HAN}{{2,20}}?的{alternation('measure.watch')}(?:和{HAN}{{2,6}})?{_END}"
)
_MEANS: Final = re.compile(
    rf"(?:通过|采取|采用|综合运用)(?P<list>[^,，。；;\n]{{4,80}}?)等{alternation('measure.means')}"
)
_ACT: Final = re.compile(alternation("measure.verb"))
_CHECKS: Final = re.compile(
    rf"开展(?P<name>(?:[^,，。；;\n、]{{2,14}}、){{0,4}}[^,，。；;\n、]{{0,14}}?{alternation('measure.check')}){_END}"
)
_QUOTED: Final = re.compile(
    rf"(?:开展|[此本这]次)(?P<name>“[^“”\n]{{2,8}}(?<!整治)(?<!行动)(?<!治理)”)(?:{_END}|对)"
)
_ONE_EACH: Final = re.compile(
    rf"(?:(?<!{HAN}){HAN}{{4}}、)?一{HAN}{{1,2}}一[策档册](?!”?{alternation('programme.quoted')})"
)


def tasks(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield measures that are demanded, not those that are reported (部署的措施)."""
    yield from _headings(reading)
    for sentence, match in reading.matches(_SYSTEM):
        if _DEMAND.search(reading.text, sentence.span.start, match.start()):
            yield reading.entity(EntityType.MEASURE, Span(*match.span()), "measure.system")
    for pattern, group, rule in (
        (_OVER, 0, "measure.over"),
        (_CHECKS, "name", "measure.checks"),
        (_QUOTED, "name", "measure.checks"),
        (_ONE_EACH, 0, "measure.one-each"),
    ):
        for _, match in reading.matches(pattern):
            yield reading.entity(EntityType.MEASURE, Span(*match.span(group)), rule)
    for _, match in reading.matches(_MEANS):
        for item in items(reading.text, Span(*match.span("list")), joined="、"):
            act = _ACT.match(reading.text, item.start, item.end)
            span = Span(act.end() if act else item.start, item.end)
            yield reading.entity(EntityType.MEASURE, span, "measure.means")


def _headings(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the headings that follow 提出如下措施, up to the first line that is none."""
    for announced in _ANNOUNCED.finditer(reading.text):
        position = announced.end()
        while heading := _HEADING.match(reading.text, position):
            yield reading.entity(EntityType.MEASURE, Span(*heading.span("name")), "measure.heading")
            position = heading.end() + 1
