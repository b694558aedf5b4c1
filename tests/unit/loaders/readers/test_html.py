"""Web pages: the words that are shown, as lines and rows, each at its place in the file."""

import pytest

from loaders.layer import Span
from loaders.readers.html import html_layer
from tests.files.office import as_html


def text(page: str) -> str:
    return html_layer(page).text


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<p>甲</p><p>乙</p>", "甲\n乙"),
        ("<p>甲<p>乙<br>丙", "甲\n乙\n丙"),
        ("甲<b>园</b><i>区</i>", "甲园区"),
        ("<p>　　&nbsp;甲&ldquo;乙&#8221;&amp;C&#x4e19;</p>", "甲“乙”&C丙"),
        ("<div>安全\n   托管</div>", "安全托管"),
        ("<div>park\n  steward  甲</div>", "park steward 甲"),
        ("<pre>甲\n乙</pre>", "甲\n乙"),
        ("<nav>首页</nav>甲<footer>版权</footer>", "甲"),
        ("<script>if (a<b) '<p>'</script>甲<style>p{}</style>", "甲"),
        ("<!-- <p>乙 --><p>甲<!-- 丙 -->", "甲"),
        ('<div style="display: none"><div>乙</div></div><p>甲', "甲"),
        ("<nav>首页<p>甲", "首页\n甲"),
        ('<a title="a>b">甲</a>', "甲"),
        ("浓度<5%，温度>3℃", "浓度<5%，温度>3℃"),
        ("AT&T &unknown; &", "AT&T &unknown; &"),
        ("<ul><li><a>首页</a><li><a>新闻</a><li><a>公开</a></ul><p>甲", "甲"),
        ("<div><a>首页</a> | <a>新闻</a> | <a>公开</a></div>甲", "甲"),
        ("<p>甲</p><p><a>附件1</a></p><p><a>附件2</a></p>", "甲\n附件1\n附件2"),
        ("<p>由<a>甲</a>、<a>乙</a>、<a>丙</a>负责</p>", "由甲、乙、丙负责"),
        ("<a>首页</a> > <a>新闻</a> > <a>正文</a><p>甲", "首页 > 新闻 > 正文\n甲"),
        ("甲<span", "甲"),
        ("甲<!-- 乙", "甲"),
        ("", ""),
    ],
)
def test_what_is_shown(page: str, shown: str) -> None:
    assert text(page) == shown


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<table><tr><th>名称<th>数量<tr><td>甲<td>3家</table>", "名称 | 数量\n甲 | 3家"),
        ("<table><tr><td>甲</td><td></td><td>丙</td></tr></table>", "甲 |  | 丙"),
        ("<table><tr><td><p>甲</p><p>乙</p></td><td>丙</td></tr></table>", "甲 乙 | 丙"),
        (
            "<table><tr><td rowspan=2>甲<td>乙<td>1<tr><td>丙<td>2<tr><td>丁<td>戊<td>3</table>",
            "甲 | 乙 | 1\n | 丙 | 2\n丁 | 戊 | 3",
        ),
        (
            "<table><tr><th>名称<th>数量<tr><td rowspan=2>甲<td>12<tr><td>13条</table>",
            "名称 | 数量\n甲 | 12\n | 13条",
        ),
        ("<table><tr><td></td><td>附件</td></tr></table>", "附件"),
        ("<table><tr><td colspan='2'>合计<td>5</table>", "合计 |  | 5"),
        ("<table><tr><td><p>甲。</p><p>乙。</p></td></tr></table>", "甲。\n乙。"),
        ("<p><a>前</a></p><table><tr><td>甲<td><table><tr><td>乙</table></table>", "前\n甲\n乙"),
        (
            "<table><tr><td>栏<td><table><tr><td>甲<td>乙</table>后</table>末",
            "栏\n甲 | 乙\n后\n末",
        ),
    ],
)
def test_tables_are_rows_and_layout_is_not(page: str, shown: str) -> None:
    assert text(page).strip(" ") == shown.strip(" ")


def test_every_span_has_its_place_in_the_file() -> None:
    page = as_html(["甲园区引入“安全管家”乙公司。", "名称 | 数量", "苯 | 3t"])
    layer = html_layer(page)

    def printed(quote: str) -> str:
        start = layer.text.index(quote)
        place = layer.to_file(Span(start, start + len(quote)))
        return page[place.start : place.end]

    assert printed("园区引入") == "园区引入"
    assert printed("“安全管家”") == "&ldquo;安全管家&#8221;"
    assert printed("苯 | 3t") == "苯</td><td>3t"


def test_deep_nesting_is_no_harder_than_none() -> None:
    depth = 20_000
    assert text("<div><table><tr><td>" * depth + "甲") == "甲"
