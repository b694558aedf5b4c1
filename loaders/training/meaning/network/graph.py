"""The weights of an encoder in its ONNX file (权重读写).

The export of a BERT from PyTorch names all weights but those that rows are multiplied with; these
are told by the node that does so.
"""

from collections.abc import Mapping, Sequence

import jax
import numpy as np
import onnx
from jax import Array
from onnx import numpy_helper

from loaders.training.meaning.network.encoder import Block, Embeddings, Encoder

__all__ = ["read", "with_weights"]


def read(model: onnx.ModelProto, numbers: Sequence[int]) -> Encoder[Array]:
    """Return the weights of an encoder (读权重).

    Args:
        model: The file's content.
        numbers: Of the characters that stay, in the order of their new numbers.
    """
    values = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    encoder = jax.tree.map(lambda name: jax.numpy.asarray(values[name]), _names(model))
    embeddings = encoder.embeddings
    cut = embeddings._replace(characters=embeddings.characters[np.asarray(numbers)])
    return Encoder(cut, encoder.blocks)


def with_weights(model: onnx.ModelProto, encoder: Encoder[Array]) -> onnx.ModelProto:
    """Return a file's content with other weights in their places (写权重)."""
    names, values = jax.tree.leaves(_names(model)), jax.tree.leaves(encoder)
    given = dict(zip(names, values, strict=True))
    changed = onnx.ModelProto()
    changed.CopyFrom(model)
    for one in changed.graph.initializer:
        if one.name in given:
            one.CopyFrom(numpy_helper.from_array(np.asarray(given[one.name]), one.name))
    return changed


def _names(model: onnx.ModelProto) -> Encoder[str]:
    """Return the name of each weight."""
    factors = {node.name: node.input[1] for node in model.graph.node if node.op_type == "MatMul"}
    count = sum(name.endswith("/attention/self/query/MatMul") for name in factors)
    return Encoder(
        Embeddings(
            characters="embeddings.word_embeddings.weight",
            places="embeddings.position_embeddings.weight",
            segments="embeddings.token_type_embeddings.weight",
            scale="embeddings.LayerNorm.weight",
            shift="embeddings.LayerNorm.bias",
        ),
        tuple(_block(number, factors) for number in range(count)),
    )


def _block(number: int, factors: Mapping[str, str]) -> Block[str]:
    at = f"encoder.layer.{number}"

    def factor(part: str) -> str:
        return factors[f"/encoder/layer.{number}/{part}/MatMul"]

    return Block(
        query=factor("attention/self/query"),
        query_bias=f"{at}.attention.self.query.bias",
        key=factor("attention/self/key"),
        key_bias=f"{at}.attention.self.key.bias",
        value=factor("attention/self/value"),
        value_bias=f"{at}.attention.self.value.bias",
        out=factor("attention/output/dense"),
        out_bias=f"{at}.attention.output.dense.bias",
        first_scale=f"{at}.attention.output.LayerNorm.weight",
        first_shift=f"{at}.attention.output.LayerNorm.bias",
        widen=factor("intermediate/dense"),
        widen_bias=f"{at}.intermediate.dense.bias",
        narrow=factor("output/dense"),
        narrow_bias=f"{at}.output.dense.bias",
        last_scale=f"{at}.output.LayerNorm.weight",
        last_shift=f"{at}.output.LayerNorm.bias",
    )
