"""Real documents: how much of what a careful reader finds is found, and nothing misquoted."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from loaders.documents import Extraction
from loaders.documents.extract import by_rules, extract
from loaders.documents.gold import as_gold_json
from loaders.documents.lexicon import alternation, lists, terms
from loaders.documents.text.clean import clean
from loaders.readers.text import read_text

ROOT = Path(__file__).parents[4]
SHARED = Path(os.environ.get("CUSTODY_SHARED", ROOT.parent / "shared" / "data"))
DOCUMENTS = SHARED / "documents"
SEED = ("000_1c32c1475553b78d.txt", "seed.gold.json")
SECOND = ("01_ningbo_sihualiandong.txt", "01_ningbo_sihualiandong.gold.json")
FORM = re.compile(rf"{alternation('enterprise.form', 'place.park')}$")
RENAMED = {
    "临港": "青潭",
    "石门澳": "白沙湾",
    "厦门熙宝源": "海城泰宏安",
    "中海福建": "北辰江东",
    "莆田": "云溪",
    "艾力艾": "鼎宏",
    "秀屿": "松岭",
    "城头镇": "柳浪镇",
    "百强": "万家",
    "华鹰": "金穗",
    "福人": "森源",
    "欣达": "步云",
}
PROPER = {"Region", "Park", "CustodyProvider", "Enterprise"}

pytestmark = pytest.mark.skipif(
    not DOCUMENTS.is_dir(), reason=f"the shared documents are not at {DOCUMENTS}"
)


def texts() -> dict[str, str]:
    if not DOCUMENTS.is_dir():
        return {}
    return {path.name: read_text(path).text for path in sorted(DOCUMENTS.glob("*.txt"))}


def gold(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((DOCUMENTS / name).read_text(encoding="utf-8"))
    return data


def read(name: str) -> Extraction:
    return extract(clean(read_text(DOCUMENTS / name).text), document=name)


def mean_f1(pair: tuple[str, str], predicted: Path) -> float:
    script = SHARED.parent / "score_extraction.py"
    if not script.is_file():
        pytest.skip(f"the scoring script is not at {script}")
    predicted.write_text(json.dumps(as_gold_json(read(pair[0])), ensure_ascii=False), "utf-8")
    command = [sys.executable, str(script), str(DOCUMENTS / pair[1]), str(predicted)]
    scored = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 -- own interpreter, fixed script
    return float(scored.stdout.split()[-1])


@pytest.mark.parametrize(("pair", "least"), [(SEED, 0.9), (SECOND, 0.85)])
def test_mean_f1(pair: tuple[str, str], least: float, tmp_path: Path) -> None:
    """Floors against regressions: both documents were read while the rules were written."""
    assert mean_f1(pair, tmp_path / "predicted.json") >= least


@pytest.mark.parametrize("kind", ["IN_CUSTODY_OF", "PILOT_OF"])
def test_custody_and_pilots_of_the_seed_are_fully_right(kind: str) -> None:
    expected = {(r["from"], r["to"]) for r in gold(SEED[1])["relations"] if r["type"] == kind}
    found = {(r.source, r.target) for r in read(SEED[0]).relations if r.type == kind}

    assert found == expected


def test_facts_of_the_seed_are_fully_right() -> None:
    expected = sorted((str(f["value"]), f["unit"]) for f in gold(SEED[1])["facts"])
    found = sorted((str(f.value), f.unit) for f in read(SEED[0]).facts)

    assert found == expected


def test_other_names_and_full_width_marks_give_the_same_statements() -> None:
    """What is found hangs on the structure: new names and marks change the names alone."""
    text = clean(texts()[SEED[0]]).text
    changed = str.maketrans(",:;()", "，：；（）")

    def renamed(words: str) -> str:
        for old, new in RENAMED.items():
            words = words.replace(old, new)
        return words.translate(changed)

    before, after = by_rules(clean(text)), by_rules(clean(renamed(text)))

    assert {(r.type, renamed(r.source), renamed(r.target)) for r in before.relations} == {
        (r.type, r.source, r.target) for r in after.relations
    }
    assert {(e.type, renamed(e.name)) for e in before.entities} == {
        (e.type, e.name) for e in after.entities
    }
    assert [f.value for f in before.facts] == [f.value for f in after.facts]


def test_the_seed_is_cleaned_as_its_annotator_says() -> None:
    text = clean(texts()[SEED[0]]).text

    assert text.startswith("秀屿区安全生产专项整治三年行动工作总结")
    assert text.endswith("同时向区政府安委会成员单位以及重点")
    assert "\n" not in text
    for word in (
        "全市首推“堤长制”",
        "区级安全生产",
        "时分析货车行驶时长",
        "1、坚持宣教理论",
        "2、宣贯",
    ):
        assert word in text
    for evidence in gold(SEED[1])["relations"] + gold(SEED[1])["facts"]:
        if "..." not in evidence["evidence"]:
            assert evidence["evidence"] in text


@pytest.mark.parametrize("name", texts())
def test_every_statement_is_quoted_exactly_in_both_texts(name: str) -> None:
    original = texts()[name]
    source = clean(original)

    for statement in extract(source).statements:
        start, end = statement.span.start, statement.span.end
        parts = source.original_parts(start, end)
        assert source.text[start:end] == statement.evidence
        assert "".join(original[p.start : p.end] for p in parts) == statement.evidence
        assert (parts[0].start, parts[-1].end) == (statement.original.start, statement.original.end)


@pytest.mark.parametrize("name", texts())
def test_every_end_of_a_relation_is_a_named_entity(name: str) -> None:
    found = extract(clean(texts()[name]))
    known = {entity.name for entity in found.entities}

    assert {end for link in found.relations for end in (link.source, link.target)} <= known


def proper_names() -> set[str]:
    """Return the proper names of both annotated documents; a note marks one without a name."""
    return {
        entity["name"]
        for document in (SEED, SECOND)
        for entity in gold(document[1])["entities"]
        if entity["type"] in PROPER and not entity.get("note")
    }


def test_no_rule_knows_a_name() -> None:
    rules = (ROOT / "loaders" / "documents").rglob("*.*")
    printed = "".join(p.read_text("utf-8") for p in rules if p.suffix in {".py", ".toml"})

    for name in proper_names():
        assert name not in printed


def test_the_lexicon_holds_no_name_of_a_single_document() -> None:
    """A term of the lexicon ends a proper name at most; it is never the name or its own part."""
    every = texts().values()
    named = proper_names()
    for term in {term for table in lists().values() for term in table if len(term) > 1}:
        if sum(term in text for text in every) > 1:
            continue
        for name in named:
            own = FORM.sub("", name) if term not in terms("enterprise.form", "place.park") else name
            inside = term in own and not (own.endswith(term) and own != term)
            assert not inside, f"{term} is part of the name {name}"


def test_every_term_says_what_it_means() -> None:
    assert all(meaning for table in lists().values() for meaning in table.values())
