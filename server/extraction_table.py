"""An extraction on the terminal (抽取结果表): what a document says, kind by kind."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from loaders.documents import CleanText, Extraction
from loaders.documents.precision import Status
from server.page.view import Card, Note, Trust, View, doubt_word, view_of
from server.speaking import Voice

__all__ = ["extraction_table"]

_STYLES: Final = {Status.ASSERTED: "green", Status.PROPOSED: "yellow"}
_TRUST: Final = (
    ("状态", "status"),
    ("规则/准确率", "rule/precision"),
    ("清洗/原文位置", "cleaned/original"),
)
_DOUBTS: Final = (
    ("类别", "kind"),
    ("原样", "printed"),
    ("疑为", "probably"),
    ("原因", "reason"),
    ("位置", "place"),
)


def extraction_table(voice: Voice, source: CleanText, found: Extraction) -> RenderableType:
    """Return the tables of an extraction: entities, relations, figures, and what is in doubt."""
    view = view_of(source, found)
    counts = view.counted()
    asserted, proposed = counts[Status.ASSERTED], counts[Status.PROPOSED]
    zh = f"{view.document}：已断言 {asserted} 条，待核实 {proposed} 条"
    en = f"{asserted} asserted, {proposed} proposed"
    limits = (Text(voice.choose(one.zh, one.en), style="yellow") for one in found.limits)
    return Group(Text(voice.choose(zh, en), style="bold"), *limits, *_tables(voice, view))


def _tables(voice: Voice, view: View) -> Iterator[RenderableType]:
    relations = [card for card in view.cards if card.kind == "relation"]
    facts = [card for card in view.cards if card.kind == "fact"]
    yield from _table(
        voice, ("实体", "entities"), (("类型", "type"), ("名称", "name")), map(_entity, view.notes)
    )
    heads = (("起点", "from"), ("关系", "relation"), ("终点", "to"))
    yield from _table(voice, ("关系", "relations"), heads, map(_relation, relations))
    heads = (("数值", "figure"), ("指标", "metric"), ("主体", "subject"))
    yield from _table(voice, ("计数", "counted facts"), heads, map(_fact, facts))
    yield from _suggestions(voice, view)


def _table(
    voice: Voice,
    title: tuple[str, str],
    heads: Sequence[tuple[str, str]],
    rows: Iterable[tuple[Sequence[str], Trust]],
) -> Iterator[RenderableType]:
    table = _empty(voice, (*heads, *_TRUST))
    for cells, trust in rows:
        status = Text(trust.word, style=_STYLES[trust.status])
        measured = " ".join(filter(None, (trust.precision, trust.counted)))
        rule, places = f"{trust.rule}\n{measured}", f"{trust.cleaned}\n{trust.original}"
        table.add_row(*map(Text, cells), status, rule, places)
    if table.rows:
        yield Text(f"\n{voice.choose(*title)}（{len(table.rows)}）", style="bold")
        yield table


def _suggestions(voice: Voice, view: View) -> Iterator[RenderableType]:
    if not view.suggestions:
        return
    heads = (
        ("类别", "kind"),
        ("原样", "printed"),
        ("疑为", "probably"),
        ("原因", "reason"),
        ("位置", "place"),
    )
    table = _empty(voice, heads)
    for _, one in view.suggestions:
        kind = voice.choose(*doubt_word(one.kind), between="\n")
        reason = voice.choose(one.reason, one.reason_en, between="\n")
        places = f"{one.span.start}–{one.span.end}\n{one.original.start}–{one.original.end}"
        table.add_row(*map(Text, (kind, one.printed, one.suggested, reason, places)))
    title = voice.choose("存疑", "to be checked")
    yield Text(f"\n{title}（{len(table.rows)}）", style="bold red")
    yield table


def _empty(voice: Voice, heads: Iterable[tuple[str, str]]) -> Table:
    """Return a table whose words fold: no name is cut short."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for zh, en in heads:
        table.add_column(voice.choose(zh, en, between="\n"), overflow="fold")
    return table


def _entity(note: Note) -> tuple[tuple[str, str], Trust]:
    known = note.entity.official or note.entity.same_as
    sign = "可能即" if note.inferred else "即"
    name = f"{note.entity.name}\n{sign} {known}" if known else note.entity.name
    return (note.zh, name), note.trust


def _relation(card: Card) -> tuple[tuple[str, str, str], Trust]:
    source, target = card.ends
    return (source.name, card.zh, target.name), card.trust


def _fact(card: Card) -> tuple[tuple[str, str, str], Trust]:
    return (card.figure, card.zh, card.ends[0].name if card.ends else "—"), card.trust
