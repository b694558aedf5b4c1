"""The encoder in JAX (编码器前向计算): BERT (Devlin et al. 2019, arXiv:1810.04805).

Blocks of attention and of two dense layers, each with its input added to what it gives, normalised
after that. All arrays are float32 if nothing else is said. Shapes: B texts, T places, V characters,
H = 512 columns.
"""

from typing import Final, Generic, NamedTuple, TypeVar

import jax
import jax.numpy as jnp
from jax import Array

__all__ = ["Block", "Embeddings", "Encoder", "vectors"]

_ATTENTIONS: Final = 8
_LEAST_VARIANCE: Final = 1e-12
_HIDDEN: Final = -1e9
"""Added to the attention to a place that is only filled up."""
_DROPPED: Final = 0.1
"""Share of the columns that are dropped."""

Value = TypeVar("Value")
"""What stands in the place of each array: the array itself, or its name in a file."""


class Embeddings(NamedTuple, Generic[Value]):
    """What characters and places are by themselves (嵌入).

    Attributes:
        characters: V × H.
        places: 512 × H.
        segments: 2 × H, of which the first alone is used.
        scale: H, of the normalisation.
        shift: H, of the normalisation.
    """

    characters: Value
    places: Value
    segments: Value
    scale: Value
    shift: Value


class Block(NamedTuple, Generic[Value]):
    """One block of the encoder (编码层).

    Attributes:
        query: H × H, with `query_bias`, H; so are `key`, `value` and `out`.
        widen: H × 2048, with `widen_bias`, 2048.
        narrow: 2048 × H, with `narrow_bias`, H.
        first_scale: H, of the normalisation after the attention; so is `first_shift`.
        last_scale: H, of the normalisation at the end; so is `last_shift`.
    """

    query: Value
    query_bias: Value
    key: Value
    key_bias: Value
    value: Value
    value_bias: Value
    out: Value
    out_bias: Value
    first_scale: Value
    first_shift: Value
    widen: Value
    widen_bias: Value
    narrow: Value
    narrow_bias: Value
    last_scale: Value
    last_shift: Value


class Encoder(NamedTuple, Generic[Value]):
    """All weights of the encoder (编码器权重)."""

    embeddings: Embeddings[Value]
    blocks: tuple[Block[Value], ...]


def vectors(encoder: Encoder[Array], ids: Array, mask: Array, key: Array | None = None) -> Array:
    """Return what each place of some texts means (字向量), B × T × H.

    Args:
        encoder: The weights.
        ids: B × T, int32, numbers of the characters between the marks of begin and end.
        mask: B × T, 1 where there is a character or a mark, 0 where the row is filled up.
        key: Of the random numbers that tell what is dropped while the encoder is fitted; None
            drops nothing.
    """
    rows = _embedded(encoder.embeddings, ids)
    for number, block in enumerate(encoder.blocks):
        rows = _after(block, rows, mask)
        if key is not None:
            rows = _dropped(rows, jax.random.fold_in(key, number))
    return rows


def _embedded(weights: Embeddings[Array], ids: Array) -> Array:
    """Return what the characters are by themselves, B × T × H."""
    places = weights.places[: ids.shape[1]] + weights.segments[0]
    return _normalised(weights.characters[ids] + places, weights.scale, weights.shift)


def _after(weights: Block[Array], rows: Array, mask: Array) -> Array:
    """Return what a block makes of the vectors before it, B × T × H like these."""
    attended = _attended(weights, rows, mask) @ weights.out + weights.out_bias
    rows = _normalised(rows + attended, weights.first_scale, weights.first_shift)
    wide = jax.nn.gelu(rows @ weights.widen + weights.widen_bias, approximate=False)
    narrow = wide @ weights.narrow + weights.narrow_bias
    return _normalised(rows + narrow, weights.last_scale, weights.last_shift)


def _dropped(rows: Array, key: Array) -> Array:
    """Return vectors without some columns, the same at all places of a text, the others raised."""
    stays = jax.random.bernoulli(key, 1 - _DROPPED, (rows.shape[0], 1, rows.shape[2]))
    return rows * stays / (1 - _DROPPED)


def _attended(weights: Block[Array], rows: Array, mask: Array) -> Array:
    """Return for each place what it attends to, B × T × H."""
    shape = (*rows.shape[:2], _ATTENTIONS, -1)
    queries = (rows @ weights.query + weights.query_bias).reshape(shape)
    keys = (rows @ weights.key + weights.key_bias).reshape(shape)
    values = (rows @ weights.value + weights.value_bias).reshape(shape)
    scores = jnp.einsum("bqhd,bkhd->bhqk", queries, keys) / jnp.sqrt(queries.shape[-1])
    shares = jax.nn.softmax(scores + _HIDDEN * (1 - mask)[:, None, None, :], axis=-1)
    return jnp.einsum("bhqk,bkhd->bqhd", shares, values).reshape(rows.shape)


def _normalised(rows: Array, scale: Array, shift: Array) -> Array:
    centred = rows - rows.mean(axis=-1, keepdims=True)
    variance = (centred**2).mean(axis=-1, keepdims=True)
    return centred * jax.lax.rsqrt(variance + _LEAST_VARIANCE) * scale + shift
