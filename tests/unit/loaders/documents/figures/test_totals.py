"""Totals and rates: what a document says itself must add up; a person is told where it does not."""

import pytest

from loaders.documents import SuggestionKind
from loaders.documents.extract import by_rules
from loaders.documents.text.clean import clean


def doubts(text: str) -> list[tuple[str, str]]:
    found = by_rules(clean(text)).suggestions
    return [(one.printed, one.suggested) for one in found if one.kind is SuggestionKind.MISMATCH]


@pytest.mark.parametrize(
    ("text", "printed", "given"),
    [
        (
            "检查企业1,025家次,其中危化企业688家次、工贸企业336家次。",
            "1,025家次,其中危化企业688家次、工贸企业336家次",
            "1024家次",
        ),
        (
            "排查隐患1025项，其中重大隐患336项，一般隐患688项。",
            "1025项，其中重大隐患336项，一般隐患688项",
            "1024项",
        ),
        (
            "重大危险源57处,其中一级12处、二级15处、三级18处和四级11处。",
            "57处,其中一级12处、二级15处、三级18处和四级11处",
            "56处",
        ),
        (
            "发现各类问题隐患1025条,已督促闭环整改688条,剩余336条均处于整改期内。",
            "1025条,已督促闭环整改688条,剩余336条",
            "1024条",
        ),
        ("发现隐患100条,已整改95条,整改率98%。", "100条,已整改95条,整改率98%", "95.0%"),
    ],
)
def test_what_does_not_add_up_is_told(text: str, printed: str, given: str) -> None:
    assert doubts(text) == [(printed, given)]


@pytest.mark.parametrize(
    "text",
    [
        "检查企业1024家次,其中危化企业688家次、工贸企业336家次。",
        "发现隐患1024条,已整改688条,剩余336条。",
        "发现隐患3562条,已整改3490条,整改率98%。",  # 97.98 rounds to 98
        "入驻企业68家,其中化工企业32家,规上企业33家。",  # kinds that overlap make up no whole
        "入驻企业68家,其中化工企业12家、仓储企业3家。",  # some of them, not all
        "检查企业100家,约谈95家,整改率98%。",  # the rate is of something else
        "排查约1000项,其中重大336项、一般688项。",  # a vague total contradicts nothing
    ],
)
def test_what_may_be_right_raises_no_doubt(text: str) -> None:
    assert doubts(text) == []


def test_the_figures_stay_as_printed() -> None:
    found = by_rules(clean("检查1025家次,其中危化688家次、工贸336家次。"))

    assert [fact.value for fact in found.facts] == [1025, 688, 336]
    assert "688+336=1024" in found.suggestions[0].reason
