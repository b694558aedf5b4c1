"""Fitting of the encoder and of what reads its vectors (语义层训练): `make train-meaning`.

It needs the dependency group `train-meaning`, which neither the product nor its tests install. What
imports it is in `network`; the other modules, and their tests, do without.
"""
