"""Evidence (依据): what a statement rests on, and when we learnt it."""

from graph.evidence.citation import Citation
from graph.evidence.clock import UNKNOWN_START, At, instant, now, today
from graph.evidence.provenance import Evidence, Source, digest, family_of

__all__ = [
    "UNKNOWN_START",
    "At",
    "Citation",
    "Evidence",
    "Source",
    "digest",
    "family_of",
    "instant",
    "now",
    "today",
]
