"""Regions of a document (文档中的行政区): which division of the table a name means. Pure.

A document prints no code, and many towns share a name. So a name stands for a division only where
the document says whose report it is, and then only for what that division is, lies in or holds;
else a name must be the only one in the country, and none that a town could bear.
"""

from collections.abc import Iterable

from loaders.reference import Division, Level, divisions

__all__ = ["division_of"]


def division_of(name: str, home: str | None, beside: Iterable[str] = ()) -> Division | None:
    """Return the division that a document means by a name; None if that is not certain (行政区).

    Args:
        name: As the document prints it.
        home: Code of the division that the document reports on; None if it does not say.
        beside: Other regions that it names as holding this one; none may be unknown.

    >>> division_of("埭头镇", "350305").code, division_of("莆田市", "350305").code
    ('350305105', '350300')
    >>> division_of("城头镇", "350305"), division_of("鼓楼区", None)
    (None, None)
    """
    found = divisions().named(name)
    own = divisions().by_code(home) if home else None
    near = [d for d in found if own and (d in _around(own) or own in divisions().above(d))]
    only = near or ([d for d in found if d.level is not Level.TOWN] if len(found) == 1 else [])
    if len(only) != 1:
        return None
    above = {d.name for d in divisions().above(only[0])}
    return only[0] if above.issuperset(beside) else None


def _around(own: Division) -> tuple[Division, ...]:
    return (own, *divisions().above(own))
