"""The learned layer: weights are read as written, names are whole, rules go first."""

from dataclasses import replace
from itertools import chain

from loaders.documents import EntityType, RelationType
from loaders.documents.extract import by_rules, extract, extract_with, read
from loaders.documents.learned.columns import by_place
from loaders.documents.learned.layer import learned
from loaders.documents.learned.linker import NONE, Linker
from loaders.documents.learned.pairsigns import pairs
from loaders.documents.learned.signs import signs_of
from loaders.documents.learned.tagger import NOTHING, Tagger
from loaders.documents.learned.tokens import Tokens
from loaders.documents.learned.weights import Weights
from loaders.documents.text.clean import clean

TEXT = "东江市应急局开展春雷攻坚。"


def tagger(**weights: dict[str, float]) -> Tagger:
    answers = (NOTHING, "B-Programme", "I-Programme")
    known = Weights.of(answers, {"w=" + sign: w for sign, w in weights.items()})
    return Tagger(weights=known, least=0.6)


def test_weights_are_read_as_they_were_written() -> None:
    weights = Weights.of(("a", "b"), {"sign": {"b": 0.5}, "other": {"a": -2.0}})

    again = Weights.read("\n".join(weights.lines()))

    assert again.scores([[("sign",), ("other",)], []]).tolist() == [[-2.0, 0.5], [0.0, 0.0]]


def test_a_run_of_words_is_one_name() -> None:
    found = tagger(春雷={"B-Programme": 4.0}, 攻坚={"I-Programme": 4.0}).named(read(clean(TEXT)))

    assert [(e.type, e.name, e.rule) for e in found] == [
        (EntityType.PROGRAMME, "春雷攻坚", "tagger.programme")
    ]


def test_a_name_cannot_go_on_that_never_began() -> None:
    sure = tagger(攻坚={"I-Programme": 9.0, "B-Programme": -1.0})

    assert not list(sure.named(read(clean("攻坚。"))))


def test_a_name_of_the_rules_is_not_found_twice() -> None:
    known = read(clean(TEXT))
    words = {w: {"B-Programme": 9.0} for w in ("东江市", "应急局")}

    names = [entity.name for entity in tagger(**words).named(known)]

    assert not set(names) & known.names(*EntityType)


def linker(weight: float) -> Linker:
    kinds = "Organisation>Enterprise"
    return Linker(
        weights=Weights.of((NONE, RelationType.REGULATES), {kinds: {"REGULATES": weight}})
    )


def test_a_likely_link_is_told_and_an_unlikely_one_is_not() -> None:
    reading = read(clean("东江市应急局检查甲河化工有限公司。"))
    for weight, expected in ((3.0, 1), (-3.0, 0)):
        links = [(link.source, link.target) for link in linker(weight).linked(reading, ())]
        assert links.count(("东江市应急局", "甲河化工有限公司")) == expected


def test_the_more_is_known_the_likelier_a_further_link_must_be() -> None:
    reading = read(clean("东江市应急局检查甲河化工有限公司。"))
    span = reading.sentences[0].span
    told = [
        reading.relation(RelationType.MANAGES, "甲", f"乙{n}", span, "duty.issued")
        for n in range(20)
    ]

    assert list(linker(-1.0).linked(reading, ()))
    assert not list(linker(-1.0).linked(reading, told))


def test_a_pair_shows_what_stands_between_its_ends() -> None:
    reading = read(clean("东江市应急局检查甲河化工有限公司。"))

    found, columns = pairs(reading, ())
    groups = by_place(columns, len(found))
    shown = {
        ends: set(chain.from_iterable(each)) for ends, each in zip(found.names, groups, strict=True)
    }

    assert "between then 检查" in shown["东江市应急局", "甲河化工有限公司"]
    assert "between after 检查" in shown["甲河化工有限公司", "东江市应急局"]


def test_signs_are_made_once_for_all_places_that_show_them() -> None:
    def made(times: int) -> tuple[int, int]:
        reading = read(clean("东江市应急局检查甲河化工有限公司。" * times))
        words, (_, linked) = signs_of(reading, Tokens.of(reading)), pairs(reading, ())
        return sum(len(each.groups) for each in words), sum(len(each.groups) for each in linked)

    assert made(50) == made(10)


def test_each_word_shows_its_neighbours_in_its_sentence_and_none_beyond() -> None:
    reading = read(clean("甲检查乙。丙"))
    tokens = Tokens.of(reading)
    shown = [
        set(
            chain.from_iterable(column.groups[column.at[i]] for column in signs_of(reading, tokens))
        )
        for i in range(len(tokens.words))
    ]

    assert tokens.words == ["甲", "检查", "乙", "丙"]
    assert {"w=检查", "<w=甲", ">w=乙", "wb=甲 检查", "wa=检查 乙", "until 乙"} <= shown[1]
    assert {"<^", "wa=甲 检查", ">>w=乙"} <= shown[0]
    assert {">$", "<<w=甲", "until 乙"} <= shown[2]
    assert {"<^", ">$"} <= shown[3]
    assert not [sign for sign in shown[3] if sign[:2] in {"wb", "wa", "tb", "ta", "<<", ">>"}]


def test_a_document_without_words_is_named_nothing() -> None:
    assert not list(tagger(春雷={"B-Programme": 4.0}).named(read(clean(""))))


def test_the_layer_adds_to_what_the_rules_say_and_takes_nothing_away() -> None:
    source = clean("东江市应急局组织开展2024年春季危险化学品联合演练,区消防大队参加。")
    ruled, whole = by_rules(source), extract(source)

    assert set(ruled.statements) <= set(whole.statements)
    assert all(s.evidence == source.text[s.span.start : s.span.end] for s in whole.statements)


def test_nobody_is_asked_about_what_is_seldom_right() -> None:
    source = clean("东江市应急局组织开展2024年春季危险化学品联合演练,区消防大队参加。")
    layer = learned()
    found = {one.rule for one in extract_with(layer, source).statements}
    learnt = {rule for rule in found if rule.startswith(("tagger.", "encoder.", "learned."))}
    quiet = replace(layer, seldom=frozenset(learnt))

    assert learnt
    assert learnt.isdisjoint(layer.seldom)
    assert learnt.isdisjoint({one.rule for one in extract_with(quiet, source).statements})


def test_what_ends_as_no_place_is_none() -> None:
    weights = {"春雷": {"B-Region": 9.0}, "攻坚": {"B-Region": 9.0}}
    answers = (NOTHING, "B-Region", "I-Region")
    known = Weights.of(answers, {"w=" + sign: w for sign, w in weights.items()})
    found = Tagger(weights=known, least=0.6).named(read(clean("春雷、攻坚组开展检查。")))

    assert "攻坚组" not in {entity.name for entity in found}


def test_a_name_that_lacks_only_its_marks_is_not_found_twice() -> None:
    text = clean("印发《关于“春雷”攻坚的意见》。")

    names = [entity.name.strip("《》") for entity in extract(text).entities]

    assert len(names) == len(set(names))
