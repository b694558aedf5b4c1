"""Likeness (疑似同一): what is put to a person, and what plainly is two."""

from collections.abc import Iterable, Sequence

import pytest

from loaders.pipeline import likeness
from loaders.pipeline.likeness import Alike, Peer


def alike(peers: Sequence[Peer], spoken: Iterable[str]) -> list[Alike]:
    return [pair for part in likeness.alike(peers, spoken) for pair in part]


def peer(
    key: str,
    name: str,
    code: str | None = None,
    *,
    source: str,
    kind: str = "Enterprise",
    phone: str | None = None,
) -> Peer:
    return Peer(
        id=key,
        type=kind,
        name=name,
        code=code,
        phone=phone,
        lineages=frozenset({source}),
        evidence=("e",),
    )


@pytest.mark.parametrize(
    ("one", "two", "why"),
    [
        ("甲海化工有限公司", "甲海化工有限责任公司", "name"),
        ("甲海化工有限公司", "甲海化工（福建）有限公司", "name"),
        ("福建海岸化工有限公司", "福建海岸化土有限公司", "name"),
        ("福建海岸化工有限公司", "福建海岸化工业有限公司", "name"),
        ("福建海岸化工一厂", "福建海岸化工二厂", ""),
        ("福建海岸A化工有限公司", "福建海岸B化工有限公司", ""),
        ("东海化工有限公司", "西海化工有限公司", ""),
        ("海化有限公司", "湖化有限公司", ""),
        ("福建海岸化工有限公司", "福建河岸化学有限公司", ""),
    ],
)
def test_names_that_nearly_agree_are_asked_about(one: str, two: str, why: str) -> None:
    pair = [peer("a", one, source="甲册"), peer("b", two, source="乙册")]
    found = alike(pair, {"b"})
    assert [each.why for each in found] == ([why] if why else [])


def test_one_name_with_two_codes_is_asked_about_and_two_names_with_two_codes_are_two() -> None:
    one = peer("a", "甲海化工有限公司", "1", source="甲册")
    two = peer("b", "甲海化工 有限公司", "2", source="乙册")
    assert [each.why for each in alike([one, two], {"a"})] == ["code"]
    other = peer("c", "甲海化工有限责任公司", "3", source="丙册")
    assert not alike([one, other], {"a", "c"})


def test_the_one_with_a_code_is_kept() -> None:
    one = peer("z", "甲海化工有限公司", "1", source="甲册")
    two = peer("a", "甲海化工有限责任公司", source="乙册")
    (found,) = alike([one, two], {"a"})
    assert (found.kept.id, found.other.id) == ("z", "a")


def test_one_source_knows_what_it_lists_twice_and_the_past_is_not_asked_again() -> None:
    one = peer("a", "甲海化工有限公司", source="甲册")
    two = peer("b", "甲海化工有限责任公司", source="甲册")
    assert not alike([one, two], {"a", "b"})
    apart = peer("b", "甲海化工有限责任公司", source="乙册")
    assert not alike([one, apart], ())


def test_persons_are_asked_about_by_name_and_number_together() -> None:
    one = peer("a", "王建国", phone="13800138000", source="甲册", kind="Person")
    two = peer("b", "王建国", phone="13800138000", source="乙册", kind="Person")
    three = peer("c", "王建国", phone="13900139000", source="丙册", kind="Person")
    four = peer("d", "李卫东", phone="13800138000", source="丁册", kind="Person")
    found = alike([one, two, three, four], {"a", "b", "c", "d"})
    assert [(each.kept.id, each.other.id, each.why) for each in found] == [("a", "b", "phone")]


def test_what_many_sources_say_apart_is_found_whichever_part_its_keys_are_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("loaders.pipeline.common._PART", 3)
    monkeypatch.setattr("loaders.pipeline.likeness._PORTION", 4)
    monkeypatch.setattr("loaders.pipeline.likeness._SHARED", 5)
    two = [
        each
        for k in "壹贰叁肆伍陆柒捌玖拾"
        for each in (
            peer(f"{k}a", f"福建{k}海岸化工有限公司", f"{k}1", source="甲册"),
            peer(f"{k}b", f"福建{k}海岸化工有限责任公司", source="乙册"),
            peer(f"{k}c", f"福建{k}海岸化工有限公司", f"{k}3", source="丙册"),
        )
    ]
    found = [(each.kept.id, each.other.id, each.why) for each in alike(two, [p.id for p in two])]
    expected = {
        (f"{k}{kept}", f"{k}{other}", why)
        for k in "壹贰叁肆伍陆柒捌玖拾"
        for kept, other, why in (("a", "b", "name"), ("c", "b", "name"), ("a", "c", "code"))
    }
    assert len(found) == len(expected)
    assert set(found) == expected


def test_short_names_that_two_codes_share_are_asked_about() -> None:
    one = peer("a", "海化公司", "1", source="甲册")
    two = peer("b", "海化公司", "2", source="乙册")
    other = peer("c", "海化厂", "3", source="丙册")
    assert [each.why for each in alike([one, two, other], {"a"})] == ["code"]
