"""Errors of rules of responsibility (责任规则错误)."""

from graph.errors import CustodyError

__all__ = ["RuleError"]


class RuleError(CustodyError):
    """A rule file says something that no rule can say (规则文件有误)."""

    def __init__(self, file: str, rule: str, reason: str) -> None:
        self.file = file
        self.rule = rule
        self.reason = reason
        zh, en = (f" 的“{rule}”", f", rule {rule!r},") if rule else ("", "")
        super().__init__(
            zh=f"责任规则文件 {file}{zh}有误：{reason}；请更正后重试。",
            en=f"rule file {file}{en} is wrong: {reason}; correct it.",
        )
