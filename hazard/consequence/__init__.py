"""Consequences (事故后果): from what a unit holds to heat, blast and gas around it."""
