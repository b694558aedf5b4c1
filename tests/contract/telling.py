"""A document, and what stands and what waits in the graph after it was loaded."""

from pathlib import Path
from typing import Any

from graph.store.port import Store
from loaders.documents import Extraction
from loaders.documents.extract import extract
from loaders.documents.text.clean import clean

__all__ = ["PROVIDER", "TEXT", "document", "extracted", "facts", "proposals"]

PROVIDER = "云岭安全科技集团"
TEXT = (
    "东山区安全生产专项整治三年行动工作总结\n"
    "东岸、西岸化工园区成为全市首批园区安全托管试点,引入“安全管家”云岭安全科技集团。"
    "建设东山区企业风险分级管控信息平台,已注册开通企业账号118家。"
)


def document(folder: Path, text: str = TEXT, name: str = "总结") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def extracted(text: str = TEXT) -> Extraction:
    return extract(clean(text))


async def proposals(store: Store, **wanted: str) -> list[dict[str, Any]]:
    """Return what is kept now, in the order of the text."""
    rows = await store.read(
        "MATCH (n:Proposal)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL"
        " RETURN n.id AS id, properties(s) AS said ORDER BY s.position, n.id"
    )
    found = [{"id": row["id"], **row["said"], "proposal": row["id"]} for row in rows]
    return [p for p in found if all(p.get(key) == value for key, value in wanted.items())]


async def facts(store: Store) -> set[tuple[str, str]]:
    """Return every thing and relationship that stands, with its name or ends."""
    nodes = await store.read(
        "MATCH (n)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL AND n.type <> 'Proposal'"
        " RETURN n.type AS kind, s.name AS name"
    )
    links = await store.read(
        "MATCH (a)-[r]->(b) WHERE r.id IS NOT NULL AND r.retracted_at IS NULL"
        " MATCH (a)-[:HAS_STATE]->(s) WHERE s.retracted_at IS NULL"
        " MATCH (b)-[:HAS_STATE]->(t) WHERE t.retracted_at IS NULL"
        " RETURN type(r) AS kind, s.name + ' → ' + t.name AS name"
    )
    return {(row["kind"], row["name"]) for row in (*nodes, *links)}
