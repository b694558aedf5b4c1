"""Reading of documents: does twice the text take twice the time, on ordinary and hostile text.

``python -m bench.documents [CHARACTERS]`` prints, for each kind of text, the seconds for so many
characters and the ratio to half of them; a ratio near 2 is linear, near 4 quadratic.
"""

import statistics
import sys
import time
from collections.abc import Mapping

from loaders.documents import clean, extract

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
    }
    repeated = {name: (unit * (length // len(unit) + 1))[:length] for name, unit in kinds.items()}
    return {**repeated, "brackets": "（" * (length // 2) + "）" * (length // 2)}


def _seconds(text: str) -> float:
    taken = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        extract(clean(text))
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main(length: int = 200_000) -> None:
    """Print a line for each kind of text."""
    halves = texts(length // 2)
    print(f"{'text':<12}{'s':>8}{'ratio to half':>16}   ({length:,} characters, median of {_RUNS})")
    for name, text in texts(length).items():
        whole, half = _seconds(text), _seconds(halves[name])
        print(f"{name:<12}{whole:>8.2f}{whole / half:>16.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
