"""Rules of responsibility on the terminal (责任规则表)."""

from rich.text import Text

from graph.model.registry import node_spec
from graph.responsibility.rulebook import rulebook, rulebook_with
from graph.responsibility.rules import Rule
from server.exits import ExitCode
from server.settings import Settings
from server.speaking import Voice
from server.tabulating import table
from server.wording import GAPS, line_word

__all__ = ["show_rules"]


def show_rules(settings: Settings, voice: Voice, day: str | None) -> ExitCode:
    """Show the rules that come with Custody and one's own, or those in force on a day.

    Raises:
        RuleError: If a file of one's own says something that no rule can say.
    """
    coming = {rule.id for rule in rulebook()}
    rules = [rule for rule in rulebook_with(settings.rules) if day is None or rule.days.holds(day)]
    heads = (
        *(("编号、来源", "rule, whose"), ("法规条款、施行", "clause, in force")),
        *(("对象、责任线", "of what, line"), ("缺口", "gaps"), ("条文", "clause")),
    )
    shown = table(*(voice.choose(zh, en, between="\n") for zh, en in heads))
    for rule in rules:
        read = ("已核对", "read") if rule.citation.verified else ("未核对", "not read")
        own = ("随附", "Custody") if rule.id in coming else ("自定", "own")
        shown.add_row(*map(Text, (*_said(rule, voice.choose(*own)), voice.choose(*read))))
    voice.out.print(shown)
    voice.say(f"自定规则文件夹：{settings.rules}", f"your own rules: {settings.rules}")
    return ExitCode.OK


def _said(rule: Rule, whose: str) -> tuple[str, ...]:
    things = "、".join(node_spec(label).zh.split("/")[0] for label in rule.applies_to)
    return (
        f"{rule.id}\n{whose}",
        f"{rule.citation}\n{rule.days.start} – {rule.days.end or ''}",
        f"{things or '全部对象'}\n{line_word(rule.line)}",
        "、".join(GAPS[kind] for kind in rule.gaps),
    )
