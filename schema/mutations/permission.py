"""Who may decide and enter what (核实与录入权限): only what they see, in their own name."""

from collections.abc import Iterable
from typing import Final

from graph.cypher import question
from graph.cypher.roots import by_ids
from graph.cypher.selection import ById, Field
from graph.evidence import At
from graph.model.identity import label_of
from graph.model.labels import Act, Label
from graph.model.proposal import PROPOSAL
from graph.store.deciding import kept
from schema.caller import Caller
from schema.context import Context
from schema.types import problems

__all__ = ["entry_refusal", "refusal"]


async def refusal(
    context: Context, proposal: str, by: str
) -> problems.NotFound | problems.Forbidden | problems.InvalidInput | None:
    """Return why a caller may not decide on a proposal; None if they may.

    What a decision takes with it, and what it releases, must be theirs to see as well.
    """
    caller = context.caller
    if caller is None:
        return None
    if not caller.decides:
        return _forbidden("企业用户不能核实陈述。", "An enterprise does not decide on proposals.")
    if by.strip() != caller.name:
        return _not_own_name(caller)
    if not await _seen(context, [proposal]):
        return problems.not_found(proposal, "待核实陈述")
    if not await _seen(context, await _together(context, proposal)):
        return _forbidden(
            "该结论会连带其他陈述，其中有您无权查看的；请由上级用户核实。",
            "This decision takes others with it that you may not see; leave it to whoever may.",
        )
    return None


_BY_WHO_SEES_EVERYTHING: Final = (Act.MERGE, Act.SPLIT)
_OFFICES: Final = (Act.APPOINT, Act.RELIEVE)
_FOUND_BY_OTHERS: Final = (Label.FINDING, Label.INSPECTION)


def entry_refusal(
    context: Context, act: Act, by: str, of: str = ""
) -> problems.Forbidden | problems.InvalidInput | None:
    """Return why a caller may not enter such a thing at all; None if they may.

    What the act is about must lie in their scope, which the act itself weighs. A merge reaches
    beyond what it names, so that only who sees everything enters one. Who holds a post
    is personal data. What others found in an enterprise it does not correct itself.

    Args:
        context: Who asks.
        act: What they would do.
        by: Whose name they give.
        of: Id of what it is about, whether there is such a thing or not.
    """
    caller = context.caller
    if caller is None:
        return None
    everything = caller.scopes is None and caller.personal
    whole = act in _BY_WHO_SEES_EVERYTHING or (act is Act.UPLOAD and caller.scopes is None)
    if not everything and whole:
        return _forbidden(
            "合并、拆分和不限范围的导入只对可查看全部数据（含个人信息）的管理员开放；请交其办理。",
            "Only an administrator who sees everything, personal data too, may merge, split, and "
            "load files beyond a scope; leave it to one.",
        )
    if act in _OFFICES and not caller.personal:
        return _forbidden(
            "任免涉及人员信息，须有查看个人信息的权限；请交有此权限的用户办理。",
            "Who holds a post is personal data, which you may not see; leave it to whoever may.",
        )
    if act is Act.CORRECT and not caller.decides and label_of(of) in _FOUND_BY_OTHERS:
        return _forbidden(
            "企业用户不能更正检查和隐患记录；请由监管部门或安全管家更正。",
            "An enterprise does not correct what was found in it; leave it to its regulator or "
            "steward.",
        )
    if by.strip() != caller.name:
        return _not_own_name(caller)
    return None


def _not_own_name(caller: Caller) -> problems.InvalidInput:
    return problems.InvalidInput(
        code="INVALID_INPUT",
        field="by",
        message=f"核实人、操作人应为登录用户“{caller.name}”。",
        message_en=f"by must be the name that you are logged in with, {caller.name!r}.",
    )


def _forbidden(zh: str, en: str) -> problems.Forbidden:
    return problems.Forbidden(code="FORBIDDEN", message=zh, message_en=en)


async def _seen(context: Context, ids: Iterable[str]) -> bool:
    wanted = set(ids)
    asked = by_ids([ById(target=PROPOSAL, ids=sorted(wanted), items=(Field("id", "id"),))])
    rows = await context.store.read(asked.text, {**asked.parameters, **At.of().parameters})
    return {row["id"] for row in rows[0]["data0"]} == wanted


async def _together(context: Context, proposal: str) -> set[str]:
    """Return every proposal that a decision on one can reach, and more rather than fewer."""
    found: set[str] = set()
    waiting = {proposal}
    while waiting:
        found |= waiting
        versions = await kept(context.deciding, waiting)
        near = {one for version in versions.values() for one in version.properties.get("needs", ())}
        rows = await context.deciding.read(
            question("review/waiting").text, {"ids": sorted(waiting)}
        )
        waiting = (near | {row["id"] for row in rows}) - found
    return found
