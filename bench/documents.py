"""Reading of documents: does twice the text take twice the time, on ordinary and hostile text.

``python -m bench.documents [CHARACTERS [KIND ...]]`` prints, for each kind of text, the seconds of
processor time for so many characters, the same for a megabyte of UTF-8, and the ratio to half of
them; a ratio near 2 is linear, near 4 quadratic. What was measured is in ``bench/documents.md``.
"""

import statistics
import sys
import time
from collections.abc import Iterator, Mapping
from itertools import cycle, islice, product

from loaders.documents.extract import extract
from loaders.documents.text.clean import clean

__all__ = ["texts"]

_RUNS = 3
_PARAGRAPH = (
    "一是健全体系。东湾市滨海区按照方案要求，成立由区长任组长的安全生产专项整治领导小组，印发《滨海区化工园区整治提升"
    "实施方案》。今年以来，区应急管理局共检查危险化学品企业128家次，发现隐患1,024条，已整改1,003条，整改率97.9%；"
    "对东湾市恒川化工有限公司罚款12.5万元。滨海化工园区引入“安全管家”东湾安泰技术服务有限公司，建设园区封闭化管理平台。\n"
)


def texts(length: int) -> Mapping[str, str]:
    """Return texts of about so many characters: an ordinary one and such as no person writes."""
    kinds = {
        "ordinary": _PARAGRAPH,
        "no marks": "".join(c for c in _PARAGRAPH if c.isalnum() and c.isprintable()),
        "digits": "1234567890",
        "、": "、",
        "list": "甲区、",
        "quotes": "“甲",
        "counts": "检查企业3家",
        "numerals": "一二三四五六七八九十百千万",
        "offices": "局委办厅",
        "companies": "有限公司",
        "parks": "化工园区",
        "bars": "a|1t|",
        "lines": "\n",
        "headings": "一、一是",
        "blanks": " \u3000",
        "columns": "\t甲",
        "latin": "safety of plants ",
        "offices in a line": "应急管理局委员会办公室支队",
        "dates": "2024年3月5日，",
    }
    repeated = {name: (unit * (length // len(unit) + 1))[:length] for name, unit in kinds.items()}
    named = {
        "firms": "{}化工有限公司、",
        "titles": "《安全生产{}管理办法》",
        "short names": "{}有限公司（以下简称{}），",
        "table": "甲区 | {}化工有限公司 | 3家 | 已整改\n",
        "sections": "一、{}区安全生产工作\n",
    }
    distinct = {name: "".join(_named(unit, length))[:length] for name, unit in named.items()}
    brackets = "（" * (length // 2) + "）" * (length // 2)
    return {**repeated, **distinct, "brackets": brackets}


def _named(unit: str, length: int) -> Iterator[str]:
    """Return so many characters of a text in which each name is another."""
    names = ("".join(chars) for chars in product("华恒宏鑫盛泰兴隆昌润佳瑞丰祥裕诚", repeat=4))
    for name in islice(cycle(names), length // len(unit) + 1):
        yield unit.replace("{}", name)


def _seconds(text: str) -> float:
    taken = []
    for _ in range(_RUNS):
        start = time.process_time()
        extract(clean(text))
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main(length: int = 200_000, *kinds: str) -> None:
    """Print a line for each kind of text, or for some."""
    halves = texts(length // 2)
    extract(clean(_PARAGRAPH))
    print(f"{'text':<20}{'s':>8}{'s/MB':>8}{'ratio to half':>16}   ({length:,} characters)")
    for name, text in texts(length).items():
        if name in kinds or not kinds:
            whole, half = _seconds(text), _seconds(halves[name])
            share = whole / len(text.encode()) * 1e6
            print(f"{name:<20}{whole:>8.2f}{share:>8.1f}{whole / half:>16.2f}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 200_000, *sys.argv[2:])
