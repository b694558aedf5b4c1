"""What a web page prints around its article goes; the article and its source stay."""

import pytest

from loaders.documents.text.clean import clean

BODY = "甲园区引入乙公司，开展安全托管。"


@pytest.mark.parametrize(
    "line",
    [
        "更新时间:2018-12-03 14:12:49",
        "发布时间：2021年3月5日 浏览次数：35 【字号：大 中 小】",
        "字号：[大][中][小] 打印 关闭",
        "当前位置：首页 > 新闻中心 > 正文",
        "首页 > 政务公开 > 应急管理",
        "分享到：微信 微博",
    ],
)
def test_lines_of_the_page_before_the_article_go(line: str) -> None:
    assert clean(f"标题\n{line}\n{BODY}").text == f"标题\n{BODY}"


@pytest.mark.parametrize(
    "line",
    [
        "【打印】【关闭】",
        "上一篇：另一条新闻",
        "打印本页 关闭窗口",
        "主办单位名称：甲市工业局",
        "地址：甲市乙大道12号市行政中心3号楼B座4层 邮编：213022 电话：0519-85681183 网站地图",
        "甲公网安备32041102000483号 网站标识码：3204000068 甲ICP备05003616号",
    ],
)
def test_lines_of_the_page_after_the_article_go(line: str) -> None:
    assert clean(f"{BODY}\n{line}").text == f"{BODY}\n"


def test_whoever_published_it_stays_and_its_date_goes() -> None:
    assert (
        clean(f"日期：2018-10-08来源：省应急管理厅\n{BODY}").text == f"来源：省应急管理厅\n{BODY}"
    )
    line = "来源：化工报 发布时间：2021-03-05"
    assert clean(f"{line}\n{BODY}").text == f"来源：化工报\n{BODY}"


def test_a_marked_title_is_kept_once() -> None:
    assert clean(f"# title: 总结\n\n总结\n{BODY}").text == f"\n总结\n{BODY}"
    assert clean(f"# title: 总结\n\n{BODY}").text == f"总结\n\n{BODY}"


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n更新时间：2018-12-03\n{BODY}",
        f"时间：2019年10月25日\n地点：会议中心\n{BODY}",
        f"来源：企业自查\n{BODY}",
        f"检查时间：3月\n{BODY}",
        f"关闭\n{BODY}",
        "".join(f"甲{n}\n" for n in range(20)),
        "".join(f"甲{n}\n" for n in range(40)),
        "名称\n大\n中\n小",
        f"首页面设计\n{BODY}",
    ],
)
def test_lines_of_the_article_stay(text: str) -> None:
    assert clean(text).text == text
