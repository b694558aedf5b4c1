"""Likeness (疑似同一): which things on record may be one, by name, code and telephone. Pure.

Likeness is never taken for identity: two plants of one name may be two, and a letter is what tells
北区 from 北园. So it is a reason to ask a person, and nothing else.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np

from graph.model.identity import normalised
from graph.model.labels import Label
from loaders.pipeline.common import Keys, is_among
from loaders.pipeline.parts import portions
from loaders.shelf import Spool

__all__ = ["Alike", "Peer", "alike"]

_FORM: Final = re.compile(r"(股份有限公司|有限责任公司|有限公司|总公司|公司|（[^（）]*）)")
_TELLING: Final = frozenset("东南西北中前后左右上下内外甲乙丙丁新老大小一二三四五六七八九十")
_LONG: Final = 4
"""Names of fewer characters, without their legal form, differ by one for good reason."""
_CORE: Final = 3
"""Shorter names, without their legal form, could be anybody's."""
_ORGANISATIONS: Final = frozenset({Label.ENTERPRISE, Label.CUSTODY_PROVIDER, Label.PARK})
_PORTION: Final = 1000
"""Peers whose keys are worked out at a time."""
_SHARED: Final = 20_000
"""Keys whose peers are compared at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """Something on record (在册对象).

    Attributes:
        id: Its id.
        type: Its type.
        name: Its name.
        code: Its official code, if known.
        phone: Telephone number of a person.
        lineages: The sources that state it.
        evidence: Ids of the places that do.
    """

    id: str
    type: str
    name: str
    code: str | None
    phone: str | None
    lineages: frozenset[str]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two things that may be one (疑似同一).

    Attributes:
        kept: The one with a code, else the one whose id comes first.
        other: The other.
        why: ``code``: one name, two codes; ``name``: names that nearly agree; ``phone``: one
            name and number.
    """

    kept: Peer
    other: Peer
    why: str


def alike(peers: Sequence[Peer], spoken: Iterable[str]) -> Iterator[list[Alike]]:
    """Yield the pairs that may be one thing, of which one at least is spoken of now, by parts.

    One source that lists both knows why; only what two sources say apart is doubtful.

    Args:
        peers: What is on record; it is gone through twice.
        spoken: Ids of what is spoken of; gone through for each part.
    """
    seen = set[int]()
    for buckets in _parts(peers):
        found: dict[tuple[str, str], Alike] = {}
        told = {peer.id for bucket in buckets for peer in bucket}.intersection(spoken)
        for pair in (each for bucket in buckets for each in _pairs(bucket, told)):
            found[pair.kept.id, pair.other.id] = pair
        yield [found[key] for key in sorted(found) if hash(key) not in seen]
        seen.update(map(hash, found))


def _pairs(bucket: Sequence[Peer], told: Collection[str]) -> Iterator[Alike]:
    for one in (peer for peer in bucket if peer.id in told):
        for two in bucket:
            if one.id != two.id and not one.lineages & two.lineages and (w := _why(one, two)):
                kept, other = sorted((one, two), key=lambda p: (p.code is None, p.id))
                yield Alike(kept=kept, other=other, why=w)


def _parts(peers: Sequence[Peer]) -> Iterator[Collection[Sequence[Peer]]]:
    """Yield the peers that have something in common by which two sources may mean one thing.

    A name has as many keys as letters, and nearly all of them are met once, or in one source: so
    a number for each lies in a file while they are compared, and the peers that bear one of the
    others lie in files too, by these numbers, until it is their turn.
    """
    keys, sources = Keys(len(peers)), dict[frozenset[str], int]()
    for some in portions(peers, _PORTION):
        numbers = list(map(_numbers, some))
        of = [sources.setdefault(peer.lineages, len(sources)) for peer in some]
        coded = [peer.code is not None for peer in some]
        keys.add(numbers, of, coded, list(map(_name, some, numbers)))
    shared = keys.shared()
    parts = [Spool[tuple[int, Peer]]() for _ in range(1 + len(shared) // _SHARED)]
    for some in portions(peers, _PORTION):
        numbers = list(map(_numbers, some))
        borne = np.fromiter(chain.from_iterable(numbers), np.int64)
        owners = np.repeat(range(len(some)), [len(each) for each in numbers])
        met = is_among(borne, shared)
        for number, owner in zip(borne[met].tolist(), owners[met].tolist(), strict=True):
            parts[number % len(parts)].append((number, some[owner]))
    for part in parts:
        buckets: dict[int, list[Peer]] = defaultdict(list)
        for number, peer in part:
            buckets[number].append(peer)
        yield buckets.values()


def _name(peer: Peer, numbers: Collection[int]) -> int:
    """Return the number of a name; where there is but one, it stands for the name as well."""
    return next(iter(numbers)) if len(numbers) == 1 else hash((peer.type, normalised(peer.name)))


def _numbers(peer: Peer) -> set[int]:
    return set(map(hash, _keys(peer)))


def _keys(peer: Peer) -> Iterator[Hashable]:
    """Yield what two things that may be one have in common."""
    name = normalised(peer.name)
    if peer.type == Label.PERSON:
        yield ("phone", name, peer.phone)
    elif peer.type in _ORGANISATIONS:
        yield (peer.type, _core(name))
        if len(_core(name)) >= _LONG:
            yield from ((peer.type, name[:k] + name[k + 1 :]) for k in range(len(name)))
            yield (peer.type, name)


def _why(one: Peer, two: Peer) -> str:
    """Return why two things that share a key may be one; empty if what differs tells them apart."""
    first, second = normalised(one.name), normalised(two.name)
    if one.type != two.type:  # two keys with one number, if ever
        return ""
    if one.type == Label.PERSON:
        return "phone" if (first, one.phone) == (second, two.phone) else ""
    if first == second:
        return "code" if one.code and two.code and one.code != two.code else ""
    # Two registered names with two codes are two.
    return "name" if not (one.code and two.code) and _nearly_agree(first, second) else ""


def _nearly_agree(one: str, two: str) -> bool:
    """Tell whether names differ in their legal form alone, or in a character that tells nothing."""
    cores = _core(one), _core(two)
    if cores[0] == cores[1] and len(cores[0]) >= _CORE:
        return True
    differing = _differing(one, two) if min(map(len, cores)) >= _LONG else ""
    return bool(differing) and not any(map(_tells, differing))


def _core(name: str) -> str:
    """Return a name without its legal form and what stands in brackets.

    >>> _core("甲化工（福建）有限责任公司")
    '甲化工'
    """
    return _FORM.sub("", name)


def _differing(one: str, two: str) -> str:
    """Return the characters in which two names differ; empty unless it is one in each at most."""
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    for cut_one, cut_two in ((1, 1), (1, 0), (0, 1)):
        if one[start + cut_one :] == two[start + cut_two :]:
            return one[start : start + cut_one] + two[start : start + cut_two]
    return ""


def _tells(character: str) -> bool:
    """Tell whether a character is one that names are told apart by: a number, a side, a letter."""
    return character in _TELLING or character.isascii() or character.isnumeric()
