"""The jars of a Neo4j Community (测试用 Neo4j 程序包), resolved once and kept outside the tree."""

import importlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from filelock import FileLock
from platformdirs import user_cache_path

__all__ = ["VERSION", "jars"]

VERSION: Final = "2026.09.0"
_ARTIFACTS: Final = ("neo4j", "neo4j-bolt")


def jars() -> list[Path]:
    """Return the jars, from the cache or else from the Maven registry.

    Raises:
        RuntimeError: If neither Maven nor jgo is there to resolve them.
    """
    cache = user_cache_path("custody", appauthor=False) / f"neo4j-{VERSION}"
    cache.mkdir(parents=True, exist_ok=True)
    folder = cache / "jars"
    with FileLock(cache / "resolve.lock"):
        if not folder.exists():
            _resolve(cache, folder)
    return sorted(folder.glob("*.jar"))


def _resolve(cache: Path, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=cache) as draft:
        found = Path(draft) / "jars"
        found.mkdir()
        if (maven := shutil.which("mvn")) is not None:
            _with_maven(maven, Path(draft), found)
        else:
            _with_jgo(Path(draft), found)
        found.replace(folder)


def _with_maven(maven: str, draft: Path, found: Path) -> None:
    dependencies = "".join(
        f"<dependency><groupId>org.neo4j</groupId><artifactId>{name}</artifactId>"
        f"<version>{VERSION}</version></dependency>"
        for name in _ARTIFACTS
    )
    pom = draft / "pom.xml"
    pom.write_text(
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>custody</groupId><artifactId>test-neo4j</artifactId><version>1</version>"
        f"<dependencies>{dependencies}</dependencies></project>",
        "utf-8",
    )
    subprocess.run(  # noqa: S603 - Maven itself, with a pom of ours
        [
            maven,
            "-q",
            "-B",
            "-f",
            str(pom),
            "dependency:copy-dependencies",
            f"-DoutputDirectory={found}",
            "-DincludeScope=runtime",
        ],
        check=True,
        stdin=subprocess.DEVNULL,
    )


def _with_jgo(draft: Path, found: Path) -> None:
    try:
        jgo = importlib.import_module("jgo")  # only where there is no Maven
    except ImportError as error:
        message = "Neo4j for the tests comes from Maven: install Maven, or `pip install jgo`."
        raise RuntimeError(message) from error
    endpoint = "+".join(f"org.neo4j:{name}:{VERSION}" for name in _ARTIFACTS)
    environment = jgo.build(endpoint, cache_dir=draft / "jgo")
    for jar in environment.all_jars:
        shutil.copy(os.fspath(jar), found)
