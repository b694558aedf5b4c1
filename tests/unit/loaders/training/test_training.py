"""What is fitted: names and links of annotated documents come back, the same each time."""

from loaders.documents.extract import read
from loaders.documents.learned.tagger import Tagger
from loaders.documents.text.clean import clean
from loaders.training.corpus import Lesson, named_spans, weakened
from loaders.training.linking import fitted_linker
from loaders.training.tagging import fitted_tagger


def lesson(place: str, *, familiar: bool = False) -> Lesson:
    text = f"{place}应急局组织开展春雷攻坚。"
    return Lesson(
        name=f"{place}.txt",
        reading=read(clean(text)),
        gold={
            "entities": [
                {"type": "Organisation", "name": f"{place}应急局"},
                {"type": "Programme", "name": "“春雷”攻坚"},
            ],
            "relations": [{"type": "MANAGES", "from": f"{place}应急局", "to": "“春雷”攻坚"}],
            "facts": [],
        },
        familiar=familiar,
    )


LESSONS = [lesson(place) for place in ("东江市", "西河市", "南山市", "北湖市")]


def names(tagger: Tagger) -> list[str]:
    return [entity.name for entity in tagger.named(lesson("中原市").reading)]


def test_an_annotated_name_is_found_whatever_marks_it_has() -> None:
    text, gold = LESSONS[0].reading.text, LESSONS[0].gold

    spans = [(text[span.start : span.end], kind) for span, kind in named_spans(text, gold)]

    assert spans == [("东江市应急局", "Organisation"), ("春雷攻坚", "Programme")]


def test_what_was_learned_is_found_in_a_new_document() -> None:
    assert "春雷攻坚" in names(fitted_tagger(LESSONS))


def test_the_same_documents_give_the_same_weights() -> None:
    one, other = fitted_tagger(LESSONS).weights, fitted_tagger(LESSONS).weights

    assert list(one.lines()) == list(other.lines())


def test_links_are_learned_from_names_as_they_are_found() -> None:
    tagger = fitted_tagger(LESSONS)
    found = [(each, each.reading.knowing(tagger.named(each.reading))) for each in LESSONS]
    linker = fitted_linker(found)
    new = lesson("中原市").reading

    links = linker.linked(new.knowing(tagger.named(new)), ())

    assert ("中原市应急局", "春雷攻坚") in [(link.source, link.target) for link in links]


def test_of_a_familiar_document_the_rules_are_shown_to_know_less() -> None:
    shown = [weakened(lesson(p, familiar=True)) for p in ("东江市", "西河市", "南山市", "北湖市")]

    assert sum(len(r.entities) for r in shown) < sum(len(e.reading.entities) for e in LESSONS)
