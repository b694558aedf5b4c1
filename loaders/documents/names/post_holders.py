"""Holders of posts (岗位责任人): 主要负责人甲某, 技术负责人:乙某 of notices."""

import re
from collections.abc import Iterator
from typing import Final

from loaders.documents.grammar.edges import HAN
from loaders.documents.grammar.reading import Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, ExtractedEntity, Span

__all__ = ["post_holders"]

_NAME: Final = rf"{alternation('post.surname', 'post.double_surname')}{HAN}{{1,2}}"
_HELD: Final = re.compile(
    rf"(?P<whole>{alternation('post.answering')}(?P<name>{_NAME}))(?=[,，、。;；(（）)\s]|$)",
    re.MULTILINE,
)
_NO_NAME: Final = re.compile(r"[员人长部局办会等和及]\Z|同志|负责")


def post_holders(reading: Reading) -> Iterator[ExtractedEntity]:
    """Yield people right after the post in which they answer for something (岗位责任人)."""
    for match in _HELD.finditer(reading.text):
        name = match.group("name")
        if not _NO_NAME.search(name) and reading.words.has_proper(*match.span("name")):
            yield reading.entity(EntityType.LEADER, Span(*match.span("whole")), "post.holder")
