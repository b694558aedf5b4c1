"""Teams with their heads (分组与组长): 1、煤矿督查组,由甲局长任组长; 第一督导组由甲同志带队.

What is headed so is a team whatever its name is, and whoever heads it a leader even without a post.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.documents.grammar.edges import HAN
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["HeadedTeam", "headed_teams", "team_names"]

_BY: Final = re.compile(
    r"(?:组委会|委员会|指挥部|专班|办公室|组)(?P<end>)(?P<post>组长|主任|总指挥)由"
    r"|组(?P<stop>)[,，。:：]?[ 　]?由"
)
_NUMBER: Final = re.compile(
    r"[ 　]*[（(]?[一二三四五六七八九十\d]{1,3}(?:[)）][、.\uff0e]?|[、.\uff0e])[ 　]*"
)
_FOUNDED: Final = re.compile(r".*(?:成立|组建|设立|组成|派出|抽调|分为|其中|下设)了?")
_NAME: Final = re.compile(
    rf"(?!各|每|该|本|全)(?:第[一二三四五六七八九十\d]{{1,3}})?(?:{HAN}|、){{2,24}}"
)
_ITEM: Final = re.compile(
    r"^[ 　]*[（(]?[一二三四五六七八九十\d]{1,3}[)）、.\uff0e][ 　]*"
    rf"(?P<team>{HAN}(?:{HAN}|、){{3,24}}组)"
    r"[,，。:：][ 　]*由(?=[^。\n]{2,40}(?:带队|牵头|组成|任组长|负责))",
    re.MULTILINE,
)
_GENERIC: Final = re.compile(r"(?:工作|专项|督导|督查|检查)*(?:领导)?小?组")
_HEADS: Final = re.compile(
    rf"(?P<who>{HAN}[^,，。;；\n（）()]{{1,40}}?)(?:同志)?"
    r"(?:(?:担任|任)(?:该?组)?[组队]长|(?:负责)?(?:带队|牵头|率队))"
)
_HOLDS: Final = re.compile(rf"(?P<who>{HAN}[^,，。;；\n（）()]{{1,40}}?)(?:同志)?(?:兼任|担任)")
_PERSON: Final = re.compile(
    rf"(?P<name>{alternation('post.surname', 'post.double_surname')}{HAN}{{1,2}})\Z"
)
_NO_PERSON: Final = re.compile(r"领导|同志|主任|负责|[长员家人部委局办]\Z")
_NAME_MAX: Final = 4
_LEADERS: Final = EntityType.LEADER


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadedTeam:
    """A team, who heads it, and the words that say so (分组).

    Attributes:
        team: Where its name stands.
        head: Where its head is named.
        evidence: From the team to what he does.
    """

    team: Span
    head: Span
    evidence: Span


def team_names(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield teams that have a head, and heads without a post (分组、带队人)."""
    for found in headed_teams(reading):
        yield reading.entity(EntityType.ORGANISATION, found.team, "office.headed")
        yield reading.entity(EntityType.LEADER, found.head, "post.heads")
    yield from _numbered(reading)


def _numbered(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield the teams of a numbered list that says by whom each is led, whoever that is."""
    for item in _ITEM.finditer(reading.text):
        span = Span(*item.span("team"))
        if not _GENERIC.fullmatch(reading.quote(span)):
            yield reading.entity(EntityType.ORGANISATION, span, "office.numbered")


def headed_teams(reading: Reading) -> Iterator[HeadedTeam]:
    """Yield each team that is said to have a head (分组与组长)."""
    for by in _BY.finditer(reading.text):
        team = _team(reading, by.start("end" if by.group("post") else "stop"))
        heads = (_HOLDS if by.group("post") else _HEADS).match(reading.text, by.end())
        head = _head(reading, Span(*heads.span("who"))) if heads else None
        if team and heads and head:
            yield HeadedTeam(team=team, head=head, evidence=Span(team.start, heads.end()))


def _team(reading: Reading, end: int) -> Span | None:
    """Return the name that ends there: the whole clause without its number, or after 成立."""
    sentence = reading.sentences[reading.sentence_at(end - 1)]
    clause = next((c for c in reversed(sentence.clauses) if c.start < end), None)
    if clause is None or reading.unreal_from(sentence.span) < end:
        return None
    start = clause.start
    for opening in (_NUMBER, _FOUNDED):
        found = opening.match(reading.text, start, end)
        start = found.end() if found else start
    return Span(start, end) if _NAME.fullmatch(reading.text, start, end) else None


def _head(reading: Reading, who: Span) -> Span | None:
    """Return the leader who is named last there, else a person without a post."""
    leaders = [n for n in reading.mentions(who, _LEADERS) if n.span.end == who.end]
    if leaders:
        return leaders[-1].span
    person = _PERSON.search(reading.text, max(who.start, who.end - _NAME_MAX), who.end)
    if person is None or _NO_PERSON.search(person.group()):
        return None
    span = Span(*person.span("name"))
    return span if reading.words.has_proper(span.start, span.end) else None
