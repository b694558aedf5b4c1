"""Word documents: what the printed pages show, in their order, with Word's own numbers marked."""

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_BREAK
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from loaders.layer import Span, TextLayer
from loaders.readers.docx import docx_layer
from tests.files.office import as_docx, numbered, saved


def read(document: object) -> TextLayer:
    return docx_layer(saved(document), "甲.docx")


def listed(paragraph: object, number: str, level: int = 0) -> None:
    properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined]  # noqa: SLF001 – python-docx has no public way to set a list
    inner = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{inner}</w:numPr>"))


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    layer = docx_layer(as_docx(["总结", "名称 | 数量", "甲公司 | 3家", "以上。"]), "甲.docx")

    assert layer.text == "总结\n名称 | 数量\n甲公司 | 3家\n以上。"
    assert layer.locator(Span(0, 2)) == "第1段"
    assert layer.locator(Span(12, 15)) == "表1第2行"
    assert layer.locator(Span(0, 15)) == "第1段至表1第2行"


def test_the_numbers_of_lists_are_shown_and_marked_as_words_own() -> None:
    document = docx.Document()
    number = numbered(
        document, [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    )
    for text, level in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 2), ("戊", 0), ("己", 1)]:
        listed(document.add_paragraph(text), number, level)

    layer = read(document)

    assert layer.text == "一、\t甲\n（一）\t乙\n（二）\t丙\n1.\t丁\n二、\t戊\n（一）\t己"
    shown = [layer.text[span.start : span.end] for span in layer.generated]
    assert shown == ["一、\t", "（一）\t", "（二）\t", "1.\t", "二、\t", "（一）\t"]


def test_a_style_may_carry_the_number_and_a_bullet_carries_none() -> None:
    document = docx.Document()
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    document.add_paragraph("丙", style="List Bullet")

    assert read(document).text == "1.\t甲\n2.\t乙\n丙"


@pytest.mark.parametrize(
    ("form", "pattern", "shown"),
    [
        ("decimalEnclosedCircle", "%1", "①"),
        ("upperRoman", "%1.", "I."),
        ("chineseLegalSimplified", "%1、", "壹、"),
        ("lowerLetter", "%1)", "a)"),
        ("decimal", "第%1条", "第1条"),
        ("ideographTraditional", "%1.", "甲."),
        ("none", "", ""),
    ],
)
def test_the_formats_of_numbers(form: str, pattern: str, shown: str) -> None:
    document = docx.Document()
    listed(document.add_paragraph("文"), numbered(document, [(form, pattern)]))

    assert read(document).text == (f"{shown}\t文" if shown else "文")


def test_merged_cells_keep_the_figures_under_their_headings() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for index, row in enumerate([("单位", "名称", "数量"), ("甲", "乙", "3家"), ("", "丙", "4家")]):
        for column, text in enumerate(row):
            table.cell(index, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))

    assert read(document).text == "单位 | 名称 | 数量\n甲 | 乙 | 3家\n | 丙 | 4家"


def test_a_table_that_only_places_paragraphs_is_read_as_paragraphs() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    cell = table.cell(0, 0)
    cell.text = "一、要求。" * 30
    cell.add_paragraph("二、任务。" * 30)
    cell.add_paragraph("三、保障。")
    table.cell(0, 1).text = "附记"

    assert read(document).text.splitlines()[1:] == ["二、任务。" * 30, "三、保障。", "附记"]


def test_a_table_in_a_table_is_read_where_it_stands() -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "前"
    inner = outer.cell(0, 1).add_table(1, 2)
    inner.cell(0, 0).text = "甲"
    inner.cell(0, 1).text = "乙"

    assert read(document).text == "前\n甲 | 乙"


def test_inserted_text_is_read_and_deleted_and_hidden_text_is_not() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("由甲")
    body = paragraph._p  # noqa: SLF001 – tracked changes have no public interface
    for tag, text in (("ins", "公司"), ("del", "单位")):
        kind = "t" if tag == "ins" else "delText"
        body.append(
            parse_xml(f"<w:{tag} {nsdecls('w')}><w:r><w:{kind}>{text}</w:{kind}></w:r></w:{tag}>")
        )
    paragraph.add_run("承担").font.hidden = True
    paragraph.add_run("负责。")

    assert read(document).text == "由甲公司负责。"


