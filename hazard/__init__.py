"""Hazard (危害): how far and how bad; pure functions, no files but packaged tables.

The consequence models, with what they rest on, are listed in `hazard.catalogue`; properties of
substances are in `hazard.substance`, lengths of reach in `hazard.reach`. From a record to physics:
`hazard.scenario` tells what may happen to what a unit holds, `hazard.consequence` what that does
around it, `hazard.exposure` what reaches a place, `hazard.footprint` which ground an effect covers,
`hazard.fence` what crosses a boundary, `hazard.radiation` and `hazard.blast` what units do to each
other, `hazard.containment` what ends a release, `hazard.shut_off` what still follows then,
`hazard.dependency` what stops for want of supply, and `hazard.likelihood` how often, and how many.

- hazard.release: `liquid_discharge`, `emptying_time`, `flash_fraction`, `flashing_discharge`,
  `gas_discharge`, `gas_density`, `critical_pressure_ratio`, `pool_evaporation`,
  `mass_transfer_coefficient`, `boiling_flux`.
- hazard.fire: `burning_rate`, `pool_burning_rate`, `burgess_rate`, `water_vapour_pressure`,
  `transmissivity`, `pool_radiated_power`,
  `cylinder_view_factor`, `flame_view_factor`, `sphere_view_factor`, `pool_diameter`,
  `flame_length`, `flame_tilt`, `emissive_power`, `pool_fire`, `tilt_by_wind`,
  `heskestad_length`, `sooty_emissive_power`, `radiative_fraction`, `point_source_flux`,
  `jet_fire`, `fireball`, `pressure_fraction`, `fireball_emissive_power`, `participating_share`,
  `ilo_fireball_flux`, `gost_view_factor`, `gost_transmissivity`, `gost_fireball_flux`.
- hazard.explosion: `tnt_equivalent`, `scaled_distance`, `kinney_graham_overpressure`,
  `kingery_overpressure`, `kingery_reflected_overpressure`, `kingery_impulse`,
  `kingery_arrival_time`, `gost_reduced_mass`, `gost_overpressure`, `gost_impulse`,
  `gbt37243_overpressure`, `gbt37243_distance`, `shock_overpressure`, `injury_radii`,
  `congested_energy`, `sachs_distance`, `plateau_overpressure`,
  `baker_strehlow_overpressure`, `burst_energy`.
- hazard.dispersion: `stability_of`, `wind_at`, `dispersion_sigma`, `averaging_factor`,
  `plume_concentration`, `gaussian_plume`, `puff_concentration`, `gaussian_puff`,
  `gaussian_release`, `reduced_gravity`, `release_regime`, `dense_plume`,
  `dense_plume_half_width`, `dense_puff`, `dense_puff_radius`.
- hazard.vulnerability: `thermal_dose`, `thermal_lethality`, `thermal_lethal_dose`, `burn_injury`,
  `overpressure_lethality`, `lethal_overpressure`, `blast_harm`, `toxic_lethality`,
  `lethal_concentration`, `escalation_by_overpressure`, `safety_distance`, `effect_levels`,
  `toxic_endpoints`.
- hazard.concentration: `mass_concentration`, `parts_per_million`.
- hazard.risk: `fire_deaths`, `toxic_deaths`, `blast_deaths`, `flash_fire_deaths`,
  `direct_ignition`, `toxic_plume_risk`, `individual_limit`, `societal_zone`.
"""
