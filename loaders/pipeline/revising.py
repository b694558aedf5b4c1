"""Lines on corrections (更正说明): what was said before, what is said now, since when. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from graph.store.plan import Version
from loaders.pipeline.saying import is_personal, told_name, told_value
from loaders.report import Entry

__all__ = ["revised"]


def revised(line: Entry, before: Version, after: Version) -> Entry:
    """Return the line on a statement that was recorded anew, with the old and new values.

    Personal data that was on record is not told: who loads a register may not see it.
    """
    since = after.valid_from if after.valid_from > before.valid_from else None
    changed = [name for name in _changed(before, after) if since is None or name != "valid_to"]
    told = [_told(line.kind, name, before, after, since) for name in changed]
    given = [
        told_value(line.kind, name, value)
        for name in changed
        if (value := _value(after, name)) is not None
    ]
    return replace(
        line,
        value="、".join(given) or line.value,
        zh="；".join(zh for zh, _ in told) or line.zh,
        en="; ".join(en for _, en in told) or line.en,
    )


def _changed(before: Version, after: Version) -> Iterator[str]:
    """Yield the properties that changed, but for other names, which only ever are more."""
    for name in (*dict.fromkeys((*after.properties, *before.properties)), "valid_to"):
        if name != "aliases" and _value(before, name) != _value(after, name):
            yield name


def _value(version: Version, name: str) -> object:
    return version.valid_to if name == "valid_to" else version.properties.get(name)


def _told(
    kind: str, name: str, before: Version, after: Version, since: str | None
) -> tuple[str, str]:
    """Return what became of a property, in Chinese and English."""
    zh, old, new = told_name(kind, name), _value(before, name), _value(after, name)
    day_zh, day_en = (f"自 {since} 起", f"since {since} ") if since else ("", "")
    was_zh, was_en = f"，此前为“{told_value(kind, name, old)}”", f", “{old}” before"
    if old is None:
        was_zh, was_en = "，此前没有记录", ", nothing before"
    elif is_personal(kind, name):
        was_zh, was_en = "，此前不同", ", something else before"
    if new is None:
        return f"“{zh}”{day_zh}不再给出{was_zh}", f"{name} {day_en}no longer given{was_en}"
    new_zh = told_value(kind, name, new)
    return f"“{zh}”{day_zh}为“{new_zh}”{was_zh}", f"{name} {day_en}is “{new}”{was_en}"
