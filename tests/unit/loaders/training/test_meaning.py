"""What the encoder is fitted to: windows of documents, their right answers, and the arrays of both.

The network itself needs a group of packages that the tests do without.
"""

from random import Random

import numpy as np
import pytest

from loaders.documents.extract import read
from loaders.documents.meaning.characters import Characters
from loaders.documents.meaning.windows import WIDEST
from loaders.documents.statements import EntityType, RelationType
from loaders.documents.text.clean import clean
from loaders.training.corpus import Lesson
from loaders.training.meaning.batches import LINKS, TYPES, Batch, batch, dealt
from loaders.training.meaning.examples import Example, apart, examples
from loaders.training.meaning.vocabulary import as_lines, kept

TEXT = "东江市应急局（以下简称市局）组织开展春雷攻坚。市局检查甲化工有限公司。"
FILLER = "会议强调，要压实责任，守住底线。"
TOKENS = {"[PAD]": 0, "局": 900, "市": 700, "公司": 800, "##市": 801, "[UNK]": 100, "[CLS]": 101}
TOKENS |= {"[SEP]": 102, "[MASK]": 103}
CHARACTERS = Characters.read(as_lines(kept(TOKENS)))
PROVIDER, PARK = "东江市应急局", "甲化工有限公司"


def lesson(text: str = TEXT, name: str = "甲.txt") -> Lesson:
    gold = {
        "entities": [
            {"type": "Organisation", "name": PROVIDER},
            {"type": "Organisation", "name": "市局", "same_as": PROVIDER},
            {"type": "Programme", "name": "春雷攻坚"},
            {"type": "Enterprise", "name": PARK},
        ],
        "relations": [
            {"type": "MANAGES", "from": PROVIDER, "to": "春雷攻坚"},
            {"type": "REGULATES", "from": "市局", "to": PARK},
        ],
        "facts": [],
    }
    return Lesson(name=name, reading=read(clean(text)), gold=gold, familiar=False)


def only(text: str = TEXT) -> Example:
    (one,) = examples(lesson(text), 2.0)
    return one


def filled(*some: Example, size: int = 2) -> Batch:
    return batch(some, CHARACTERS, size)


def test_a_window_holds_the_names_and_the_links_between_them() -> None:
    one = only()

    assert [(one.text[m.span.start : m.span.end], m.kind) for m in one.mentions] == [
        (PROVIDER, EntityType.ORGANISATION),
        ("市局", EntityType.ORGANISATION),
        ("春雷攻坚", EntityType.PROGRAMME),
        ("市局", EntityType.ORGANISATION),
        (PARK, EntityType.ENTERPRISE),
    ]
    assert {(link.kind, link.source, link.target) for link in one.links} == {
        (RelationType.MANAGES, PROVIDER, "春雷攻坚"),
        (RelationType.REGULATES, PROVIDER, PARK),
    }


def test_two_names_of_one_thing_are_told_to_be_one() -> None:
    assert {mention.name for mention in only().mentions[:2]} == {PROVIDER}


def test_a_link_between_windows_is_in_neither() -> None:
    apart_by = "\n".join([TEXT[:24], *[FILLER] * 60, f"检查{PARK}。"])

    parts = list(examples(lesson(apart_by), 1.0))

    assert len(parts) > 2
    assert "".join(one.text for one in parts) == lesson(apart_by).reading.text
    assert all(len(one.text) <= WIDEST for one in parts)
    assert [link.kind for one in parts for link in one.links] == [RelationType.MANAGES]
    last = parts[-1].mentions[-1]
    assert parts[-1].text[last.span.start : last.span.end] == PARK


def test_nothing_is_learned_from_a_text_that_is_judged_whatever_its_file_is_called() -> None:
    again, other = lesson(name="乙.txt"), lesson(FILLER)

    assert apart([again, other], [lesson()]) == [other]


def test_marks_and_single_characters_stay_of_a_vocabulary() -> None:
    assert kept(TOKENS) == ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "市", "局"]


def test_a_line_separator_among_the_characters_is_one_of_them() -> None:
    lines = as_lines(kept({"\u2028": 200, "甲": 201}))

    assert Characters.read(lines).ids("甲\u2028") == [5, 4]


def test_characters_stand_between_begin_and_end_and_the_rest_is_padding() -> None:
    made = filled(only())

    assert made.ids[0, :4].tolist() == [2, 1, 1, 4]
    assert made.ids[0, len(TEXT) + 1 : len(TEXT) + 3].tolist() == [3, 0]
    assert made.mask[0].sum() == len(TEXT) + 2
    assert not made.mask[1].any()
    assert made.weights.tolist() == [2.0, 0.0]


def test_each_span_of_a_name_is_marked_for_its_type_alone() -> None:
    made = filled(only())

    marked = {
        (TYPES[kind], TEXT[start - 1 : end])
        for kind, start, end in np.argwhere(made.spans[0]).tolist()
    }

    assert marked == {
        (EntityType.ORGANISATION, PROVIDER),
        (EntityType.ORGANISATION, "市局"),
        (EntityType.PROGRAMME, "春雷攻坚"),
        (EntityType.ENTERPRISE, PARK),
    }
    assert not made.spans[1].any()


def test_a_mention_knows_its_ends_its_type_and_what_it_names() -> None:
    made = filled(only())

    assert (made.first[0, 0], made.last[0, 0]) == (1, len(PROVIDER))
    assert made.kinds[0].sum(axis=1)[:6].tolist() == [1, 1, 1, 1, 1, 0]
    assert made.things[0, :3, :5].tolist() == [[1, 1, 0, 1, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 1]]


def test_links_are_asked_for_between_any_two_things_and_told_where_they_are() -> None:
    made = filled(only())

    assert made.asked[0].sum() == 6
    assert not made.asked[0].diagonal().any()
    assert [(LINKS[kind], *ends) for kind, *ends in np.argwhere(made.links[0]).tolist()] == [
        (RelationType.MANAGES, 0, 1),
        (RelationType.REGULATES, 0, 2),
    ]


@pytest.mark.parametrize(("one", "other", "way"), [(0, 1, 7), (1, 0, 5), (2, 3, 2), (3, 3, 1)])
def test_a_way_tells_how_far_on_which_side_and_whether_in_one_sentence(
    one: int, other: int, way: int
) -> None:
    assert filled(only()).ways[0, one, other] == way


def test_every_example_is_dealt_once_beside_others_of_its_length() -> None:
    some = [only(TEXT + FILLER * times) for times in (0, 20, 1, 21, 22, 2)]

    groups = dealt(some, 3, Random(1))  # noqa: S311 - deals examples, guards nothing

    assert sorted(sorted(some.index(one) for one in group) for group in groups) == [
        [0, 2, 5],
        [1, 3, 4],
    ]
