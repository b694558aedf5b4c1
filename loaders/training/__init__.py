"""Fitting of the learned layer (学习层训练): `make train`; nothing in the product imports it."""
