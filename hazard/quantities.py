"""Names of quantities (物理量名称), as error messages say them."""

from typing import Final

from hazard.notice import Notice

__all__ = [
    "AIR_DENSITY",
    "AREA",
    "COEFFICIENT",
    "CONCENTRATION",
    "DENSITY",
    "DIAMETER",
    "DISTANCE",
    "DURATION",
    "ENERGY",
    "FLUX",
    "FRACTION",
    "HEAT_CAPACITY",
    "HEAT_OF_COMBUSTION",
    "HEAT_OF_VAPORISATION",
    "HEIGHT",
    "HUMIDITY",
    "IMPULSE",
    "MASS",
    "MASS_FLUX",
    "MOLAR_MASS",
    "OVERPRESSURE",
    "PRESSURE",
    "RADIUS",
    "RATE",
    "SCALED_DISTANCE",
    "TEMPERATURE",
    "VAPOUR_PRESSURE",
    "VOLUME",
    "WIND",
]

AIR_DENSITY: Final = Notice(zh="空气密度", en="The density of air")
AREA: Final = Notice(zh="泄漏口面积", en="The area of the opening")
COEFFICIENT: Final = Notice(zh="流量系数", en="The discharge coefficient")
CONCENTRATION: Final = Notice(zh="浓度", en="The concentration")
DENSITY: Final = Notice(zh="密度", en="The density")
DIAMETER: Final = Notice(zh="直径", en="The diameter")
DISTANCE: Final = Notice(zh="距离", en="The distance")
DURATION: Final = Notice(zh="时间", en="The duration")
ENERGY: Final = Notice(zh="能量", en="The energy")
FLUX: Final = Notice(zh="热辐射强度", en="The heat flux")
FRACTION: Final = Notice(zh="份额", en="The fraction")
HEAT_CAPACITY: Final = Notice(zh="液体比热容", en="The heat capacity of the liquid")
HEAT_OF_COMBUSTION: Final = Notice(zh="燃烧热", en="The heat of combustion")
HEAT_OF_VAPORISATION: Final = Notice(zh="汽化热", en="The heat of vaporisation")
HEIGHT: Final = Notice(zh="高度", en="The height")
HUMIDITY: Final = Notice(zh="相对湿度", en="The relative humidity")
IMPULSE: Final = Notice(zh="冲量", en="The impulse")
MASS: Final = Notice(zh="质量", en="The mass")
MASS_FLUX: Final = Notice(zh="燃烧速率", en="The burning rate")
MOLAR_MASS: Final = Notice(zh="摩尔质量", en="The molar mass")
OVERPRESSURE: Final = Notice(zh="超压", en="The overpressure")
PRESSURE: Final = Notice(zh="压力", en="The pressure")
RADIUS: Final = Notice(zh="半径", en="The radius")
RATE: Final = Notice(zh="泄放速率", en="The release rate")
SCALED_DISTANCE: Final = Notice(zh="比例距离", en="The scaled distance")
TEMPERATURE: Final = Notice(zh="温度", en="The temperature")
VAPOUR_PRESSURE: Final = Notice(zh="蒸气压", en="The vapour pressure")
VOLUME: Final = Notice(zh="体积", en="The volume")
WIND: Final = Notice(zh="风速", en="The wind speed")
