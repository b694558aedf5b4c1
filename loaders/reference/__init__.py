"""Reference tables (参照表): what holds whatever a single source says."""

from loaders.reference.divisions import Division, Divisions, Level, divisions

__all__ = ["Division", "Divisions", "Level", "divisions"]
