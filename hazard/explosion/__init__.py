"""Explosion (爆炸): equivalent charges, and the blast they send out."""
