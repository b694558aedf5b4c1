"""Coverage (覆盖范围): under which earlier headings the silence of a later edition counts."""

import pytest

from loaders.registers import Coverage
from loaders.registers.headings import heading_key


@pytest.mark.parametrize(
    ("column", "heard"),
    [
        ("技术负责人", True),
        ("包保责任人/技术负责人", True),
        ("危险源名称、最大储量（吨）", True),
        ("包保责任人/操作负责人", False),
        ("危险源名称、备案编号", False),
    ],
)
def test_a_heading_is_the_same_below_another_and_with_another_unit(
    column: str,
    heard: bool,  # noqa: FBT001 - a table of cases
) -> None:
    read = {heading_key(text) for text in ("技术负责人", "危险源名称", "最大储量")}
    coverage = Coverage(kinds={"HOLDS_POST"}, headings=read)
    assert coverage.speaks_of("HOLDS_POST", column) is heard
