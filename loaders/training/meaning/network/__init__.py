"""What needs the dependency group `train-meaning` (网络训练): JAX, optax and ONNX.

No test imports it, since the tests are to do without 85 MB that the product never needs; types and
style are checked like everywhere.
"""
