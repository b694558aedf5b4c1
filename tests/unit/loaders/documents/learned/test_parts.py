"""Parts that names play, and what else may be linked in their place."""

from collections.abc import Iterable
from itertools import chain

from loaders.documents import EntityType, Span
from loaders.documents.grammar.reading import Reading
from loaders.documents.learned.columns import Column, by_place
from loaders.documents.learned.pairs import Pairs
from loaders.documents.learned.parts import Parts, Rivals
from loaders.documents.text.clean import clean

TEXT = "海陵应急局印发《冬季方案》。青川公安局举办演练。海陵应急局检查甲海公司。"
NAMES = {
    "海陵应急局": EntityType.ORGANISATION,
    "青川公安局": EntityType.ORGANISATION,
    "冬季方案": EntityType.PROGRAMME,
    "演练": EntityType.PROGRAMME,
    "甲海公司": EntityType.ENTERPRISE,
}


def reading() -> Reading:
    opened = Reading.of(clean(TEXT))
    found = []
    for name, kind in NAMES.items():
        start = opened.text.index(name)
        rule = "tagger.programme" if name == "演练" else "given"
        found.append(opened.entity(kind, Span(start, start + len(name)), rule))
    return opened.knowing(found)


def shown(columns: Iterable[Column], pairs: Pairs, *ends: str) -> set[str]:
    groups = by_place(columns, len(pairs))[pairs.names.index((ends[0], ends[1]))]
    return set(chain.from_iterable(groups))


def paired(document: Reading) -> Pairs:
    mentions = document.mentions(Span(0, len(document.text)))
    return Pairs.nearest(mentions, [document.sentence_at(one.span.start) for one in mentions])


def test_the_verb_between_two_names_is_a_sign_of_both_orders_apart() -> None:
    document = reading()
    found = paired(document)
    columns = tuple(Parts.played(document).columns(found, found.names))
    there = shown(columns, found, "海陵应急局", "冬季方案")
    back = shown(columns, found, "冬季方案", "海陵应急局")
    assert "subject issue objects" in there - back


def test_whom_the_document_is_about_and_what_it_tells_of() -> None:
    document = reading()
    found = paired(document)
    columns = tuple(Parts.played(document).columns(found, found.names))
    told = {"source is about", "target is activity", "target is learned"}
    assert told <= shown(columns, found, "海陵应急局", "演练")
    assert not told & shown(columns, found, "青川公安局", "冬季方案")


def test_nearer_actors_and_other_links_stand_in_the_way() -> None:
    document = reading()
    found = paired(document)
    told = {("青川公安局", "演练"): ["MANAGES duty.held"]}
    columns = tuple(Rivals.among(document, found.mentions, told).columns(found, found.names))
    far = shown(columns, found, "海陵应急局", "演练")
    near = shown(columns, found, "青川公安局", "演练")
    assert far == {"target has MANAGES", "actors before 1"}
    assert near == {"actors before 1", "source is nearest", "source is first"}
