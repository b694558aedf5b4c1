"""Errors of documents that the manifest does not list (清单外查询)."""

from graphql import GraphQLError

__all__ = ["unknown", "untrusted"]


def untrusted() -> GraphQLError:
    """Return the error that a document is not run, because it is not one of the manifest."""
    return _error(
        "UNTRUSTED_DOCUMENT",
        "本服务只执行清单中的查询；请用 documentId 给出其标识。",
        "Only documents of the manifest are run here; name one by documentId.",
    )


def unknown(identifier: str) -> GraphQLError:
    """Return the error that there is no document of an id."""
    return _error(
        "UNKNOWN_DOCUMENT",
        f"清单中没有标识为“{identifier[:80]}”的查询；请核对客户端与服务的清单版本。",
        f"No document has the id {identifier[:80]!r}; compare the manifests.",
    )


def _error(code: str, zh: str, en: str) -> GraphQLError:
    return GraphQLError(f"{zh} / {en}", extensions={"code": code, "zh": zh, "en": en})
