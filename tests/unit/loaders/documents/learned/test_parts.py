"""Parts that names play, and what else may be linked in their place."""

from collections.abc import Iterable
from itertools import chain

from loaders.documents import EntityType, Span, clean
from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.learned.parts import Parts, Rivals
from loaders.documents.learned.weights import Signs

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


def shown(groups: Iterable[Signs]) -> set[str]:
    return set(chain.from_iterable(groups))


def mention(document: Reading, name: str) -> Named:
    whole = document.mentions(Span(0, len(document.text)), *EntityType)
    return next(named for named in whole if named.name == name)


def test_the_verb_between_two_names_is_a_sign_of_both_orders_apart() -> None:
    document = reading()
    ends = mention(document, "海陵应急局"), mention(document, "冬季方案")
    there = shown(Parts.played(document).signs(*ends))
    back = shown(Parts.played(document).signs(*reversed(ends)))
    assert "subject issue objects" in there - back


def test_whom_the_document_is_about_and_what_it_tells_of() -> None:
    document = reading()
    parts = Parts.played(document)
    pair = mention(document, "海陵应急局"), mention(document, "演练")
    assert {"source is about", "target is activity", "target is learned"} <= shown(
        parts.signs(*pair)
    )
    other = shown(parts.signs(mention(document, "青川公安局"), mention(document, "冬季方案")))
    assert not other & {"source is about", "target is activity", "target is learned"}


def test_nearer_actors_and_other_links_stand_in_the_way() -> None:
    document = reading()
    mentions = document.mentions(Span(0, len(document.text)), *EntityType)
    told = {("青川公安局", "演练"): ["MANAGES duty.held"]}
    rivals = Rivals.among(mentions, told)
    target = mention(document, "演练")
    sentence = document.text.index("青川公安局")
    far = shown(rivals.signs(mention(document, "海陵应急局"), target, sentence))
    near = shown(rivals.signs(mention(document, "青川公安局"), target, sentence))
    assert far == {"target has MANAGES", "actors before 1"}
    assert near == {"actors before 1", "source is nearest", "source is first"}
