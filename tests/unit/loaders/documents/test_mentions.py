"""Mentions: the longest name of a place is taken, and a name is searched for in a text once."""

from hypothesis import given, strategies as st

from loaders.documents import EntityType, Span
from loaders.documents.grammar.mentions import Places
from loaders.documents.grammar.reading import Reading
from loaders.documents.text.clean import clean

PARK, REGION = EntityType.PARK, EntityType.REGION


def told(places: Places, text: str, **kinds: EntityType) -> list[tuple[int, str, EntityType]]:
    found = places.mentions(kinds).within(Span(0, len(text)))
    return [(named.span.start, named.name, named.type) for named in found]


def test_the_longest_name_of_a_place_is_mentioned_and_none_inside_it() -> None:
    text = "甲区园区和甲区"

    assert told(Places(text), text, 甲区=REGION, 甲区园区=PARK, 园区=PARK) == [
        (0, "甲区园区", PARK),
        (5, "甲区", REGION),
    ]


def test_a_shorter_name_is_mentioned_where_the_longer_one_is_not_whole() -> None:
    text = "甲区园区"
    found = Places(text).mentions({"甲区": REGION, "甲区园区": PARK})

    assert [named.name for named in found.within(Span(0, 3))] == ["甲区"]


def test_a_name_may_be_mentioned_as_another_type_later() -> None:
    text, places = "甲区", Places("甲区")

    assert told(places, text, 甲区=REGION) == [(0, "甲区", REGION)]
    assert told(places, text, 甲区=PARK) == [(0, "甲区", PARK)]


def test_what_was_found_once_is_the_same_mention_again() -> None:
    places = Places("甲区和乙区")
    one = places.mentions({"甲区": REGION}).named
    other = places.mentions({"乙区": REGION, "甲区": REGION}).named

    assert other[0] is one[0]


@given(
    st.text("甲乙丙", max_size=12), st.sets(st.text("甲乙丙", min_size=1, max_size=3), max_size=5)
)
def test_every_place_of_every_name_is_found(text: str, names: set[str]) -> None:
    found = Places(text).mentions(dict.fromkeys(sorted(names), REGION))

    assert [(named.span.start, named.name) for named in found.named] == sorted(
        ((i, name) for name in names for i in range(len(text)) if text.startswith(name, i)),
        key=lambda place: (place[0], -len(place[1])),
    )


def test_a_document_that_learns_nothing_new_stays_the_one_it_was() -> None:
    reading = Reading.of(clean("甲区检查。"))
    told = reading.knowing([reading.entity(REGION, Span(0, 2), "given")])

    assert told is not reading
    assert told.knowing([told.entity(REGION, Span(0, 2), "given again")]) is told
    assert told.with_only([]).entities == ()
