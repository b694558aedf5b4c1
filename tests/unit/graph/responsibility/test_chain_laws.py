"""Laws of the chain (责任链的性质)."""

from typing import Any

import pytest
from hypothesis import given, strategies as st

from graph.evidence import At
from graph.model.labels import DutyRole, Line
from graph.responsibility.chain import ResponsibilityChain, Rung, chain_of
from graph.responsibility.rulebook import rulebook
from tests.unit.graph.responsibility.rows import custody, duty, holder, post, row, supervision

DAYS = [f"20{year}-0{month}-01" for year in range(19, 26) for month in (1, 6)]
NAMES = ("甲", "乙", "丙")
CONTEXTS = ("Hazard:源", "Unit:罐", "Enterprise:企", "Park:园", "Region:区")

days = st.sampled_from(DAYS)
starts = st.just("0001-01-01") | days
ends = st.none() | days


@st.composite
def posts(draw: st.DrawFn, above: int) -> dict[str, Any]:
    holders = draw(st.lists(st.builds(holder, st.sampled_from(NAMES), starts, ends), max_size=3))
    return post(draw(st.sampled_from(NAMES)), *holders, above=above)


@st.composite
def duties(draw: st.DrawFn) -> dict[str, Any]:
    depth = draw(st.integers(0, 3))
    return duty(
        draw(st.sampled_from(Line)),
        draw(st.sampled_from(DutyRole)),
        *[draw(posts(above)) for above in range(depth)],
        start=draw(starts),
        end=draw(ends),
        basis=draw(st.sampled_from((None, "任命文件", "《安全生产法》第五条"))),
        said=draw(st.sampled_from(("E:1", "E:2"))),
    )


@st.composite
def situations(draw: st.DrawFn) -> list[dict[str, Any]]:
    depth = draw(st.integers(1, len(CONTEXTS)))
    return [
        row(
            CONTEXTS[k],
            *draw(st.lists(duties(), max_size=4)),
            step=k,
            within=CONTEXTS[k + 1 : k + 2],
            custody=tuple(
                draw(st.lists(st.builds(custody, st.sampled_from(NAMES), starts, ends), max_size=2))
            ),
            supervision=tuple(
                draw(
                    st.lists(
                        st.builds(
                            supervision,
                            st.sampled_from(NAMES),
                            st.sampled_from((None, "港口", "危化")),
                            starts,
                            ends,
                        ),
                        max_size=2,
                    )
                )
            ),
            kind="MAJOR_HAZARD_INSTALLATION",
            level="DISTRICT",
        )
        for k in range(depth)
    ]


def answered(rows: list[dict[str, Any]], day: str) -> ResponsibilityChain:
    at = At(as_of=day, known_at="2026-01-01T00:00:00.000000Z")
    return chain_of(CONTEXTS[0], "Hazard", rows, at, rulebook())


def all_rungs(chain: ResponsibilityChain) -> list[Rung]:
    return [rung for line in chain.lines for rung in line.rungs]


@pytest.mark.property
@given(rows=situations(), day=days)
def test_no_rung_stands_twice_and_every_rung_has_evidence(
    rows: list[dict[str, Any]], day: str
) -> None:
    for line in answered(rows, day).lines:
        seen = [
            (r.role, r.post, r.person, r.organisation, r.subject, r.sector, r.contract, r.scope)
            for r in line.rungs
        ]
        assert len(seen) == len(set(seen))
        assert [r.order for r in line.rungs] == list(range(1, len(seen) + 1))
        assert all(r.evidence for r in line.rungs)


@pytest.mark.property
@given(rows=situations(), day=days)
def test_every_rung_stands_on_the_day(rows: list[dict[str, Any]], day: str) -> None:
    for rung in all_rungs(answered(rows, day)):
        assert (rung.valid_from or "") <= day
        assert rung.valid_to is None or rung.valid_to > day


@pytest.mark.property
@given(rows=situations(), day=days, shift=st.sampled_from(("before", "after")))
def test_on_a_day_inside_no_interval_there_is_no_rung(
    rows: list[dict[str, Any]], day: str, shift: str
) -> None:
    for context in rows:
        for charge in (*context["duties"], *context["custody"], *context["supervision"]):
            charge["valid_from"] = "2000-01-01" if shift == "before" else "2090-01-01"
            charge["valid_to"] = "2001-01-01" if shift == "before" else None
    chain = answered(rows, day)
    assert all_rungs(chain) == []
    assert not {"VACANT", "DUPLICATE", "CONFLICT", "UNSUPPORTED"} & {g.kind for g in chain.gaps}


@pytest.mark.property
@given(rows=situations(), day=days)
def test_every_gap_cites_a_rule_and_says_what_to_do_in_both_languages(
    rows: list[dict[str, Any]], day: str
) -> None:
    gaps = answered(rows, day).gaps
    assert len(gaps) == len(set(gaps))
    for gap in gaps:
        assert gap.rule.instrument
        assert gap.since is None or gap.since <= day
        assert gap.message
        assert gap.message_en
        assert not {"{", "}"} & set(gap.message + gap.message_en)


@pytest.mark.property
@given(rows=situations(), day=days, seed=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_lists_does_not_matter(
    rows: list[dict[str, Any]], day: str, seed: Any
) -> None:
    before = answered(rows, day)
    seed.shuffle(rows)
    for context in rows:
        for name in ("duties", "custody", "supervision", "within"):
            seed.shuffle(context[name])
        for charge in context["duties"]:
            for each in charge["posts"]:
                seed.shuffle(each["holders"])
    after = answered(rows, day)
    assert [_plain(rung) for rung in all_rungs(after)] == [_plain(r) for r in all_rungs(before)]
    assert after.gaps == before.gaps


def _plain(rung: Rung) -> tuple[Any, ...]:
    return (rung.order, rung.role, rung.post, rung.person, rung.subject, frozenset(rung.evidence))


@pytest.mark.property
@given(rows=situations(), day=days, break_at=days, resume=days)
def test_ending_a_term_and_appointing_again_restores_the_chain(
    rows: list[dict[str, Any]], day: str, break_at: str, resume: str
) -> None:
    before = answered(rows, day)
    for context in rows:
        for charge in context["duties"]:
            for each in charge["posts"]:
                each["holders"] = [
                    part for h in each["holders"] for part in _cut(h, break_at, resume)
                ]
    after = answered(rows, day)
    if break_at < resume and break_at <= day < resume:
        kept = {r.person for r in all_rungs(after)} - {None}
        assert kept <= {r.person for r in all_rungs(before)}
    else:
        assert [_plain(r) for r in all_rungs(after)] == [_plain(r) for r in all_rungs(before)]


def _cut(term: dict[str, Any], break_at: str, resume: str) -> list[dict[str, Any]]:
    """Return a term of office as two, with the days between left out."""
    end = term["valid_to"]
    within = term["valid_from"] < break_at < resume and (end is None or resume < end)
    return [{**term, "valid_to": break_at}, {**term, "valid_from": resume}] if within else [term]


@pytest.mark.property
@given(rows=situations(), day=days, added=duties(), at=st.integers(0, len(CONTEXTS) - 1))
def test_what_is_added_to_one_line_changes_no_other(
    rows: list[dict[str, Any]], day: str, added: dict[str, Any], at: int
) -> None:
    before = {line.line: line.rungs for line in answered(rows, day).lines}
    rows[at % len(rows)]["duties"].append(added)
    for line in answered(rows, day).lines:
        if line.line != added["line"]:
            assert line.rungs == before[line.line]
