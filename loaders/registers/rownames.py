"""What the cells of a row name (行内名称): one thing or several, or none. Pure."""

import re
from collections.abc import Mapping
from typing import Any, Final

from graph.model.labels import Label
from graph.model.registry import node_spec
from graph.model.spec import Kind
from loaders.reference.substances import cas_numbers_of
from loaders.registers.days import calendar_day
from loaders.registers.devices import devices_in
from loaders.registers.headings import heading_key
from loaders.registers.placeholders import FORMULA_ERRORS, NONE, UNKNOWN
from loaders.registers.sheetcells import SheetCells
from loaders.registers.sheetform import SheetLink, SheetThing
from loaders.registers.values import RefusedValueError, formula_error, listed, made_a_day
from loaders.registers.vocabulary import asks_who

__all__ = ["agrees", "aliases_of", "apart", "is_listed", "name_of", "names_in"]

_ITEM: Final = re.compile(
    r"(?:(?:^|[\n；;。，,\s])\s*(?:[(（]?\d{1,2}[)）]|\d{1,2}[、.](?!\d))|[\n；;。，,\s]*[①-⑳])\s*"
)
_BREAK: Final = re.compile(r"(?<=[^\x00-\x7f])\s*\n\s*|\s*\n\s*(?=[^\x00-\x7f])")
"""A line that ends within a name, for want of width."""
_MARK: Final = re.compile(r"(?:[*★☆●※△▲]+|\d{1,3}[.、．]\s*(?=[\u4e00-\u9fff]))\s*")  # noqa: RUF001 - a full stop as printed
"""A number or a star before a name."""
_STATE: Final = re.compile(
    r"(.+?)\s*[（(]((?:已|长期|暂时|临时)*(?:停产|停用|停业|停运|关停|关闭|注销|吊销|搬迁|在建|试生产|报废|拆除|备用|"
    r"闲置|空置|新增)|(?:曾用名|原名|[已现后]?(?:更名|改名|变更)[为:：]).*|"
    r"原.{2,30}(?:公司|厂|集团|站)|[^（()）]*(?:更名|改名))[)）]",
    re.DOTALL,
)
"""What stands in brackets behind a name and is none of it."""
_GRADE: Final = re.compile(
    r"(.+?)\s*[（(]([一二三四1-4I\u2160-\u2163]+级(?:重大危险源)?)[)）]", re.DOTALL
)
"""The grade of an installation, which has a column of its own."""
_NOT_CHECKED: Final = re.compile(
    r"(?:因?该?企业)?(?:已|长期|暂时|临时)*(?:停产|停业|关停|未生产|放假|未开工)?[,\uff0c]?(?:故|暂)?(?:未|没有?)"
    r"(?:进行|开展|予以)?检查|(?:因?该?企业)?(?:已|长期|暂时|临时)*(?:停产|停业|关停)"
)
_NOTHING_FOUND: Final = re.compile(
    r"(?:经|本次|现场|当日)*(?:检查|排查)?[,\uff0c]?(?:均|暂)?(?:未|没有?|无)(?:有)?(?:发现|查出|见)?"
    r"(?:任何|明显|重大|其他|其它|相关|存在|突出)*(?:安全|生产|事故)*(?:问题|隐患|异常|缺陷|违法行为)+[。.]?|"
    r"(?:经|现场|检查|基本|均|全部|总体)*(?:符合|合格|正常|良好|达标|完好)(?:相关|安全|有关)*(?:规定|要求|标准|规范)?[。.]?"
)
_ELSEWHERE: Final = re.compile(
    r"略|(?:详?见|另附|附).{0,20}(?:附件|附表|附页|清单|通知书|报告|文书).{0,6}|"
    r"附件\d*|(?:本次|现场|检查|经检查)*共?(?:计|发现|查出|排查出?|检查出)(?:安全|各类|事故)*(?:问题|隐患)*"
    r"(?:\d+|[一二三四五六七八九十]+)[项条处个](?:安全|事故)*(?:问题|隐患)*[。.]?"
)
_ORGANISATIONS: Final = (Label.ENTERPRISE, Label.CUSTODY_PROVIDER)
_NO_HEADINGS: Final = (*_ORGANISATIONS, Label.HAZARD)
_SEVERAL: Final = re.compile(
    r".*等[\d一二三四五六七八九十余多]*[家户个]?(?:企业|单位|公司)?|"
    r".{0,8}?[\d一二三四五六七八九十百]+[余多]?[家户个].{0,8}(?:企业|单位|公司).*|"
    r"(?:全部|所有|各|重点|部分|园区|入园|辖区|其[他余]).{0,4}企业|"
    r".+(?:公司|厂|集团|中心|站)\s*[、；;,\uff0c\n/]\s*.+(?:公司|厂|集团|中心|站)",
    re.DOTALL,
)
_ANY: Final = re.compile(r"某|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|[×*]{2,}")
"""What stands for a name that is left out."""
_NO_ENTERPRISE: Final = re.compile(
    r".+(?:园区|开发区|工业区|集中区|化工园|工业园|产业园)(?:[(（].+[)）])?|"
    r".+(?:管委会|管理委员会|人民政府|街道办|街道办事处|应急管理局|应急局|安监局|消防救援(?:大队|支队))"
)
_NO_PARK: Final = re.compile(
    r"不[在属].*|非(?:化工)?园区.*|未入园.*|(?:化工|工业)*园区?(?:外|内|以外|之外)|是|否"
)
_AMOUNT: Final = re.compile(
    r"\d\s*(?:吨|公斤|千克|立方|升|m3|m³|kg(?![A-Za-z-])|[tT](?![A-Za-z-]))"
)
"""An amount, which is no part of the name of a substance."""
_BETWEEN: Final = re.compile(r"[、；;\n/](?![^(（]*[)）])")
"""What parts substances, but within brackets."""
_LINES: Final = re.compile(r"[\n；;]")


