"""Catalogue of the consequence models (后果模型目录): name, function and what it rests on.

A model rests on its equations and on the figures that its choices take from the tables;
`Model.cited` gives both, and an answer that used an unchecked one warns.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from inspect import signature
from typing import Any, Final

from graph.evidence import Citation
from hazard import concentration
from hazard.citations import FIGURES
from hazard.dispersion import (
    dense_gas,
    dense_plume,
    dense_puff,
    finite_release,
    gaussian,
    sigma,
    stability,
    wind_profile,
)
from hazard.errors import UnknownNameError
from hazard.explosion import (
    baker_strehlow,
    gbt37243,
    gost_vce,
    injury_radius,
    kingery_bulmash as kingery,
    kinney_graham,
    multi_energy,
    tnt,
    vessel_burst,
)
from hazard.fire import (
    burgess,
    burning,
    fireball,
    fireball_power,
    flame_length,
    flame_surface,
    gost_fireball,
    heskestad,
    ilo_fireball,
    jet_fire,
    participation,
    point_source,
    pool_fire,
    radiated_power,
    radiated_share,
    sooty_flame,
    sphere,
    tilt,
    transmissivity,
    view_factor,
)
from hazard.method import MethodStatement
from hazard.notice import Notice, unverified
from hazard.release import boiling, emptying, evaporation, flash, flashing, gas, liquid
from hazard.risk import criteria, purple_book, toxic_plume
from hazard.vulnerability import (
    burns,
    endpoints,
    escalation_overpressure,
    overpressure,
    safety_distance,
    thermal,
    toxic,
)

__all__ = ["MODELS", "Model", "method_of", "model"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One consequence model (后果模型).

    Attributes:
        run: The function; its docstring states arguments, units and errors.
        zh: What it gives, in Chinese.
        sources: Publications its equations come from.
    """

    run: Callable[..., Any]
    zh: str
    sources: tuple[Citation, ...] = ()

    @property
    def name(self) -> str:
        """Return the name of the model, that of its function (模型名)."""
        return self.run.__name__

    def cited(self, **choices: Any) -> tuple[Citation, ...]:
        """Return what one use of the model rests on, without repeats (所用依据).

        Args:
            choices: The keyword choices of that use that decide which figures are taken; the
                others are those the function takes by itself.

        Raises:
            TypeError: If a choice that decides is missing.

        >>> [str(source) for source in model("burning_rate").cited(fuel="benzene")]
        ['Babrauskas 1983 (Fire Technol. 19:251-261) benzene as reprinted']
        """
        figures = FIGURES.get(self.name)
        if figures is None:
            return self.sources
        parameters = signature(self.run).parameters.values()
        given = {p.name: p.default for p in parameters if p.default is not p.empty} | choices
        taken = {name: given[name] for name in signature(figures).parameters if name in given}
        found = figures(**taken)
        return tuple(dict.fromkeys((*self.sources, *found)))


def _model(run: Callable[..., Any], zh: str, *sources: Citation) -> Model:
    return Model(run=run, zh=zh, sources=sources)


