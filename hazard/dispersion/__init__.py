"""Dispersion (扩散): how a release thins out downwind."""
