"""Lines of the report on lists (清单更新说明), and the names by which rows speak of statements."""

from collections.abc import Iterable, Mapping

from graph.store.port import Store
from graph.store.retracting import Gone
from loaders.pipeline.lists import ListFile
from loaders.pipeline.lookup import places_of
from loaders.pipeline.periods import NAMES
from loaders.pipeline.saying import is_personal, told_value
from loaders.report import Entry, Place

__all__ = ["half_read", "line_of", "listed_at", "named_by", "read_otherwise", "unlike"]


def named_by(one: Gone, names: Mapping[str, str]) -> list[str]:
    """Return the names by which a row would speak of a statement."""
    if one.ends:
        return [names.get(end, "") for end in one.ends]
    said = one.version.properties
    return [str(said.get("name", "")), *said.get("aliases", ())]


async def listed_at(store: Store, gone: Iterable[Gone]) -> dict[str, Place]:
    """Return where each statement was listed last, by the place that says so.

    Args:
        store: Where it is recorded.
        gone: Statements that are listed no more.
    """
    last = {one.version.evidence[-1] for one in gone}
    return {
        evidence.id: Place(
            file=source.name, sheet=evidence.sheet, row=evidence.row, column=evidence.column
        )
        for evidence, source in await places_of(store, last)
    }


def line_of(
    one: Gone, names: Mapping[str, str], file: ListFile, places: Mapping[str, Place]
) -> Entry:
    """Return the line on a statement that a list no longer makes, with where it stood last.

    Args:
        one: The statement.
        names: Names of its ends, by id.
        file: The list.
        places: Where each place is that says something listed no more.
    """
    day = file.day
    zh = f"截至 {day} 的清单“{file.name}”不再列出，自该日起失效；位置是此前列出之处"
    en = (
        f"the list {file.name} of {day} no longer names it: true no longer from that day; "
        "the place is where it was listed last"
    )
    if not file.source.dated_on:
        zh = (
            f"清单“{file.name}”不再列出，又未注明截至日期，按导入之日 {day} 起失效；"
            "位置是此前列出之处"
        )
        en = (
            f"the list {file.name} no longer names it and gives no day of its own: ended on {day}, "
            "its load; the place is where it was listed last"
        )
    return _line(one, names, places.get(one.version.evidence[-1], Place(file=file.name)), zh, en)


def read_otherwise(
    one: Gone, names: Mapping[str, str], file: ListFile, places: Mapping[str, Place]
) -> Entry:
    """Return the line on a statement that a register made only as it was read; as `line_of`."""
    zh = "这份文件按现在的读法不这样说，也没有别的来源，已撤回"
    en = "as it is read now the file does not say so, and nothing else does: retracted"
    return _line(one, names, places.get(one.version.evidence[-1], Place(file=file.name)), zh, en)


def _line(one: Gone, names: Mapping[str, str], place: Place, zh: str, en: str) -> Entry:
    subject = str(one.version.properties.get("name", one.id))
    if one.ends:
        subject = " → ".join(names.get(end, end) for end in one.ends)
    return Entry(kind=one.kind, subject=subject, place=place, value=_said(one), zh=zh, en=en)


def _said(one: Gone) -> str | None:
    """Return what was said besides names, but no personal data; None if that is nothing."""
    told = (
        told_value(one.kind, name, value)
        for name, value in one.version.properties.items()
        if name not in NAMES and not is_personal(one.kind, name)
    )
    return "、".join(told) or None


def half_read(file: ListFile, count: int) -> Entry:
    """Return the line on a register of which a part was not read, so that it ends nothing."""
    return file.entry(
        f"有未读的部分，因此表中不再列出的 {count} 项没有终止；请使全部工作表都能读入后重新导入",
        f"was not read whole, so {count} statements that it no longer makes were not ended; see "
        "that every sheet is read, and load it again",
    )


def unlike(file: ListFile) -> Entry:
    """Return the line on a register that is taken for another list."""
    return file.entry(
        "与此前同名的登记册重复不到一半，按另一份清单处理：没有终止任何陈述，数值不同之处留待核实；"
        "如是完整的新版，请加 --complete 重新导入",
        "repeats less than half of the earlier register of that name, so it is taken for another "
        "list: it ends nothing, and where its values differ a person decides; if it is a complete "
        "new edition, load it with --complete",
    )


def like_several(file: ListFile) -> Entry:
    """Return the line on a register that could continue any of several lists."""
    return file.entry(
        "与此前同名的几份清单都重复一半以上，不能确定是哪一份的新版，按另一份清单处理：没有终止任何"
        "陈述，数值不同之处留待核实；请用 --office 注明各是谁的",
        "repeats more than half of several lists of that name, so which of them it continues cannot"
        " be told: it is taken for another one, ends nothing, and where its values differ a person "
        "decides; say whose each is with --office",
    )


def shrunk(file: ListFile) -> Entry:
    """Return the line on an edition that has lost more than half of what a later one than it has.

    What that one says besides is not ended.
    """
    return file.entry(
        "重复的是更早的版本，比最近的一版少了一半以上，其中不再列出的没有终止；如是完整的新版，"
        "请加 --complete 重新导入",
        "is like an older edition and has lost more than half of a later one, of which nothing is "
        "ended; if it is a complete new edition, load it with --complete",
    )
