"""Contracts of custody (托管合同、中标公告): the two parties by their labels.

采购人:甲园区管委会, 项目名称:安全管家服务, 成交供应商:乙公司 says in whose care the park is; a call
for bids without a winner, or a list of candidates, does not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from loaders.documents.grammar.reading import Named, Reading
from loaders.documents.lexicon import alternation
from loaders.documents.statements import EntityType, Span

__all__ = ["Contract", "contracts"]

_BOUND: Final = r"(?:(?<![\u4e00-\u9fff])|(?<=[及（(]))"
_SELLER: Final = re.compile(
    rf"{_BOUND}{alternation('custody.seller')}(?:[（(][^（）()\n]{{1,12}}[)）])?[ 　]*[:：][ 　]*"
)
_BUYER: Final = re.compile(
    rf"采购人(?:信息|单位)?[^\n:：]{{0,6}}\n[ 　\t]*名[ 　]*称[:：][ 　]*"
    rf"|{_BOUND}{alternation('custody.buyer')}(?:[（(][^（）()\n]{{1,12}}[)）])?[ 　]*[:：][ 　]*"
)
_SERVICE: Final = re.compile(alternation("custody.service"))
_OPEN: Final = re.compile("候选|潜在|未中标|废标|流标|终止公告|如|若")
_IN_CARE: Final = (EntityType.PARK, EntityType.ENTERPRISE)
_WINDOW: Final = 400
_LINE: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A contract of custody (托管合同).

    Attributes:
        provider: Who renders the service.
        cared: The parks or enterprises that bought it, or for which it was bought.
        evidence: From the first to the last of what says so.
    """

    provider: Named
    cared: tuple[Named, ...]
    evidence: Span


def contracts(reading: Reading) -> Iterator[Contract]:
    """Yield each contract of custody whose two parties have labels (托管合同)."""
    for label in _SELLER.finditer(reading.text):
        provider = _at(reading, label.end())
        window = Span(
            max(0, label.start() - _WINDOW), min(len(reading.text), label.end() + _WINDOW)
        )
        service = _SERVICE.search(reading.text, window.start, window.end)
        buyer = _buyer(reading, window, label.start())
        if provider is None or service is None or buyer is None:
            continue
        evidence = Span(
            min(buyer.start, service.start(), label.start()),
            max(buyer.end, service.end(), provider.span.end),
        )
        cared = tuple(n for n in reading.mentions(buyer, *_IN_CARE) if n.name != provider.name)
        if cared and not _OPEN.search(reading.quote(evidence)):
            yield Contract(provider=provider, cared=cared[:1], evidence=evidence)


def _at(reading: Reading, position: int) -> Named | None:
    """Return the firm whose name stands right after a label."""
    near = Span(position, min(len(reading.text), position + _LINE))
    kinds = (EntityType.ENTERPRISE, EntityType.CUSTODY_PROVIDER)
    named = next(iter(reading.mentions(near, *kinds)), None)
    return named if named and named.span.start == position else None


def _buyer(reading: Reading, window: Span, seller: int) -> Span | None:
    """Return the line of the buyer that is nearest to the seller's label."""
    labels = list(_BUYER.finditer(reading.text, window.start, window.end))
    if not labels:
        return None
    nearest = min(labels, key=lambda label: abs(label.start() - seller))
    end = reading.text.find("\n", nearest.end(), nearest.end() + _LINE)
    stop = end if end >= 0 else min(len(reading.text), nearest.end() + _LINE)
    return Span(nearest.start(), stop)
