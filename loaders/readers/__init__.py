"""Readers of source files (来源文件读取): bytes to text or cells, nothing interpreted."""

__all__: list[str] = []
