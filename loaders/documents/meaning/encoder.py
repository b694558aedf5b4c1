"""The encoder (语义编码器): for each character what it means among those around it.

A transformer of four layers (Devlin et al. 2019) that was pretrained on Chinese text and then
fitted to annotated documents; `data/README.md` says which. It runs on the processor, from a file.
"""

from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Final, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from loaders.documents.meaning.characters import BEGIN, END, Characters

if TYPE_CHECKING:
    import onnxruntime

__all__ = ["WIDTH", "Encoder", "Floats"]

Floats: TypeAlias = NDArray[np.float32]

WIDTH: Final = 512
"""Numbers that stand for a character."""

_ONLY_FAULTS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Encoder:
    """A pretrained encoder (语义编码器).

    Attributes:
        characters: How it numbers characters.
        session: The network.
    """

    characters: Characters
    session: "onnxruntime.InferenceSession"

    @classmethod
    def read(cls, data: Traversable) -> Self:
        """Return the encoder that a folder holds: `characters.txt` and `encoder.onnx`."""
        import onnxruntime  # noqa: PLC0415 - large, and loads of registers need none

        options = onnxruntime.SessionOptions()
        options.log_severity_level = _ONLY_FAULTS
        options.intra_op_num_threads = 1  # two took twice the processor time, and no less time
        network = data.joinpath("encoder.onnx").read_bytes()
        return cls(
            characters=Characters.read(data.joinpath("characters.txt").read_text(encoding="utf-8")),
            session=onnxruntime.InferenceSession(network, options, ["CPUExecutionProvider"]),
        )

    def vectors(self, text: str) -> Floats:
        """Return a row for each character (字向量), 512 columns.

        Args:
            text: At most 510 characters.
        """
        numbers = self.characters.numbers
        ids = np.array([[numbers[BEGIN], *self.characters.ids(text), numbers[END]]], np.int64)
        given = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        rows: Floats = self.session.run(None, given)[0][0, 1:-1]
        return rows
