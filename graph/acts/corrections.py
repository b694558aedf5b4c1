"""Corrections (更正): another value of one property of a thing, the old one kept in time."""

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any, Final

from graph.acts.acting import Done, Outcome, act
from graph.acts.bounds import FOUND_BY
from graph.acts.draft import Draft
from graph.acts.entry import Entry
from graph.acts.refusals import BeyondReachError
from graph.model.labels import Label
from graph.model.ranges import RANGES
from graph.model.registry import THINGS
from graph.model.spec import Kind, NodeSpec, Property
from graph.responsibility.loop import GOVERNED
from graph.responsibility.refusals import InputRefusedError, NotAllowedError
from graph.store.port import Store

__all__ = ["correct"]

_LABELS: Final = tuple(spec.label for spec in THINGS)
_TRUTHS: Final = {"true": True, "false": False, "是": True, "否": False}
_EXPECTED: Final = {
    Kind.INTEGER: ("整数", "a whole number"),
    Kind.DECIMAL: ("数字", "a number"),
    Kind.BOOLEAN: ("true 或 false", "true or false"),
    Kind.DATE: ("日期 YYYY-MM-DD", "a day, YYYY-MM-DD"),
}


async def correct(
    store: Store,
    entry: Entry,
    of: str,
    name: str,
    *,
    value: str | None = None,
    values: Sequence[str] | None = None,
    since: str | None = None,
    on: str | None = None,
) -> Done:
    """Give a property of a thing another value (更正).

    Args:
        store: Where to.
        entry: Who corrects it.
        of: Id of the thing.
        name: Name of the property, as the model or as the API writes it.
        value: The value as text; None, without `values`, says that nothing is known.
        values: The values of a list.
        since: First day on which it is different; None if it was wrong for all its days.
        on: Day whose version was wrong; today if left out.

    Raises:
        BeyondReachError: If the thing, or that property of it, is not theirs to correct.
        UnknownThingError: If there is no such thing.
        StaleVersionError: If somebody wrote since the client read it.
        NotAllowedError: If that property is not to be corrected, or says so already.
        InputRefusedError: If the model has no such property, or no such value of it.
    """

    async def work(draft: Draft) -> Outcome:
        thing = await draft.thing(of, _LABELS, "对象", hold=True, whole=True)
        prop = _property(thing.spec, name)
        _refuse_beyond(draft, prop)
        new = _parsed(prop, value, values)
        day = since or on or entry.today
        current = thing.on(day)
        draft.expect(of, thing.recorded_at)
        old = current.properties.get(prop.name)
        if old == new:
            raise NotAllowedError(
                f"“{prop.zh}”的记录已是这个值，无须更正。",
                f"{prop.name} is on record with this value already.",
                identifier=of,
            )
        changed = {prop.name: new, **_other_name(thing.spec, prop, current.properties)}
        if since is None:
            draft.correct(thing, current, changed)
        else:
            draft.change(thing, since, changed)
        return Outcome(subject=of, as_of=day)

    return await act(store, entry, work)


def _property(spec: NodeSpec, name: str) -> Property:
    prop = next((each for each in spec.properties if _plain(each.name) == _plain(name)), None)
    if prop is None:
        names = "、".join(each.name for each in spec.properties)
        raise InputRefusedError("property", name, (f"{names} 之一", f"one of {names}"))
    if prop.name == spec.code:
        raise NotAllowedError(
            f"“{prop.zh}”是该对象的标识，不能更正；请以正确代码另行登记。",
            f"{prop.name} makes the id and cannot be corrected; register it by the right code.",
        )
    if spec.label == Label.FINDING and prop.name in GOVERNED:
        raise NotAllowedError(
            f"“{prop.zh}”只随闭环变化：请用分派、整改、验收办理。",
            f"{prop.name} changes by the steps of the closed loop alone: assign, rectify, verify.",
        )
    return prop


def _refuse_beyond(draft: Draft, prop: Property) -> None:
    """See that who is bound to a scope does not change what reaches beyond it.

    By its name a thing is found by every later source, and by a boundary everything else is
    placed: whoever gave their own park another's name would be given what is said of that one.
    """
    if prop.personal and not draft.names_persons:
        raise BeyondReachError.personal()
    if draft.is_bound and prop.name in FOUND_BY:
        raise BeyondReachError(
            f"“{prop.zh}”关系到其他来源怎样识别对象，只能由可查看全部数据的管理员更正。",
            f"by {prop.name} other sources tell what they speak of; an administrator who sees "
            "everything corrects it.",
        )


def _plain(name: str) -> str:
    """Return a name however it is written: ``risk_grade`` here, ``riskGrade`` in an answer."""
    return name.replace("_", "").casefold()


def _other_name(spec: NodeSpec, prop: Property, said: Any) -> dict[str, Any]:
    """Return the aliases with the name that was, so that sources that use it still find it."""
    if prop.name != "name" or spec.declared("aliases") is None:
        return {}
    return {"aliases": list(dict.fromkeys([*said.get("aliases", ()), said["name"]]))}


def _parsed(prop: Property, value: str | None, values: Sequence[str] | None) -> Any:
    if prop.kind is Kind.TEXTS:
        if value is not None:
            raise InputRefusedError("value", value, ("用 values 给出列表", "a list in values"))
        return list(values) if values else None
    if values is not None:
        given = "、".join(values)
        raise InputRefusedError("values", given, ("用 value 给出一个值", "one value in value"))
    if value is None or not value.strip():
        if prop.required:
            raise InputRefusedError("value", value, (f"{prop.zh}（必填）", f"{prop.name}"))
        return None
    return _value(prop, value.strip())


def _value(prop: Property, text: str) -> Any:
    if prop.choices is not None:
        known = {**{each.value: each.value for each in prop.choices}, **prop.terms}
        if text not in known:
            allowed = "、".join(prop.choices)
            raise InputRefusedError("value", text, (f"{allowed} 之一", f"one of {allowed}"))
        return known[text]
    try:
        read = _read(prop.kind, text)
    except (KeyError, ValueError) as error:
        raise InputRefusedError("value", text, _EXPECTED[prop.kind]) from error
    _refuse_out_of_range(prop, text, read)
    return read


def _refuse_out_of_range(prop: Property, text: str, value: Any) -> None:
    """See that a quantity is one that a register may state too."""
    span = RANGES.get(prop.name)
    if span is None or span.holds(value):
        return
    low, high = f"{span.low:g}", f"{span.high:g}"
    expected = (f"{low} 到 {high} 之间的数字", f"a number from {low} to {high}")
    if not isfinite(span.high):
        expected = (f"不小于 {low} 的数字", f"a number of {low} or more")
    raise InputRefusedError("value", text, expected)


def _read(kind: Kind, text: str) -> Any:
    match kind:
        case Kind.INTEGER:
            return int(text)
        case Kind.DECIMAL:
            return _finite(float(text))
        case Kind.BOOLEAN:
            return _TRUTHS[text.lower()]
        case Kind.DATE:
            return date.fromisoformat(text).isoformat()
        case _:
            return text


def _finite(number: float) -> float:
    if abs(number) == float("inf") or number != number:  # noqa: PLR0124 - only NaN differs from itself
        raise ValueError(number)
    return number
