"""A text may begin and end with any term of the lexicon, or hold nothing else."""

from dataclasses import replace

import pytest

from loaders.documents.extract import extract_with
from loaders.documents.learned.layer import learned
from loaders.documents.lexicon import lists
from loaders.documents.text.clean import clean

TERMS = sorted({term for table in lists().values() for term in table})


@pytest.mark.property
@pytest.mark.parametrize("frame", ["{0}", "{0}。{0}", "{0}、{0}和{0}\n{0}：{0}，{0}3家"])
def test_a_text_of_bare_terms_is_read(frame: str) -> None:
    layer = replace(learned(), meaning=None)  # the encoder knows of no lexicon
    for term in TERMS:
        text = frame.format(term)
        found = extract_with(layer, clean(text))
        for said in found.statements:
            assert said.evidence in text, term