def test_a_text_box_follows_its_paragraph_once() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("正文")
    box = "<w:txbxContent><w:p><w:r><w:t>公示</w:t></w:r></w:p></w:txbxContent>"
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    paragraph._p.append(  # noqa: SLF001 – text boxes have no public interface
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="{compatibility}"><mc:AlternateContent>'
            f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
            "</mc:AlternateContent></w:r>"
        )
    )
    layer = read(document)

    assert layer.text == "正文\n公示"
    assert layer.locator(Span(3, 5)) == "第1段旁文本框"


def test_a_table_of_contents_is_left_out() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("一、总体要求\t1", style="toc 1")
    document.add_paragraph("一、总体要求")

    assert read(document).text == "一、总体要求"


def test_headers_and_footers_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    document.add_paragraph("正文")

    assert read(document).text == "正文"


def test_a_line_break_inside_a_paragraph_ends_a_line_but_not_in_a_cell() -> None:
    document = docx.Document()
    document.add_paragraph("甲\n乙")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "丙\n丁"
    table.cell(0, 1).text = "戊"

    assert read(document).text == "甲\n乙\n丙 丁 | 戊"


def test_the_style_part_may_be_missing() -> None:
    document = docx.Document()
    document.add_paragraph("甲")
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith(("/styles", "/numbering")):
            del document.part.rels[key]

    assert read(document).text == "甲"


def test_a_list_may_begin_anew_elsewhere() -> None:
    document = docx.Document()
    first = numbered(document, [("decimal", "%1.")])
    root = document.part.numbering_part.element
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    for number, start in (("991", "1"), ("992", "5")):
        inner = f'<w:abstractNumId w:val="{first}"/>' + again.format(start)
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{inner}</w:num>'))
    for text, number in [("甲", first), ("乙", first), ("丙", "991"), ("丁", "992"), ("戊", "992")]:
        listed(document.add_paragraph(text), number)

    assert read(document).text == "1.\t甲\n2.\t乙\n1.\t丙\n5.\t丁\n6.\t戊"


def test_levels_without_a_number_of_their_own_and_unknown_lists_print_none() -> None:
    document = docx.Document()
    number = numbered(document, [("decimal", "%1.")])
    listed(document.add_paragraph("甲"), number, 3)
    listed(document.add_paragraph("乙"), "0")
    listed(document.add_paragraph("丙"), "77777")

    assert read(document).text == "甲\n乙\n丙"


def test_legal_numbers_print_all_levels_in_figures() -> None:
    document = docx.Document()
    number = numbered(document, [("chineseCounting", "第%1章"), ("decimal", "%1.%2")])
    level = document.part.numbering_part.element.findall(f".//{qn('w:lvl')}")[1]
    level.insert(1, parse_xml(f"<w:isLgl {nsdecls('w')}/>"))
    listed(document.add_paragraph("甲"), number)
    listed(document.add_paragraph("乙"), number, 1)

    assert read(document).text == "第一章\t甲\n1.1\t乙"


def test_notes_stand_at_the_end() -> None:
    document = docx.Document()
    document.add_paragraph("正文")
    notes = (
        f"<w:footnotes {nsdecls('w')}>"
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>数据来自台账</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    name = PackURI("/word/footnotes.xml")
    part = Part(name, "application/xml", notes.encode(), document.part.package)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    document.part.relate_to(part, kind)
    layer = read(document)

    assert layer.text == "正文\n数据来自台账"
    assert layer.locator(Span(3, 5)) == "脚注1"


def test_a_cell_over_two_columns_is_followed_by_an_empty_one() -> None:
    document = docx.Document()
    table = document.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合计"
    table.cell(0, 2).text = "5家"

    assert read(document).text == "合计 |  | 5家"


def test_content_controls_and_page_breaks_are_no_obstacle() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("甲")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    inner = "<w:sdtContent><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:sdtContent>"
    document.element.body.insert(1, parse_xml(f"<w:sdt {nsdecls('w')}>{inner}</w:sdt>"))

    assert read(document).text == "甲\n乙"
