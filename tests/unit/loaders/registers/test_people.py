"""Persons in cells (单元格中的人员): who is named, and whose number is whose."""

import pytest
from hypothesis import given, strategies as st

from loaders.registers.people import Person, people_of, phones_of
from loaders.registers.values import RefusedValueError


@pytest.mark.parametrize(
    ("names", "phones", "expected"),
    [
        ("张三", "", [Person("张三")]),
        ("张三、李四", "", [Person("张三"), Person("李四")]),
        ("张三/李四，王五", "", [Person("张三"), Person("李四"), Person("王五")]),
        ("张三 李四", "", [Person("张三"), Person("李四")]),
        ("张三13800138000", "", [Person("张三", "13800138000")]),
        ("张三（138-0013-8000）", "", [Person("张三", "13800138000")]),
        ("张三\n13800138000", "", [Person("张三", "13800138000")]),
        (
            "张三、李四",
            "13800138000/13900139000",
            [Person("张三", "13800138000"), Person("李四", "13900139000")],
        ),
        ("王 伟", "", [Person("王伟")]),  # two characters, set as wide as three
        ("王　伟、李 四", "", [Person("王伟"), Person("李四")]),
        ("欧阳 娜娜", "", [Person("欧阳娜娜")]),
        ("姓名：张三", "", [Person("张三")]),
        ("张三（兼）", "13800138000", [Person("张三", "13800138000")]),
        ("张三（兼职，13800138000）", "", [Person("张三", "13800138000")]),
        ("张三 手机：13800138000", "", [Person("张三", "13800138000")]),
        ("买买提·吐尔逊", "0594-5851234", [Person("买买提·吐尔逊", "0594-5851234")]),
        ("张三（经理）", "", [Person("张三")]),
        ("张三（副总经理，13800138000）", "", [Person("张三", "13800138000")]),
        ("张三 总经理、李四 车间主任", "", [Person("张三"), Person("李四")]),
        ("李四（兼，总工程师）", "", [Person("李四")]),
        ("张三", "13800138000/0594-5851234", [Person("张三", "13800138000")]),
        ("无", "", []),
        ("白班张三 夜班李四", "", [Person("张三"), Person("李四")]),
        ("早班：张三\n中班：李四", "", [Person("张三"), Person("李四")]),
        ("空缺", "", []),
        ("暂缺", "", []),
        ("待补", "", []),
        ("N/A", "", []),
        ("王芳\n（兼）", "", [Person("王芳")]),
    ],
)
def test_persons_of_a_cell(names: str, phones: str, expected: list[Person]) -> None:
    assert people_of(names, phones) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("安环部", "车间主任", "各班组人员", "全体员工", "A", "见附件名单说明", "同上", "各部门"),
        *("张三（代理经理）", "张三（原经理）", "张三（经理已离职）", "总经理 张三"),
        *("生产部门", "全体", "承包商", "施工方", "见附件", "张三等", "张三等3人", "张三（离职）"),
        *(
            "张三（电工）",
            "张三（甲、乙班）",
            "组长：张三",
            "保管员",
            "消防队",
            "属地单位",
            "原赵磊",
            "现赵磊",
            "第三方",
            "不详",
        ),
    ],
)
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(RefusedValueError):
        people_of(text)


@pytest.mark.parametrize(
    ("names", "phones"), [("张三、李四", "13800138000"), ("张三", "1380013800"), ("张三", "不详")]
)
def test_numbers_that_cannot_be_given_to_anybody_are_refused(names: str, phones: str) -> None:
    with pytest.raises(RefusedValueError):
        people_of(names, phones)


NAMES = st.lists(st.sampled_from(["张三", "李四", "王建国", "欧阳明"]), min_size=1, unique=True)
PHONES = st.integers(13_000_000_000, 19_999_999_999).map(str)


@given(NAMES, st.data())
def test_as_many_numbers_as_persons_stay_in_their_order(
    names: list[str], data: st.DataObject
) -> None:
    size = len(names)
    phones = data.draw(st.lists(PHONES, min_size=size, max_size=size, unique=True))
    found = people_of("、".join(names), "、".join(phones))
    assert [(p.name, p.phone) for p in found] == list(zip(names, phones, strict=True))
    assert phones_of("，".join(phones)) == phones
