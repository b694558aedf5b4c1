"""Commands as people use and misuse them (命令行): one clear sentence, and the right code."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.store.engine import EmbeddedEngine
from loaders.bundled import bundled_paths
from server.cli import app
from tests.e2e.process import ROOT, Custody

OPERATIONS = ROOT / "examples" / "operations"


@pytest.fixture(scope="module")
def warm(loaded: Custody) -> Iterator[Custody]:
    """The loaded folder with its engine running, so that commands need not start it."""
    with EmbeddedEngine.attach(loaded.data):
        yield loaded


def test_help_teaches(custody: Custody) -> None:
    said = custody("--help")
    assert said.returncode == 0
    assert "custody run" in said.stdout
    for command in (
        "run",
        "serve",
        "load",
        "extract",
        "review",
        "merge",
        "split",
        "query",
        "status",
        "export",
        "rules",
        "propagate",
    ):
        shown = CliRunner().invoke(app, [command, "--help"]).stdout
        assert f"Example: {'NEO4J' if command == 'serve' else 'custody'}" in shown, command
        assert re.search("[\u4e00-\u9fff]{4}", shown), command


def test_wrong_usage_is_code_two(custody: Custody) -> None:
    assert custody("frobnicate").returncode == 2
    assert custody("load").returncode == 2


def test_a_missing_file_is_one_clear_sentence(custody: Custody) -> None:
    refused = custody("load", "没有.csv")
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        "文件“没有.csv”无法读写（不存在 / no such file），请检查路径和权限。",
        (
            "“没有.csv” cannot be read or written (不存在 / no such file); "
            "check the path and permissions."
        ),
    ]
    assert custody("extract", "没有.txt").returncode == 1
    assert custody("query", "没有.graphql").returncode == 1


def test_a_neo4j_that_does_not_answer(tmp_path: Path) -> None:
    refused = Custody(tmp_path / "data", {"NEO4J_URI": "bolt://127.0.0.1:9"})("status")
    assert refused.returncode == 3
    assert len(refused.stderr.splitlines()) == 2
    assert "NEO4J_URI" in refused.stderr


def test_an_address_of_a_neo4j_that_is_none(tmp_path: Path) -> None:
    refused = Custody(tmp_path / "data", {"NEO4J_URI": "http://u:s3cret@graph"})("status")
    assert refused.returncode == 2
    assert "s3cret" not in refused.stderr
    assert "neo4j://" in refused.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("serve", "--host", "0.0.0.0"), "127.0.0.1"),  # noqa: S104 - it must be refused
        (("serve", "--port", "70000"), "65535"),
        (("query", "-", "--variables", "{"), "--variables"),
        (("query", "-", "--variables", "[1]"), "--variables"),
        (("propagate", "罐", "--plot", "图.png"), ".svg"),
        (("propagate", "罐", "--wind-speed", "3"), "--stability"),
    ],
)
def test_settings_that_cannot_be_used(
    custody: Custody, arguments: tuple[str, ...], word: str
) -> None:
    refused = custody(*arguments)
    assert refused.returncode == 2
    assert word in refused.stderr
    assert "Traceback" not in refused.stderr


def test_one_language_where_one_is_asked(custody: Custody) -> None:
    zh = custody("extract", "x.txt", "--lang", "zh").stderr
    en = custody("extract", "x.txt", "--lang", "en").stderr
    assert len(zh.splitlines()) == len(en.splitlines()) == 1
    assert re.search("[\u4e00-\u9fff]", zh)
    assert not re.search("[\u4e00-\u9fff]", en)


def test_a_broken_row_is_told_with_its_place(warm: Custody, tmp_path: Path) -> None:
    register = tmp_path / "企业.csv"
    register.write_text("名称,统一社会信用代码\n好企业,\n坏企业,12345\n", encoding="gb18030")
    report = tmp_path / "report.json"
    said = warm("load", str(register), "--dry-run", "--report", str(report))
    assert said.returncode == 1
    shown = "".join(said.stdout.split())  # cells of a table are wrapped
    for word in ("企业.csv", "3", "统一社会信用代码", "12345", "应为18位统一社会信用代码"):
        assert word in shown
    written = json.loads(report.read_text(encoding="utf-8"))
    assert written["dry_run"] is True
    assert written["counts"]["added"] == 1
    [rejected] = written["rejected"]
    assert (rejected["row"], rejected["column"]) == (3, "统一社会信用代码")
    assert rejected["value"] == "12345"
    status = warm("query", "-", given='{ enterprise(name: "好企业") { name } }')
    assert json.loads(status.stdout) == {"data": {"enterprise": None}}


def test_a_query_prints_json(warm: Custody) -> None:
    file = OPERATIONS / "K3_indicators.graphql"
    variables = OPERATIONS / "K3_indicators.variables.json"
    said = warm("query", str(file), "--variables", f"@{variables}")
    assert said.returncode == 0, said.stderr
    nodes = json.loads(said.stdout)["data"]["region"]["indicators"]["nodes"]
    assert {"风险点": 183.0, "管控措施": 1099.0}.items() <= {
        n["name"]: n["value"] for n in nodes
    }.items()
    assert '"风险点"' in said.stdout  # UTF-8, not escapes


def test_a_query_with_errors_is_code_one(warm: Custody) -> None:
    said = warm("query", "-", given="{ nothing }")
    assert said.returncode == 1
    assert json.loads(said.stdout)["errors"]
    two = "query A { parks { totalCount } } query B { units { totalCount } }"
    assert warm("query", "-", given=two).returncode == 1
    assert warm("query", "-", "--operation", "B", given=two).returncode == 0


def test_status_tells_what_there_is(warm: Custody) -> None:
    said = warm("status", "--lang", "zh")
    assert said.returncode == 0, said.stderr
    for word in ("ArcadeDB", str(warm.data), "40_HAS_CUSTODY_OF.csv", "最近一次导入"):
        assert word in said.stdout.replace("\n", "")
    assert re.search(r"园区 +4", said.stdout)


def test_extract_prints_what_a_document_says(custody: Custody, tmp_path: Path) -> None:
    document = tmp_path / "总结.txt"
    text = "引进厦门熙宝源集团对临港产业园、石门澳产业园开展安全托管。"
    document.write_text(text, encoding="utf-8")
    said = custody("extract", str(document))
    assert said.returncode == 0, said.stderr
    found = json.loads(said.stdout)
    assert found["document"] == "总结.txt"
    assert "厦门熙宝源集团" in {entity["name"] for entity in found["entities"]}
    assert all(entity["evidence"] in text for entity in found["entities"] if "evidence" in entity)
    assert not custody.data.exists()  # it needs no database


def test_extract_shows_tables_and_writes_a_page(custody: Custody, tmp_path: Path) -> None:
    document = tmp_path / "总结.txt"
    document.write_text("东岸化工园区引入“安全管家”云岭安全科技集团。", encoding="utf-8")
    tables = custody("extract", str(document), "--format", "table", "--lang", "zh")
    assert tables.returncode == 0
    assert "云岭安全科技集团" in tables.stdout
    page = tmp_path / "核对.html"
    said = custody("extract", str(document), "--format", "html", "--output", str(page))
    assert (said.returncode, said.stdout) == (0, "")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_is_exported_can_be_loaded_again(warm: Custody, tmp_path: Path) -> None:
    folder = tmp_path / "registers"
    written = warm("export", str(folder))
    assert written.returncode == 0, written.stderr
    names = {path.name for path in folder.iterdir()}
    assert {"parks.csv", "HAS_CUSTODY_OF.csv", "indicators.csv"} <= names
    again = warm("load", str(folder), "--dry-run", "--report", str(tmp_path / "r.json"))
    assert again.returncode == 0, again.stdout
    counts = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["counts"]
    for outcome in ("added", "corrected", "proposed", "rejected"):
        assert counts[outcome] == 0, counts
    assert counts["confirmed"] + counts["unchanged"] > 200


def test_the_bundled_registers_are_whole(warm: Custody) -> None:
    folders = [str(path) for path in bundled_paths()]
    again = warm("load", *folders, "--lang", "en", "--dry-run")
    assert again.returncode == 0, again.stdout


def test_nothing_is_kept_outside_the_data_folder(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    places = ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    custody = Custody(tmp_path / "data", dict.fromkeys(places, str(home)))
    assert custody("status").returncode == 0
    assert custody("query", "-").returncode != 0
    assert list(home.rglob("*")) == []


def test_a_person_says_which_thing_an_unclear_statement_means(tmp_path: Path) -> None:
    custody = Custody(tmp_path / "data", {"CUSTODY_LANG": "zh"})
    source = tmp_path / "通知.txt"
    source.write_text("城区共有化工企业12家。", encoding="utf-8")
    with EmbeddedEngine.attach(custody.data):
        assert custody("load", str(source), *map(str, bundled_paths())).returncode == 0
        (waits,) = json.loads(custody("review", "--json", "--document", "通知.txt").stdout)
        asked = tmp_path / "regions.graphql"
        asked.write_text("{ regions(first: 1) { nodes { id name } } }", encoding="utf-8")
        (region,) = json.loads(custody("query", str(asked)).stdout)["data"]["regions"]["nodes"]

        accept = ("review", "accept", waits["short"], "--by", "王工", "--subject")
        several = custody(*accept[:3], waits["short"], *accept[3:], region["id"])
        assert (several.returncode, "逐条" in several.stderr) == (1, True)
        unknown = custody(*accept, "Region:0")
        assert (unknown.returncode, "Region:0" in unknown.stderr) == (1, True)
        accepted = custody(*accept, region["id"])
        assert (accepted.returncode, "已采纳" in accepted.stdout) == (0, True), accepted.stderr
        asked.write_text(
            "{ indicators(filter: {value: {eq: 12}}) { nodes { measures { nodes { "
            "... on Region { id } } } evidence { method note } } } }",
            encoding="utf-8",
        )
        (figure,) = json.loads(custody("query", str(asked)).stdout)["data"]["indicators"]["nodes"]
        assert figure["measures"]["nodes"] == [{"id": region["id"]}]
        assert any(region["id"] in (each["note"] or "") for each in figure["evidence"])


def test_a_person_reviews_what_waits(tmp_path: Path) -> None:
    custody = Custody(tmp_path / "data", {"CUSTODY_LANG": "zh"})
    source = tmp_path / "通知.txt"
    source.write_text("城区共有化工企业12家。", encoding="utf-8")
    with EmbeddedEngine.attach(custody.data):
        assert custody("load", str(source)).returncode == 0
        (waits,) = json.loads(custody("review", "--json").stdout)
        assert waits["quote"] in "城区共有化工企业12家。"
        shown = custody("review", "--document", "通知.txt").stdout
        assert waits["short"] in shown
        assert "通知.txt" in shown
        assert "没有待核实" in custody("review", "--document", "别的.txt").stdout

        unclear = custody("review", "accept", waits["short"], "--by", "王工")
        assert (unclear.returncode, len(unclear.stderr.splitlines())) == (1, 1)
        rejected = custody("review", "reject", waits["short"], "--by", "王工", "--note", "无主体")
        assert (rejected.returncode, "已驳回" in rejected.stdout) == (0, True)
        assert json.loads(custody("review", "--json").stdout) == []
        late = custody("review", "accept", waits["short"], "--by", "李工")
        assert (late.returncode, "王工" in late.stderr) == (1, True)
        assert custody("review", "reject", "zz", "--by", "王工").returncode == 1
        assert custody("review", "reject", waits["short"]).returncode == 2


GRID_OFFICERS = """
instrument = "南港区安全生产责任清单"
in_force_from = "2020-01-01"
[[rule]]
id = "nangang/grid"
clause = "网格员"
verified = false
applies_to = ["Enterprise"]
line = "GOVERNMENT"
roles = ["GRID_OFFICER"]
"""


def test_rules_of_ones_own_are_listed_and_answered_by(warm: Custody, tmp_path: Path) -> None:
    (tmp_path / "nangang.toml").write_text(GRID_OFFICERS, encoding="utf-8")
    own = Custody(warm.data, {"CUSTODY_RULES": str(tmp_path)})
    assert "nangang/grid" in own("rules").stdout
    assert "nangang/grid" not in own("rules", "--on", "2019-12-31").stdout
    asked = [
        str(OPERATIONS / "R2_gaps.graphql"),
        f"--variables=@{OPERATIONS}/R2_gaps.variables.json",
    ]
    assert "南港区安全生产责任清单" in own("query", *asked).stdout
    assert "南港区安全生产责任清单" not in warm("query", *asked).stdout


def test_a_faulty_rule_of_ones_own_stops_the_start(custody: Custody, tmp_path: Path) -> None:
    (tmp_path / "nangang.toml").write_text(
        GRID_OFFICERS.replace("GRID_OFFICER", "GRID_OFFICIAL"), encoding="utf-8"
    )
    refused = Custody(custody.data, {"CUSTODY_RULES": str(tmp_path)})("rules")
    assert refused.returncode == 2
    assert "nangang.toml" in refused.stderr
    assert "GRID_OFFICIAL" in refused.stderr


def test_a_folder_of_rules_that_is_not_there_is_told(custody: Custody) -> None:
    refused = Custody(custody.data, {"CUSTODY_RULES": "没有"})("rules")
    assert refused.returncode == 2
    assert "CUSTODY_RULES" in refused.stderr


def test_an_answer_may_be_a_table_or_a_page(warm: Custody, tmp_path: Path) -> None:
    variables = f"--variables=@{OPERATIONS}/K6_export.variables.json"
    asked = ["query", str(OPERATIONS / "K6_export.graphql"), variables]
    heads, *rows = warm(*asked, "--format", "csv").stdout.splitlines()
    assert heads.lstrip("\ufeff").startswith("名称,统一社会信用代码,行业")
    assert any("莆田LNG接收站" in row for row in rows)
    page = tmp_path / "企业.html"
    assert warm(*asked, "--format", "html", "--output", str(page)).returncode == 0
    assert "莆田LNG接收站" in page.read_text(encoding="utf-8")


def test_a_table_that_is_not_named_is_asked_for(warm: Custody) -> None:
    variables = f"--variables=@{OPERATIONS}/R1_chain.variables.json"
    refused = warm("query", str(OPERATIONS / "R1_chain.graphql"), variables, "--format", "csv")
    assert refused.returncode == 1
    assert "responsibilityChain.lines.rungs" in refused.stderr
