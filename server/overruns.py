"""Errors of what exceeds a limit (超限错误): what was asked, what is allowed, what to do."""

from typing import Final

from graphql import GraphQLError

__all__ = ["exceeded", "too_costly"]

_HINTS: Final = {
    "operations": ("一份文档只写要执行的操作", "leave only what is run in the document"),
    "depth": ("分几次查询，每次少嵌套几层", "ask in several queries, each less deep"),
    "fields": ("只选用得到的字段", "select only fields that are used"),
    "aliases": ("用列表、nodes 或变量代替重复的别名字段", "use lists, nodes or variables instead"),
    "directives": ("把条件写在外层字段上", "put conditions on the outer fields"),
    "root fields": ("分几次查询，或用 nodes 批量取", "ask in several queries, or by nodes"),
    "repeats": ("同一字段、片段只写一次", "write each field and fragment once"),
    "tokens": ("缩短文档，值用变量传递", "shorten the document, pass values as variables"),
    "brackets within brackets": ("值用变量传递，减少嵌套", "pass values as variables, nest less"),
    "cost": (
        "减小 first，减少嵌套的列表和关联条件，或分几次查询",
        "smaller pages, fewer nested lists and conditions on related things",
    ),
}
_ZH: Final = {
    "operations": "操作数",
    "depth": "嵌套层数",
    "fields": "字段数",
    "aliases": "别名数",
    "directives": "指令数",
    "root fields": "根字段数",
    "repeats": "同一层中的重复数",
    "tokens": "词元数",
    "brackets within brackets": "括号嵌套层数",
}


def exceeded(what: str, asked: int, limit: int) -> GraphQLError | None:
    """Return the error that a document has more of something than is allowed; None if not."""
    if asked <= limit:
        return None
    zh = f"查询超出限额：{_ZH[what]}为 {asked}，上限 {limit}；请缩小查询。"
    en = f"The query has {what} {asked}; at most {limit} are allowed. Ask for less."
    said = {"code": "QUERY_TOO_LARGE", "zh": zh, "en": en, "hint": _hint(what)}
    told = {"measure": what, "limit": limit, "asked": asked}
    return GraphQLError(f"{zh} / {en}", extensions={**said, **told})


def too_costly(asked: int, limit: int) -> GraphQLError | None:
    """Return the error that an operation may cost more than is allowed; None if not."""
    if asked <= limit:
        return None
    zh = f"查询成本为 {asked}，上限 {limit}；请减小 first，减少嵌套的列表和关联条件，或分几次查询。"
    en = f"The query may cost {asked}; at most {limit} is allowed. Ask for smaller pages, for "
    en += "fewer lists and conditions on related things within one another, or in several queries."
    said = {"code": "QUERY_TOO_COSTLY", "zh": zh, "en": en, "hint": _hint("cost")}
    told = {"measure": "cost", "limit": limit, "asked": asked}
    return GraphQLError(f"{zh} / {en}", extensions={**said, **told})


def _hint(what: str) -> str:
    zh, en = _HINTS[what]
    return f"{zh} / {en}"
