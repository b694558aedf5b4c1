"""Geodata (地理数据): GeoJSON features as rows of registers, each with its place or boundary."""

from loaders.geodata.features import read_geojson

__all__ = ["read_geojson"]