def agrees(thing: SheetThing, name: str, said: Mapping[str, Any], cells: SheetCells) -> bool:
    """Tell whether a substance's name and CAS number are of one substance, as far as is known.

    Where they are not, either may be wrong, so nothing is said of any substance.
    """
    known = cas_numbers_of(name) if thing.label is Label.SUBSTANCE else frozenset()
    given = said.get("cas")
    if not known or given is None or given in known:
        return True
    right = "、".join(sorted(known))
    cells.refuse(
        thing.properties["cas"],
        str(given),
        zh=f"与品名不符：GB 18218-2018 中“{name}”的 CAS 号为 {right}，品名和 CAS 号均未采用",
        en=f"disagrees with the name: GB 18218-2018 has {right} for “{name}”; neither is used",
    )
    return False


def aliases_of(
    thing: SheetThing, name: str, said: Mapping[str, Any], *, placed: bool
) -> dict[str, list[str]]:
    """Return the other names of a thing: those that are given, and its own without its place."""
    if "aliases" not in thing.properties:
        return {}
    given = [other for other in said.get("aliases") or () if other != name]
    return {"aliases": [name, *given] if placed else given}


def apart(
    link: SheetLink, said: Mapping[str, Any], target: SheetThing, cells: SheetCells
) -> dict[str, Any]:
    """Return what is said of each of several substances: not their amount, which is of all."""
    kept = dict(said)
    if target.label is Label.SUBSTANCE and "quantity" in kept:
        source = link.properties["quantity"]
        cells.refuse(
            source,
            cells.text(source),
            zh="一格写了几种物质，各自的数量无法确定，未读，请分行填写",
            en="is of several substances in one cell, so how much there is of each cannot be told; "
            "not read. Give each a row of its own",
        )
        del kept["quantity"]
    return kept


def is_listed(name: str, cas: str) -> bool:
    """Tell whether GB 18218-2018 names a substance, or a CAS number stands beside its name."""
    return bool(cas) or bool(cas_numbers_of(name))


def name_of(thing: SheetThing, source: str, cells: SheetCells) -> str:
    """Return the name of a thing on one line; empty where the row says that there is none.

    Raises:
        RefusedValueError: If what stands there names nothing, and the row is about that.
    """
    text = cells.text(source)
    if text in FORMULA_ERRORS:
        raise formula_error(text)
    if cells.is_day(source) and source not in thing.properties.values():
        raise made_a_day(text)
    if text in cells.form.nothing or text in UNKNOWN or (text in NONE and _is_all(source, cells)):
        raise RefusedValueError(text, zh="不是名称，此项未读", en="is no name; not read")
    if text in NONE or (thing.label is Label.FINDING and _NOTHING_FOUND.fullmatch(text)):
        return ""
    if thing.label is Label.FINDING and _NOT_CHECKED.fullmatch(text):
        raise RefusedValueError(text, zh="没有检查，不是隐患", en="was not checked; no finding")
    _refuse_others(thing, text, cells)
    if (day := _named_by_day(thing, source, text)) is not None:
        return day
    if thing.label is Label.FINDING:
        return text if thing.many or _several_items(text) else _ITEM.sub("", text, count=1)
    return (
        text
        if thing.many in {"items", "names"}
        else _bare(thing, source, _BREAK.sub("", text), cells)
    )


def _several_items(text: str) -> bool:
    return not _ITEM.match(text) or len(_ITEM.findall(text)) > 1


