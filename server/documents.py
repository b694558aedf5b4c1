"""Trusted documents (可信查询清单): the only ones that are run, where a manifest names them.

A manifest is JSON: ids and texts, as the client preset of GraphQL Code Generator writes them
(``persisted-documents.json``), or the operations of an Apollo manifest. An id is the SHA-256 of its
text, so that nobody needs to trust whoever wrote the manifest down.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from graph.store.errors import SettingsError

__all__ = ["Documents", "document_id"]

_VARIABLE: Final = "CUSTODY_DOCUMENTS"
_PREFIX: Final = "sha256:"


@dataclass(frozen=True)
class Documents:
    """Documents that may be asked for by id (可信查询).

    Attributes:
        texts: Text of each, by the SHA-256 of it.
        only: Whether no other document is run.
    """

    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    only: bool = False

    @classmethod
    def read(cls, file: Path | None) -> "Documents":
        """Read a manifest; without one every document is run, and none has an id.

        Raises:
            SettingsError: If it cannot be read, or an id is not the SHA-256 of its text.
        """
        if file is None:
            return cls()
        try:
            told = dict(_told(json.loads(file.read_text(encoding="utf-8"))))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise SettingsError(
                _VARIABLE,
                zh=f"所指清单 {file} 无法读取（{error}），请更正。",
                en=f"names {file}, which cannot be read as a manifest ({error}); correct it.",
            ) from error
        for name, text in told.items():
            if _digest(text) != name:
                raise SettingsError(
                    _VARIABLE,
                    zh=f"清单中的标识 {name} 不是其查询文本的 SHA-256，请以 sha256 重新生成清单。",
                    en=f"holds the id {name}, which is not the SHA-256 of its text; write the "
                    "manifest with sha256.",
                )
        return cls(MappingProxyType(told), only=True)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.texts.values())

    def text(self, identifier: str) -> str | None:
        """Return the text of a document; None if there is none of that id."""
        return self.texts.get(identifier.removeprefix(_PREFIX))

    def allows(self, text: str) -> bool:
        """Tell whether a document is run."""
        return not self.only or text in self._known


def document_id(given: Mapping[str, Any]) -> str | None:
    """Return the id of the document that a request names; None if it names none.

    >>> document_id({"documentId": "sha256:ab"})
    'sha256:ab'
    >>> document_id({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "ab"}}})
    'ab'
    """
    named = given.get("documentId")
    if named is None and isinstance(extensions := given.get("extensions"), Mapping):
        kept = extensions.get("persistedQuery")
        named = kept.get("sha256Hash") if isinstance(kept, Mapping) else None
    return named if isinstance(named, str) and named else None


def _told(manifest: Any) -> Iterator[tuple[str, str]]:
    if isinstance(manifest, dict) and "operations" in manifest:
        manifest = {each["id"]: each["body"] for each in manifest["operations"]}
    for name, text in manifest.items():
        yield str(name).removeprefix(_PREFIX), str(text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
