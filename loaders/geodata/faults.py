"""What can be wrong with geodata (地理数据错误), each with what to do about it."""

from loaders.errors import LoaderError

__all__ = ["BrokenFeatureError", "BrokenGeodataError", "ForeignSystemError"]


class BrokenGeodataError(LoaderError):
    """A file is no collection of features (不是 GeoJSON 要素集).

    Attributes:
        reason: What is wrong with it.
    """

    def __init__(self, file: str, reason: str) -> None:
        self.reason = reason
        super().__init__(
            zh=f"文件“{file}”不是 GeoJSON 要素集（{reason}），请从地图软件另存为 GeoJSON 后导入。",
            en=f"“{file}” is no GeoJSON feature collection ({reason}); save it as GeoJSON from a "
            "map program and load that.",
            file=file,
            value=reason,
            expected="FeatureCollection",
        )


class ForeignSystemError(LoaderError):
    """A file declares a system of coordinates that is not read (坐标系不支持).

    Attributes:
        system: The system as declared.
    """

    def __init__(self, file: str, system: str) -> None:
        self.system = system
        super().__init__(
            zh=f"文件“{file}”的坐标系为“{system}”，不能换算，"
            "请转换为 CGCS2000 或 WGS84 经纬度后导入（GCJ-02、BD-09 可直接导入）。",
            en=f"“{file}” is in {system}, which cannot be converted; turn it into longitudes and "
            "latitudes of CGCS2000 or WGS 84 (GCJ-02 and BD-09 are read as they are).",
            file=file,
            column="crs",
            value=system,
            expected="WGS 84, CGCS2000, GCJ-02 or BD-09",
        )


class BrokenFeatureError(LoaderError):
    """A feature cannot be used; the others are (要素无效)."""

    def __init__(
        self, file: str, number: int, column: str, said: tuple[str, str, str, str]
    ) -> None:
        value, expected, zh, en = said
        super().__init__(
            zh=f"文件“{file}”第 {number} 个要素的“{column}”：{zh}；值为 {value}，此要素未读。",
            en=f"“{file}”, feature {number}, {column}: {en}; found {value}; it was not read.",
            file=file,
            location=number,
            column=column,
            value=value,
            expected=expected,
        )