def _bare(thing: SheetThing, source: str, name: str, cells: SheetCells) -> str:
    """Return a name without the marks around it; a state behind it is told."""
    graded = _GRADE.fullmatch(name) if "grade" in thing.properties else None
    if "grade" not in thing.properties and thing.label not in (*_ORGANISATIONS, Label.UNIT):
        return name
    plain = _MARK.sub("", name, count=1) if _MARK.match(name) else name
    match = graded or _STATE.fullmatch(plain)
    if match is None:
        return plain
    cells.refuse(
        source,
        cells.text(source),
        zh=f"“{match[2]}”不是名称的一部分，未读",
        en=f"“{match[2]}” is no part of the name; not read",
    )
    return match[1]


def _named_by_day(thing: SheetThing, source: str, text: str) -> str | None:
    """Return the day by which a thing is named, however it is written; None if by anything else."""
    spec = node_spec(thing.label)
    found = (spec.declared(name) for name, field in thing.properties.items() if field == source)
    day = calendar_day(text) if any(p and p.kind is Kind.DATE for p in found) else None
    return day.isoformat() if day else None


def _refuse_others(thing: SheetThing, text: str, cells: SheetCells) -> None:
    """Refuse what speaks of several, of something else, or of another place."""
    if _ELSEWHERE.fullmatch(text):
        raise RefusedValueError(
            text,
            zh="内容写在别处，未读，请写在表中",
            en="stands elsewhere; not read. Write it in the table",
        )
    known = thing.label in _NO_HEADINGS and heading_key(text) in cells.form.fields
    if known or (thing.label in (*_NO_HEADINGS, Label.UNIT) and asks_who(text)):
        raise RefusedValueError(text, zh="是表头用语，不是名称", en="is a heading and no name")
    if thing.label is Label.ENTERPRISE and _NO_ENTERPRISE.fullmatch(text):
        raise RefusedValueError(
            text,
            zh="是园区或机关，不是企业，未读；园区请写在“园区”列",
            en="is a park or an authority, and no enterprise; not read. Write a park under 园区",
        )
    if thing.label in _ORGANISATIONS and _ANY.search(text):
        raise RefusedValueError(
            text, zh="没有写明是哪一家，未读", en="does not say which; not read"
        )
    if thing.label in _ORGANISATIONS and _SEVERAL.fullmatch(text):
        raise RefusedValueError(
            text,
            zh="不是一家单位的名称，未读，请每家一行",
            en="is not the name of one organisation; not read. Give each a row of its own",
        )
    _refuse_words(thing, text)


def _refuse_words(thing: SheetThing, text: str) -> None:
    """Refuse what is no name of a park, or of one substance."""
    if thing.label is Label.PARK and _NO_PARK.fullmatch(text):
        raise RefusedValueError(
            text, zh="不是园区的名称，未读", en="is no name of a park; not read"
        )
    if thing.label is Label.SUBSTANCE and _AMOUNT.search(text):
        raise RefusedValueError(
            text,
            zh="品名中写了数量，未读，请把数量写在数量列、每种物质一行",
            en="holds an amount; not read. Give each substance a row, and its amount a column",
        )
    if thing.label is Label.SUBSTANCE and 0 < len(_listed_in(text)) < len(_apart(text)):
        raise RefusedValueError(
            text,
            zh="像是几种物质写在一格，未读，请分行填写",
            en="looks like several substances in one cell; not read. Give each a row of its own",
        )


def _is_all(source: str, cells: SheetCells) -> bool:
    """Tell whether a row that holds nothing there is about nothing."""
    either = (need.split("|") for need in cells.form.needs)
    return any(
        source in fields and all(cells.text(name) in {"", *NONE} for name in fields)
        for fields in either
    )


def _apart(text: str) -> list[str]:
    """Return the parts of a cell of substances; one that GB 18218-2018 names is whole."""
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    return [text] if len(parts) < 2 or cas_numbers_of(text) else parts  # noqa: PLR2004 - one name


def _listed_in(text: str) -> list[str]:
    """Return the parts of a cell of several substances that GB 18218-2018 names."""
    parts = _apart(text)
    return [part for part in parts if cas_numbers_of(part)] if parts != [text] else []


def names_in(text: str, many: str, label: Label | None = None) -> list[str]:
    """Return the names in a cell: one, a list, or numbered items and lines.

    Several substances are several only if GB 18218-2018 names each of them.

    >>> names_in("1.定期检测；2.设置围堰", "items")
    ['定期检测', '设置围堰']
    """
    if many == "names":
        return listed(text)
    if many == "items":
        cut = _ITEM if _ITEM.match(text) else _LINES
        return list(dict.fromkeys(filter(None, (p.strip(" ；;。，,\n") for p in cut.split(text)))))
    if many == "devices":
        return devices_in(text)
    if label is Label.SUBSTANCE and (found := _listed_in(text)):
        return list(dict.fromkeys(found))
    return [text]
