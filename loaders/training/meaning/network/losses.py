"""How far from right the scores are (损失函数), the less the better."""

from typing import Final

import jax
import jax.numpy as jnp
from jax import Array

from loaders.documents.meaning.spans import LONGEST
from loaders.training.meaning.batches import Batch

__all__ = ["link_loss", "span_loss"]

_OUT: Final = -1e4
"""Score of what is out of the question."""


def span_loss(scores: Array, batch: Batch) -> Array:
    """Return the loss of the scores of names (抽名损失), a number.

    The loss for many labels of Su et al. 2022 (arXiv:2208.03054), for each type by itself: every
    span that is no name is to score below 0, and every one that is a name above it.

    Args:
        scores: B × types × T × T.
        batch: The right answers.
    """
    within = _within(batch.mask)[:, None]
    wrong = jnp.where(within & (batch.spans == 0), scores, _OUT)
    right = jnp.where(within & (batch.spans == 1), -scores, _OUT)
    losses = (_above_zero(wrong) + _above_zero(right)).sum(axis=1)
    return (losses * batch.weights).mean()


def link_loss(scores: Array, batch: Batch) -> Array:
    """Return the loss of the scores of links (关系损失), a number.

    The cross-entropy of each link between any two things, over about as many as there are things.

    Args:
        scores: B × links × K × K.
        batch: The right answers.
    """
    entropy = (jax.nn.softplus(scores) - scores * batch.links) * batch.asked[:, None]
    things = batch.things.max(axis=-1).sum(axis=-1)
    return (entropy.sum(axis=(1, 2, 3)) / (things + 1) * batch.weights).mean()


def _within(mask: Array) -> Array:
    """Return which spans are looked at: neither turned round, nor too long; B × T × T."""
    place = jnp.arange(mask.shape[1])
    ahead = place[None, :] - place[:, None]
    return (ahead >= 0) & (ahead < LONGEST) & (mask[:, :, None] * mask[:, None, :] > 0)


def _above_zero(scores: Array) -> Array:
    """Return the logarithm of 1 and the sum of all exponentials; B × types."""
    flat = scores.reshape(*scores.shape[:2], -1)
    return jax.nn.logsumexp(jnp.pad(flat, ((0, 0), (0, 0), (0, 1))), axis=-1)
