"""What reads the encoder's vectors (输出层): one head scores names, the other links.

Names: Global Pointer (Su et al. 2022, arXiv:2208.03054). The vector of a first place is held
against that of a last one, both turned by where they stand (Su et al. 2021, arXiv:2104.09864), the
same for all types, and each end speaks for each type by itself.

Links: the vectors of two mentions are weighed together for each kind of link, and the scores of all
mentions of two things are put together as the logarithm of the sum of their exponentials (both as
in Verga, Strubell & McCallum 2018, arXiv:1802.10569). Added to that is what either end says alone,
what their types say, and how far they are apart.

Shapes: B texts, T places, M mentions, K things, H = 512 columns. All arrays are float32 if nothing
else is said.
"""

from typing import Final, Generic, NamedTuple, TypeVar

import jax
import jax.numpy as jnp
from jax import Array

from loaders.documents.meaning.ties import WAYS
from loaders.training.meaning.batches import LINKS, TYPES, Batch

__all__ = ["Heads", "link_scores", "new_heads", "span_scores"]

_WIDTH: Final = 512
_SPAN: Final = 64
_LINK: Final = 96
_TURN: Final = 10_000.0
_SUREST: Final = 15.0
"""Score of two mentions beyond which none is surer."""
_NEVER: Final = 1e-9
"""Sum of the exponentials of no mention at all."""

Value = TypeVar("Value")


class Heads(NamedTuple, Generic[Value]):
    """All weights of both heads, named as in the file that is written (输出层权重).

    Attributes:
        gq: H × 64, what a first place asks.
        gk: H × 64, what a last place offers.
        gs: H × 2·types, what a first place says of each type, then what a last one says.
        gsb: 2·types, added to it.
        ru: (2·H + types) × 96, what a mention is as a source: first place, last place, type.
        rub: 96, added to it.
        rv: (2·H + types) × 96, what it is as a target.
        rvb: 96, added to it.
        rb: links × 96 × 96, what a source and a target weigh together.
        ra: 96 × links, what a source weighs alone.
        rc: 96 × links, what a target weighs alone.
        rbias: links, what is added to each.
        rd: links × ways, what the way between them weighs.
        rt: links × types × types, what their types weigh.
    """

    gq: Value
    gk: Value
    gs: Value
    gsb: Value
    ru: Value
    rub: Value
    rv: Value
    rvb: Value
    rb: Value
    ra: Value
    rc: Value
    rbias: Value
    rd: Value
    rt: Value


def new_heads(key: Array) -> Heads[Array]:
    """Return heads that have learned nothing yet: small random weights, and that most is nothing.

    Args:
        key: Of JAX's random numbers.
    """
    keys = iter(jax.random.split(key, 8))
    types, links = len(TYPES), len(LINKS)

    def drawn(deviation: float, *shape: int) -> Array:
        return deviation * jax.random.normal(next(keys), shape)

    return Heads(
        gq=drawn(0.04, _WIDTH, _SPAN),
        gk=drawn(0.04, _WIDTH, _SPAN),
        gs=drawn(0.02, _WIDTH, 2 * types),
        gsb=jnp.full(2 * types, -1.0),
        ru=drawn(0.04, 2 * _WIDTH + types, _LINK),
        rub=jnp.zeros(_LINK),
        rv=drawn(0.04, 2 * _WIDTH + types, _LINK),
        rvb=jnp.zeros(_LINK),
        rb=drawn(0.05, links, _LINK, _LINK),
        ra=drawn(0.02, _LINK, links),
        rc=drawn(0.02, _LINK, links),
        rbias=jnp.full(links, -4.0),
        rd=jnp.zeros((links, WAYS)),
        rt=jnp.zeros((links, types, types)),
    )


def span_scores(heads: Heads[Array], vectors: Array) -> Array:
    """Return how much speaks for a name from each place to each (跨度评分), B × types × T × T.

    Args:
        heads: The weights.
        vectors: B × T × H, what each place means.
    """
    asked, offered = _turned(vectors @ heads.gq), _turned(vectors @ heads.gk)
    both = jnp.einsum("bid,bjd->bij", asked, offered) / jnp.sqrt(_SPAN)
    first, last = jnp.split((vectors @ heads.gs + heads.gsb).transpose(0, 2, 1), 2, axis=1)
    return both[:, None] + first[:, :, :, None] + last[:, :, None, :]


def link_scores(heads: Heads[Array], vectors: Array, batch: Batch) -> Array:
    """Return how much speaks for each link from each thing to each (关系评分), B × links × K × K.

    Args:
        heads: The weights.
        vectors: B × T × H, what each place means.
        batch: The mentions and what they name.
    """
    mentions = _mentions(vectors, batch)
    source = jnp.tanh(mentions @ heads.ru + heads.rub)
    target = jnp.tanh(mentions @ heads.rv + heads.rvb)
    scores = jnp.einsum("bmi,rij,bnj->brmn", source, heads.rb, target)
    scores += (source @ heads.ra + heads.rbias).transpose(0, 2, 1)[:, :, :, None]
    scores += (target @ heads.rc).transpose(0, 2, 1)[:, :, None, :]
    scores += heads.rd[:, batch.ways].transpose(1, 0, 2, 3)
    scores += jnp.einsum("bmt,rts,bns->brmn", batch.kinds, heads.rt, batch.kinds)
    powers = jnp.exp(jnp.clip(scores, -_SUREST, _SUREST))
    summed = jnp.einsum("bkm,brmn,bln->brkl", batch.things, powers, batch.things)
    return jnp.log(summed + _NEVER)


def _mentions(vectors: Array, batch: Batch) -> Array:
    """Return each mention's first place, last place and type, B × M × (2·H + types)."""
    ends = [jnp.take_along_axis(vectors, at[..., None], 1) for at in (batch.first, batch.last)]
    return jnp.concatenate([*ends, batch.kinds], axis=-1)


def _turned(rows: Array) -> Array:
    """Return rows turned by their place, two columns at a time; B × T × columns like these."""
    _, length, width = rows.shape
    angles = jnp.arange(length)[:, None] * _TURN ** (-jnp.arange(width // 2) * 2.0 / width)
    cosine, sine = (jnp.repeat(wave(angles), 2, axis=-1) for wave in (jnp.cos, jnp.sin))
    crossed = jnp.stack([-rows[..., 1::2], rows[..., ::2]], axis=-1).reshape(rows.shape)
    return rows * cosine + crossed * sine
