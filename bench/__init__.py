"""Benchmarks (基准): ratios against a baseline timed in the same run, never absolute claims."""
