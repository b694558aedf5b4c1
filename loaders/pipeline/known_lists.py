"""Known lists (已导入清单): which registers of a load may be editions of which, as of when.

Editions bear one file name, or one title, and are of one keeper. Which lists of that name they
continue is told by what they say (`forerunners`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.cypher import question
from graph.evidence import Source, family_of
from graph.store.port import Store
from loaders.pipeline.forerunners import is_continued
from loaders.pipeline.lists import ListFile, Lists, Recorded
from loaders.report import Entry

__all__ = ["listed_before"]

Row = Mapping[str, Any]


async def listed_before(store: Store, files: Sequence[ListFile]) -> Lists:
    """Return which registers are to be loaded, and which recorded ones they may replace.

    A file that was loaded before, be it under another name or as another's, says what it said
    then, as an edition of that.
    """
    found = Lists()
    names = sorted({file.source.name for file in files})
    digests = sorted({file.source.sha256 for file in files})
    asked = {"names": names, "digests": digests}
    held = await store.read(question("review/lists").text, asked) if names else []
    own_rows = {row["sha256"]: row for row in held}
    for given in files:
        own = own_rows.get(given.source.sha256)
        file = given.first_called(own["name"], _lineage(own)) if own else given
        rows = [row for row in held if _may_be_one(row, file, own)]
        since = own["recorded_at"] if own else None
        later = [row for row in rows if since and row["recorded_at"] > since]
        newer = [row for row in rows if _after(row, file.source)]
        replaced = [row for row in later if own and await is_continued(store, own["id"], row["id"])]
        if replacing := [*newer, *replaced]:
            found.outdated.append(_outdated(file, replacing[-1]))
            continue
        found.current.append(file)
        found.notes += _on_keepers(given, own, rows, held)
        if own:
            found.read[file.source.sha256] = own["id"]
        others = [row for row in rows if row is not own and row not in later]
        found.before[file.source.sha256] = [
            Recorded(row["id"], _lineage(row)) for row in reversed(others)
        ]
    return found


def _lineage(row: Row) -> str:
    return str(row["source"] or row["name"])


def _may_be_one(row: Row, file: ListFile, own: Row | None) -> bool:
    """Tell whether a recorded register may be an edition of a list.

    One that was loaded before is of those of which it was then, unless the user says that it is
    all of a list.
    """
    lineage, source = _lineage(row), file.source
    if own and file.whole is not True:
        return (row["name"], lineage) == (source.name, source.lineage)
    return (row["name"], family_of(lineage)) == (source.name, family_of(source.lineage))


def _after(row: Row, source: Source) -> bool:
    own, other = source.dated_on, row["dated_on"]
    return bool(own and other and other > own and row["sha256"] != source.sha256)


def _outdated(file: ListFile, row: Row) -> Entry:
    day = row["dated_on"] or row["recorded_at"][:10]
    return file.entry(
        f"是旧版：已导入较新的版本（{day}），本次未作任何改变；若是另一份清单，请用 --office 注明"
        "填报单位，或改文件名后导入",
        f"is an old edition: a later one ({day}) was loaded, so nothing changed; if it is another "
        "list, say whose with --office, or load it under another name",
    )


def _on_keepers(
    given: ListFile, own: Row | None, rows: Sequence[Row], held: Sequence[Row]
) -> list[Entry]:
    """Return what is to be said of whose a register is, and whose are others of its name."""
    family = family_of(given.source.lineage)
    if own:
        known = family_of(_lineage(own))
        if family == known or not given.kept or own["name"] != given.source.name:
            return []
        return [
            given.entry(
                f"与此前以“{known}”导入的文件逐字节相同，按那一份处理，没有另作“{family}”",
                f"is byte for byte what was loaded as “{known}” before: taken for that, and not "
                f"for “{family}” as well",
            )
        ]
    others = {family_of(_lineage(row)) for row in held if row["name"] == given.source.name}
    if rows or not (others - {family}):
        return []
    listed = "、".join(sorted(others - {family}))
    return [
        given.entry(
            f"按“{family}”的第一版处理；同名的登记册此前以“{listed}”导入，两者数值不同之处留待核实，"
            "互不更正或终止；如是其新版，请用 --office 注明填报单位（未注明单位的写 -）",
            f"is taken for the first edition of “{family}”; registers of that name were loaded as "
            f"“{listed}” before: where they differ a person decides, and none corrects or ends "
            "what the other says. If it is a later edition of those, say so with --office (- for "
            "those of nobody)",
        )
    ]