MODELS: Final[tuple[Model, ...]] = (
    _model(liquid.liquid_discharge, "液体泄漏速率", liquid.SOURCE),
    _model(emptying.emptying_time, "泄空时间", emptying.EMPTYING),
    _model(flash.flash_fraction, "闪蒸率", flash.FLASH),
    _model(flashing.flashing_discharge, "两相泄漏速率", flashing.EQUILIBRIUM),
    _model(gas.gas_discharge, "气体泄漏速率", gas.SOURCE),
    _model(gas.gas_density, "气体密度"),
    _model(gas.critical_pressure_ratio, "临界压力比", gas.SOURCE),
    _model(evaporation.pool_evaporation, "液池蒸发通量", evaporation.STEFAN_FLOW),
    _model(evaporation.mass_transfer_coefficient, "传质系数", evaporation.MACKAY_MATSUGU),
    _model(boiling.boiling_flux, "沸腾液池蒸发通量", boiling.GROUND),
    _model(burning.burning_rate, "燃烧速率表"),
    _model(burning.pool_burning_rate, "按直径的燃烧速率", burning.BY_DIAMETER),
    _model(burgess.burgess_rate, "燃烧速率估算", burgess.BURGESS),
    _model(transmissivity.water_vapour_pressure, "水蒸气分压", transmissivity.VAPOUR),
    _model(transmissivity.transmissivity, "大气透射率"),
    _model(view_factor.cylinder_view_factor, "倾斜圆柱视角系数", view_factor.CYLINDER),
    _model(flame_surface.flame_view_factor, "任意方位视角系数", flame_surface.SOURCE),
    _model(sphere.sphere_view_factor, "球体视角系数", sphere.SPHERE),
    _model(pool_fire.pool_diameter, "液池直径"),
    _model(flame_length.flame_length, "火焰长度", pool_fire.SOURCE, flame_length.THOMAS),
    _model(pool_fire.flame_tilt, "火焰倾角", pool_fire.SOURCE),
    _model(pool_fire.emissive_power, "池火表面热辐射功率", pool_fire.SOURCE),
    _model(
        pool_fire.pool_fire, "池火", pool_fire.SOURCE, flame_length.THOMAS, view_factor.CYLINDER
    ),
    _model(tilt.tilt_by_wind, "火焰倾角（按风速）", tilt.TILT),
    _model(heskestad.heskestad_length, "火焰高度", heskestad.HESKESTAD),
    _model(sooty_flame.sooty_emissive_power, "多烟火焰表面热辐射功率", sooty_flame.MUDAN),
    _model(radiated_share.radiative_fraction, "辐射份额", radiated_share.RADIATIVE_FRACTION),
    _model(point_source.point_source_flux, "点源热辐射强度", point_source.SOURCE),
    _model(radiated_power.pool_radiated_power, "池火总热辐射通量", radiated_power.SOURCE),
    _model(jet_fire.jet_fire, "喷射火", jet_fire.SOURCE, point_source.SOURCE),
    _model(fireball.fireball, "火球直径与持续时间", sphere.SPHERE),
    _model(fireball_power.pressure_fraction, "火球辐射份额", fireball_power.PRESSURE_FRACTION),
    _model(
        fireball_power.fireball_emissive_power,
        "火球表面热辐射功率",
        fireball_power.PRESSURE_FRACTION,
    ),
    _model(participation.participating_share, "参与燃烧份额", participation.PARTICIPATION),
    _model(ilo_fireball.ilo_fireball_flux, "火球热通量", ilo_fireball.SOURCE),
    _model(gost_fireball.gost_view_factor, "火球视角系数（俄标）", gost_fireball.SOURCE),
    _model(gost_fireball.gost_transmissivity, "火球透射率（俄标）", gost_fireball.SOURCE),
    _model(gost_fireball.gost_fireball_flux, "火球热辐射强度（俄标）", gost_fireball.SOURCE),
    _model(tnt.tnt_equivalent, "TNT当量", tnt.SOURCE),
    _model(tnt.scaled_distance, "比例距离"),
    _model(kinney_graham.kinney_graham_overpressure, "空中爆炸超压", kinney_graham.SOURCE),
    _model(kingery.kingery_overpressure, "地面爆炸入射超压", kingery.SOURCE),
    _model(kingery.kingery_reflected_overpressure, "地面爆炸反射超压", kingery.SOURCE),
    _model(kingery.kingery_impulse, "地面爆炸入射冲量", kingery.SOURCE),
    _model(kingery.kingery_arrival_time, "冲击波到达时间", kingery.SOURCE),
    _model(gost_vce.gost_reduced_mass, "折算质量（俄标）", gost_vce.SOURCE),
    _model(gost_vce.gost_overpressure, "蒸气云爆炸超压（俄标）", gost_vce.SOURCE),
    _model(gost_vce.gost_impulse, "蒸气云爆炸冲量（俄标）", gost_vce.SOURCE),
    _model(gbt37243.gbt37243_overpressure, "爆炸品超压", gbt37243.SOURCE),
    _model(gbt37243.gbt37243_distance, "爆炸品外部安全防护距离", gbt37243.SOURCE),
    _model(injury_radius.shock_overpressure, "冲击波超压比", injury_radius.SOURCE),
    _model(injury_radius.injury_radii, "蒸气云爆炸伤害半径", injury_radius.SOURCE),
    _model(multi_energy.congested_energy, "受限区爆炸能量", multi_energy.ENERGY_DENSITY),
    _model(multi_energy.sachs_distance, "萨克斯比例距离", multi_energy.SOURCE),
    _model(multi_energy.plateau_overpressure, "爆源超压", multi_energy.SOURCE),
    _model(
        baker_strehlow.baker_strehlow_overpressure,
        "蒸气云爆炸超压（按火焰速度）",
        baker_strehlow.SOURCE,
    ),
    _model(vessel_burst.burst_energy, "物理爆炸能量", vessel_burst.SOURCE),
    _model(stability.stability_of, "稳定度分级", stability.KEY),
    _model(wind_profile.wind_at, "某高度的风速", wind_profile.WIND_PROFILE),
    _model(sigma.dispersion_sigma, "扩散参数"),
    _model(sigma.averaging_factor, "平均时间修正", sigma.AVERAGING),
    _model(gaussian.plume_concentration, "给定扩散参数的烟羽浓度", gaussian.SOURCE),
    _model(gaussian.gaussian_plume, "高斯烟羽浓度", gaussian.SOURCE),
    _model(gaussian.puff_concentration, "给定扩散参数的烟团浓度", gaussian.SOURCE),
    _model(gaussian.gaussian_puff, "高斯烟团浓度", gaussian.SOURCE),
    _model(
        finite_release.gaussian_release, "有限时间泄放浓度", finite_release.SOURCE, gaussian.SOURCE
    ),
    _model(dense_gas.reduced_gravity, "折减重力加速度", dense_gas.SOURCE),
    _model(dense_gas.release_regime, "连续或瞬时泄放", dense_gas.APPLICABILITY),
    _model(
        dense_plume.dense_plume, "连续重气扩散浓度比", dense_gas.SOURCE, dense_gas.APPLICABILITY
    ),
    _model(dense_plume.dense_plume_half_width, "重气羽流半宽", dense_plume.WIDTH),
    _model(dense_puff.dense_puff, "瞬时重气扩散浓度比", dense_gas.SOURCE, dense_gas.APPLICABILITY),
    _model(dense_puff.dense_puff_radius, "重气云团半径", dense_gas.SOURCE),
    _model(thermal.thermal_dose, "热剂量"),
    _model(thermal.thermal_lethality, "热辐射致死概率"),
    _model(thermal.thermal_lethal_dose, "致死热剂量"),
    _model(burns.burn_injury, "热辐射烧伤概率"),
    _model(overpressure.overpressure_lethality, "超压致死概率"),
    _model(overpressure.lethal_overpressure, "致死超压"),
    _model(overpressure.blast_harm, "冲击波伤害概率"),
    _model(concentration.mass_concentration, "质量浓度"),
    _model(concentration.parts_per_million, "体积浓度"),
    _model(toxic.toxic_lethality, "毒物致死概率"),
    _model(toxic.lethal_concentration, "致死浓度"),
    _model(escalation_overpressure.escalation_by_overpressure, "超压升级概率"),
    _model(safety_distance.safety_distance, "多米诺安全距离"),
    _model(endpoints.effect_levels, "效应阈值"),
    _model(endpoints.toxic_endpoints, "毒物应急阈值"),
    _model(purple_book.fire_deaths, "热辐射致死（紫皮书）", purple_book.SOURCE),
    _model(purple_book.toxic_deaths, "毒物致死（紫皮书）", purple_book.SOURCE),
    _model(purple_book.blast_deaths, "爆炸致死（紫皮书）", purple_book.SOURCE),
    _model(purple_book.flash_fire_deaths, "闪火致死（紫皮书）", purple_book.FLASH),
    _model(purple_book.direct_ignition, "直接点火概率", purple_book.SOURCE),
    _model(toxic_plume.toxic_plume_risk, "有毒烟羽个人风险", toxic_plume.SOURCE),
    _model(criteria.individual_limit, "个人风险基准"),
    _model(criteria.societal_zone, "社会风险区域"),
)
"""Every consequence model, from release to harm."""


def model(name: str) -> Model:
    """Return a model by the name of its function (查模型).

    Raises:
        UnknownNameError: If there is no such model.

    >>> model("gas_discharge").zh
    '气体泄漏速率'
    """
    for entry in MODELS:
        if entry.name == name:
            return entry
    raise UnknownNameError(Notice(zh="后果模型", en="consequence model"), name)


def method_of(
    citations: Iterable[Citation], *, assumptions: Sequence[Notice] = ()
) -> MethodStatement:
    """Return the method statement of an answer (方法说明); unchecked sources are warned of.

    Args:
        citations: What the models and figures used rest on, see `Model.cited`.
        assumptions: What was taken for granted.

    >>> method_of(model("jet_fire").cited()).warnings[0].en[:30]
    'Figures used have not been che'
    """
    cited = tuple(dict.fromkeys(citations))
    return MethodStatement(
        models=cited,
        exact=True,
        trials=None,
        seed=None,
        assumptions=tuple(assumptions),
        warnings=unverified(cited),
    )
