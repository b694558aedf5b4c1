"""What a propagation presupposes (传播计算的假定), in words a safety officer can check."""

from collections.abc import Sequence
from typing import Final

from graph.evidence import Citation
from hazard.method import Coverage
from hazard.notice import Notice, unverified

__all__ = ["assumptions_of", "warnings_of"]

_ALWAYS: Final = (
    Notice(
        zh="低于目标单元升级阈值的热辐射矢量先行剔除；同时受多个单元热辐射时，先相加再求概率。",
        en="Vectors below the threshold of their target are dropped first; heat from several "
        "burning units is added before the probability is taken.",
    ),
    Notice(
        zh="每次事故中每个单元只取一次抗力，相互独立；失效范围扩大到不再变化为止。",
        en="Each unit has one resistance an accident, independent of the others; the failed set "
        "grows until nothing changes.",
    ),
    Notice(
        zh="级数为沿保留的热辐射矢量和冲击波离起始单元的最少步数。",
        en="The order of a unit is the least number of steps from an origin along kept heat and "
        "blasts.",
    ),
    Notice(
        zh="路径概率为各步概率之积，即仅此一条路径即足以致灾的概率。",
        en="The probability of a path is the product of its steps: that this path alone suffices.",
    ),
)
_BARE: Final = Notice(
    zh="热辐射按所给数值计：未另计管控措施和应急处置。",
    en="Heat fluxes are used as given: measures and emergency action are off.",
)
_GUARDED: Final = Notice(
    zh="热辐射按所给数值计；所列安全屏障起作用的概率为 1 减要求时失效概率，"
    "每次事故一次、相互独立：喷淋和隔离减少受到的热辐射，防火保护推迟失效，应急队伍到达后单元不再失效。"
    "屏障对冲击波不起作用；各步的失效时间不计屏障。",
    en="Heat fluxes are used as given. Each barrier listed works with the probability 1 - PFD, "
    "once an accident and independently: sprays and separation take heat away, fireproofing puts "
    "off failure, and a unit no longer fails once a team cools it. Against blasts they do nothing. "
    "Times of single steps are without barriers.",
)
_BURNS_ON: Final = Notice(
    zh="未计燃尽：失效单元的火灾持续到底（上限）。",
    en="Burn-out is off: what burns goes on burning, an upper bound.",
)
_BURNS_OUT: Final = Notice(
    zh="计燃尽：单元失效后燃烧至给定时间为止，目标只有在其失效时间之前热源未燃尽才失效；"
    "已受的热按时间与失效时间之比保留，后来的热源在其上累加。未给燃尽时间的单元持续燃烧。",
    en="Burn-out counts: a unit burns for its time after it fails, and a target fails only if its "
    "time to failure is over before; heat already received stays, as time over time to failure, "
    "and later fires add to it. Units without a time burn on.",
)
_EXACT: Final = Notice(
    zh="概率为精确解（逐一计算全部最终燃烧集合）。",
    en="Probabilities are exact: every final burning set is counted.",
)
_SIMULATED: Final = Notice(
    zh="概率由蒙特卡洛模拟求得，附标准误。",
    en="Probabilities are simulated by Monte Carlo and carry a standard error.",
)
_TIMED: Final = Notice(
    zh="失效时间为该单元失效条件下的模拟均值（单元多时只跟踪前一部分试验，见其标准误），自起火起算；"
    "火焰立即达到全强度，不同强度的受热按时间与失效时间之比累加，至1时失效。",
    en="Times are simulated means given that the unit fails (of the first trials alone where units "
    "are many: see their standard errors), from the start of the fire; flames are at full strength "
    "at once, and heat adds up as time over time to failure, until one.",
)
_TIMELESS: Final = Notice(
    zh="燃尽时间未计：阈值比算法不含失效时间，请改用概率单位算法。",
    en="Times to burn out are not counted: the threshold ratio has no time to failure; choose a "
    "probit.",
)


def assumptions_of(
    *, exact: bool, timed: bool, guarded: bool = False, fading: bool = False
) -> tuple[Notice, ...]:
    """Return what the figures presuppose (假定)."""
    measures, fires = _GUARDED if guarded else _BARE, _BURNS_OUT if fading else _BURNS_ON
    found = _EXACT if exact else _SIMULATED
    return (*_ALWAYS, measures, fires, found, *((_TIMED,) if timed else ()))


def warnings_of(
    *,
    sources: Sequence[Citation],
    coverage: Coverage,
    weak: int,
    min_probability: float,
    trials: int | None,
    uncounted: int = 0,
    fading: int = 0,
) -> tuple[Notice, ...]:
    """Return what to check before relying on the figures (警告).

    Args:
        sources: Publications used.
        coverage: What the bounds cut.
        weak: Number of vectors dropped as too weak.
        min_probability: Least probability to report [-].
        trials: Trials behind the probabilities; None if exact.
        uncounted: Barriers that work by time, which the model does not know.
        fading: Times to burn out that were given to a model without time.
    """
    found = list(unverified(sources))
    if coverage.beyond_max_order:
        found.append(_cut_by_order(coverage))
    if coverage.below_min_probability:
        found.append(_cut_by_probability(coverage, min_probability))
    if trials is not None and min_probability * trials < 1:
        found.append(_too_few(trials))
    if uncounted:
        found.append(_uncounted(uncounted))
    if fading:
        found.append(_TIMELESS)
    if weak:
        found.append(_dropped(weak))
    return tuple(found)


def _cut_by_order(coverage: Coverage) -> Notice:
    count = coverage.beyond_max_order
    return Notice(
        zh=f"级数上限之外尚有 {count} 个直接相邻单元未计，其反馈也未计，所列概率可能偏低。",
        en=f"{count} units one step beyond the greatest order are left out, and so is their "
        "effect on the others: the probabilities shown may be too low.",
    )


def _cut_by_probability(coverage: Coverage, least: float) -> Notice:
    count = coverage.below_min_probability
    return Notice(
        zh=f"有 {count} 个单元因概率低于 {least:g} 未列出，但其影响已计入。",
        en=f"{count} units below probability {least:g} are not listed; their effect is counted.",
    )


def _too_few(trials: int) -> Notice:
    return Notice(
        zh=f"模拟 {trials} 次，无法分辨约 {1 / trials:.1g} 以下的概率。",
        en=f"{trials} trials cannot resolve probabilities below about {1 / trials:.1g}.",
    )


def _dropped(count: int) -> Notice:
    return Notice(
        zh=f"有 {count} 条热辐射矢量低于目标单元的升级阈值，未计入传播。",
        en=f"{count} vectors are below the threshold of their target and do not spread fire.",
    )


def _uncounted(count: int) -> Notice:
    return Notice(
        zh=f"有 {count} 项按时间起作用的屏障（防火保护、应急队伍）未计：阈值比算法不含失效时间，"
        "请改用概率单位算法。",
        en=f"{count} barriers that work by time (fireproofing, emergency team) are not counted: "
        "the threshold ratio has no time to failure; choose a probit.",
    )
