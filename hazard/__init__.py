"""Hazard (危害): how far and how bad; pure functions, no files but packaged tables."""
