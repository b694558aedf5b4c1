"""Fitting of encoder and heads to examples (拟合).

AdamW (Loshchilov & Hutter 2019, arXiv:1711.05101), with a rate that rises first and then falls
along a cosine. What is kept is a moving average of the weights, steadier than those of any one
step. What characters are by themselves stays as it was pretrained, since a few hundred pages hold
few of them; so does the lowest block, which saves time.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random
from typing import Any, Final, NamedTuple, TypeAlias

import jax
import optax
from jax import Array

from loaders.documents.meaning.characters import Characters
from loaders.training.meaning.batches import Batch, batch, dealt
from loaders.training.meaning.examples import Example
from loaders.training.meaning.network.encoder import Encoder, vectors
from loaders.training.meaning.network.heads import Heads, link_scores, new_heads, span_scores
from loaders.training.meaning.network.losses import link_loss, span_loss

__all__ = ["Network", "Progress", "fitted", "loss", "untaught"]

_UNTOUCHED: Final = 1
"""Blocks from below that stay as they are."""
_AT_ONCE: Final = 8
_BLOCK_RATE: Final = 1e-4
_HEAD_RATE: Final = 2e-3
_LAST_SHARE: Final = 0.02
"""Share of the rate that is left at the end."""
_WARM: Final = 10
"""One step in so many is of the rise."""
_DECAY: Final = 0.01
_STEEPEST: Final = 5.0
_REMEMBERED: Final = 0.985
"""Share of the average that each step leaves."""

Progress: TypeAlias = Callable[[int, int, float], None]
"""Is told of each step: its number, how many there are, and the loss."""


class Network(NamedTuple):
    """What is fitted (网络)."""

    encoder: Encoder[Array]
    heads: Heads[Array]


class _Taught(NamedTuple):
    """The weights that are fitted, or what holds for them, by part."""

    blocks: Any
    heads: Any


class _State(NamedTuple):
    """Where fitting stands: the weights, their average, and what the optimiser remembers."""

    taught: _Taught
    average: _Taught
    memory: Any


def untaught(encoder: Encoder[Array], *, seed: int = 0) -> Network:
    """Return a pretrained encoder with heads that have learned nothing yet."""
    return Network(encoder, new_heads(jax.random.key(seed)))


def fitted(
    network: Network,
    examples: Sequence[Example],
    characters: Characters,
    *,
    epochs: int,
    progress: Progress,
) -> Network:
    """Return a network fitted to examples (拟合网络); the same ones on the same machine fit alike.

    Args:
        network: What to begin with.
        examples: What to learn from.
        characters: How characters are numbered.
        epochs: How often to learn from each.
        progress: Is told of each step.
    """
    groups = list(_groups(examples, epochs))
    optimiser = _optimiser(len(groups))
    step = jax.jit(partial(_step, optimiser))
    taught = _Taught(network.encoder.blocks[_UNTOUCHED:], network.heads)
    state = _State(taught, taught, optimiser.init(taught))
    for number, group in enumerate(groups, start=1):
        given = batch(group, characters, _AT_ONCE)
        state, lost = step(network.encoder, state, given, jax.random.key(number))
        progress(number, len(groups), float(lost))
    return _with(network.encoder, state.average)


def loss(network: Network, given: Batch, key: Array | None = None) -> Array:
    """Return how far from right a network is (损失), a number.

    Args:
        network: The network.
        given: Windows with their right answers.
        key: See `vectors`.
    """
    rows = vectors(network.encoder, given.ids, given.mask, key)
    names = span_loss(span_scores(network.heads, rows), given)
    return names + link_loss(link_scores(network.heads, rows, given), given)


def _groups(examples: Sequence[Example], epochs: int) -> Iterator[Sequence[Example]]:
    random = Random(0)  # noqa: S311 - deals examples, guards nothing
    for _ in range(epochs):
        yield from dealt(examples, _AT_ONCE, random)


def _optimiser(steps: int) -> optax.GradientTransformation:
    def adamw(rate: float) -> optax.GradientTransformation:
        rates = optax.warmup_cosine_decay_schedule(
            0.0, rate, steps // _WARM, steps, _LAST_SHARE * rate
        )
        return optax.adamw(rates, weight_decay=_DECAY)

    parts = {"blocks": adamw(_BLOCK_RATE), "heads": adamw(_HEAD_RATE)}
    return optax.chain(
        optax.clip_by_global_norm(_STEEPEST),
        optax.multi_transform(parts, _Taught("blocks", "heads")),
    )


def _step(
    optimiser: optax.GradientTransformation,
    encoder: Encoder[Array],
    state: _State,
    given: Batch,
    key: Array,
) -> tuple[_State, Array]:
    """Return where fitting stands after one more batch, and the loss before."""
    lost, slope = jax.value_and_grad(lambda taught: loss(_with(encoder, taught), given, key))(
        state.taught
    )
    change, memory = optimiser.update(slope, state.memory, state.taught)
    taught = optax.apply_updates(state.taught, change)
    average = optax.incremental_update(taught, state.average, 1 - _REMEMBERED)
    return _State(taught, average, memory), lost


def _with(encoder: Encoder[Array], taught: _Taught) -> Network:
    """Return a network of what stays as it is and what was taught."""
    blocks = (*encoder.blocks[:_UNTOUCHED], *taught.blocks)
    return Network(encoder._replace(blocks=blocks), taught.heads)
