"""Persons in cells (单元格中的人员): several in one cell, with their telephones. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from loaders.registers.values import RefusedValueError

__all__ = ["Person", "people_of", "phones_of"]

_SEPARATOR: Final = re.compile(r"[、，,;；/\n]|(?<=[\u4e00-\u9fff\d）)])\s+(?=[\u4e00-\u9fff])")
_PHONE: Final = re.compile(
    r"(?:\+?86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4})(?!\d)|"
    r"(?<!\d)(0\d{2,3}[- ]?\d{7,8}(?:[-转]\d{1,5})?)(?!\d)"
)
_NAME: Final = re.compile(
    r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,10}(?:[·•][\u3400-\u9fff]{1,10})+"
)
_NO_NAME: Final = re.compile(
    r".*(?:部|部门|科|室|处|车间|班|班组|公司|单位|企业|中心|小组|经理|主任|厂长|主管|班长|组长|部长|科长|"
    r"员|人员|员工|队|负责人|操作工|总监|书记|某|等|厂家|承包商|供应商|施工方|建设方|第三方|业主|园区|附件)|"
    r"(?:组长|班长|主任|经理|厂长|部长|科长|书记|主管).+|.工|同[上左前]|见.+|[各全].+门|全[体员]|"
    r"[原现]..{1,2}|不[详明]|未知|保安|门卫|外[包协聘]|轮[值流]|值班|专人|相关"
)
_NOBODY: Final = frozenset(
    {
        "无",
        "/",
        "-",
        "—",
        "——",
        "暂无",
        "待定",
        "N/A",
        "NA",
        "空",
        "缺",
        "空缺",
        "暂缺",
        "缺员",
        "缺岗",
        "空岗",
    }
    | {"待补", "待聘", "待任命", "未定", "未配备", "未任命", "未设"}
)
"""Where nobody is: the office is vacant, or there is none."""
_SPREAD: Final = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])\s+([\u4e00-\u9fff])(?![\u4e00-\u9fff])"
)
"""A name of two characters, set as wide as one of three."""
_TWO_CHARACTERS: Final = re.compile(
    r"(欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|长孙|宇文|司徒|端木|独孤|南宫|西门|东方|呼延|轩辕)"
    r"\s+(?=[\u4e00-\u9fff])"
)
"""Surnames that are nobody's whole name."""
_SHIFT: Final = re.compile(r"(?:^|(?<=[\s、,;/]))[白夜早中晚甲乙丙丁]班:?(?=[\u4e00-\u9fff])")
"""A shift before a name."""
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_SAID_BESIDE: Final = frozenset(
    {"", "兼", "兼任", "兼职", "专职", "驻场", "驻点", "白班", "夜班", "早班", "中班", "男", "女"}
)
"""What in brackets behind a name leaves it that of who holds the post."""
_OFFICE: Final = (
    r"[副正]?(?:总经理|经理|厂长|总工程师|总工|董事长|总裁|总监|安全总监|主任|车间主任|部长|科长|班长|组长|工段长|"
    r"队长|站长|所长|处长|局长|校长|院长|书记|主席|主管|安全员|技术员|工程师|高级工程师|法人|法定代表人)"
)
_NAMED_OFFICE: Final = re.compile(f"(?:兼任?)?{_OFFICE}")
"""An office in brackets behind a name, which says what whoever is named is besides."""
_OFFICE_BEHIND: Final = re.compile(rf"(?<=[\u4e00-\u9fff])\s+({_OFFICE})(?=$|[、，,;；/\n(（\s])")
_LABEL: Final = re.compile(r"姓名(?=:)|(?:联系)?(?:手机|电话)(?:号码?)?|(?<![A-Za-z])[Tt]el")


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a cell (人员)."""

    name: str
    phone: str | None = None


def phones_of(text: str) -> list[str]:
    """Return the telephone numbers of a cell, mobile ones as eleven digits.

    >>> phones_of("138 0013 8000、0594-5851234")
    ['13800138000', '0594-5851234']

    Raises:
        RefusedValueError: If something there is no telephone number.
    """
    plain = unicodedata.normalize("NFKC", text)
    rest = re.sub(r"[\s、,;/()手机电话:]+", "", _PHONE.sub("", plain))
    if rest and rest not in _NOBODY:
        raise RefusedValueError(
            text,
            zh="应为电话号码，如 13800138000 或 0594-5851234",
            en="expected a telephone number such as 13800138000 or 0594-5851234",
        )
    found = (_phone(match) for match in _PHONE.finditer(plain))
    return list(dict.fromkeys(found))


def people_of(text: str, phones: str = "") -> list[Person]:
    """Return the persons of a cell, with their numbers from it or from the cell beside it.

    Numbers of another cell are given to persons only where there is one for each; of several
    numbers of one person the first is taken.

    >>> people_of("张三（13800138000）、李四")
    [Person(name='张三', phone='13800138000'), Person(name='李四', phone=None)]

    Raises:
        RefusedValueError: If something there is no name of a person, or the numbers do not match.
    """
    plain = _SHIFT.sub("", unicodedata.normalize("NFKC", text).strip())
    joined = _TWO_CHARACTERS.sub(r"\1", _SPREAD.sub(r"\1\2", plain))
    joined = _OFFICE_BEHIND.sub(r"(\1)", joined)
    parts = [part.strip() for part in ([] if plain.strip("()") in _NOBODY else _parts(joined))]
    found = [_person(part, text) for part in _with_own_phone(parts) if part not in _NOBODY]
    beside = phones_of(phones)
    if not beside:
        return found
    if len(found) == 1:
        beside = beside[:1]
    if len(beside) == len(found):
        pairs = zip(found, beside, strict=True)
        return [Person(p.name, p.phone or number) for p, number in pairs]
    raise RefusedValueError(
        phones,
        zh=f"{len(found)} 人对 {len(beside)} 个号码，无法确定谁的电话",
        en=f"{len(found)} persons and {len(beside)} numbers: whose is which cannot be told",
    )


def _parts(text: str) -> list[str]:
    """Cut between persons, and not within brackets, nor before them where a line ends there."""
    closed = _BRACKETS.sub(lambda m: _SEPARATOR.sub("", m[0]), re.sub(r"\s+(?=\()", "", text))
    return _SEPARATOR.split(closed)


def _with_own_phone(parts: list[str]) -> list[str]:
    """Join a bare number to the name before it."""
    joined: list[str] = []
    for part in filter(None, parts):
        if joined and _PHONE.fullmatch(_LABEL.sub("", part).strip(" :")):
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _person(part: str, whole: str) -> Person:
    match = _PHONE.search(part)
    plain = _LABEL.sub(" ", _PHONE.sub(" ", part))
    said = {"".join(said.split()).strip(":") for said in _BRACKETS.findall(plain)}
    named = (
        _BRACKETS.sub("", plain)
        if all(s in _SAID_BESIDE or _NAMED_OFFICE.fullmatch(s) for s in said)
        else plain
    )
    name = "".join(named.split()).strip(":")
    if not name:
        raise RefusedValueError(whole, zh="没有写姓名，应为姓名", en="has no name of a person")
    if not _NAME.fullmatch(name) or _NO_NAME.fullmatch(name):
        raise RefusedValueError(
            whole, zh=f"“{name}”不像人名，应为姓名", en=f"“{name}” is no name of a person"
        )
    return Person(name, _phone(match) if match else None)


def _phone(match: re.Match[str]) -> str:
    mobile, fixed = match[1], match[2]
    return re.sub(r"\D", "", mobile) if mobile else fixed.replace(" ", "-").replace("转", "-")
