"""The data files of the product (成品数据): encoder, characters and heads."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import jax
import numpy as np
import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

from loaders.training.meaning.batches import LINKS, TYPES
from loaders.training.meaning.network.fitting import Network
from loaders.training.meaning.network.graph import with_weights
from loaders.training.meaning.vocabulary import as_lines

__all__ = ["CHARACTERS", "ENCODER", "HEADS", "write"]

ENCODER: Final = "encoder.onnx"
CHARACTERS: Final = "characters.txt"
HEADS: Final = "heads.npz"


def write(folder: Path, model: onnx.ModelProto, network: Network, tokens: Iterable[str]) -> None:
    """Write what was fitted into a folder (写成品数据).

    The encoder is quantised: its weights are integers of 7 bits with a scale for each column, and
    what they are multiplied with is brought to 8 bits as it comes. With one scale for a whole table
    the vectors are much further from those of the float32 encoder; with 8 bits for the weights sums
    may overflow on processors without VNNI. The heads are float32 arrays by name, with `types` and
    `links`, the order of their columns.

    Args:
        folder: Where to.
        model: The file of the pretrained encoder.
        network: What was fitted.
        tokens: The characters that stay, in the order of their new numbers.
    """
    with TemporaryDirectory() as temporary:
        whole = Path(temporary) / ENCODER
        onnx.save(with_weights(model, network.encoder), whole)
        quantize_dynamic(
            whole,
            folder / ENCODER,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
        )
    (folder / CHARACTERS).write_text(as_lines(tokens), encoding="utf-8", newline="\n")
    heads: dict[str, Any] = jax.tree.map(np.asarray, network.heads._asdict())
    np.savez(folder / HEADS, types=np.array(TYPES), links=np.array(LINKS), **heads)
