"""Shelves and spools (暂存): what is put away is what was kept."""

from hypothesis import given, strategies as st

from loaders.shelf import Shelf, Spool

KEYS = st.binary(max_size=3)


@given(st.lists(st.one_of(st.tuples(KEYS, st.integers()), st.none())))
def test_a_shelf_remembers_as_a_dictionary_does(steps: list[tuple[bytes, int] | None]) -> None:
    shelf: Shelf[int] = Shelf()
    plain: dict[bytes, int] = {}
    for step in steps:
        if step is None:
            shelf.put_away()
        else:
            shelf.keep(*step)
            plain[step[0]] = step[1]
        assert all(shelf.get(key) == value for key, value in plain.items())
        assert all(key in shelf for key in plain)
    assert shelf.get(b"nothing") is None
    assert b"nothing" not in shelf
    in_front = Shelf(shelf)
    in_front.keep(b"own", 1)
    assert {key: in_front.get(key) for key in (*plain, b"own")} == {**plain, b"own": 1}
    assert shelf.get(b"own") == plain.get(b"own")
    assert list(shelf.items()) == sorted(plain.items())
    assert list(in_front.items()) == [(b"own", 1)]


@given(st.lists(st.text()), st.integers(min_value=1, max_value=4))
def test_a_spool_is_a_list(items: list[str], block: int) -> None:
    spool: Spool[str] = Spool(block)
    spool.extend(items)
    assert list(spool) == items
    assert len(spool) == len(items)
    assert spool == items
    assert [spool[k] for k in range(len(items))] == items
    assert spool[1:3] == items[1:3]
    assert bool(spool) is bool(items)
    assert items == [] or spool[-1] == items[-1]
