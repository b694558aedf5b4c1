"""Responsibility (责任): who answers for a thing on a day, and what is missing in that chain."""
