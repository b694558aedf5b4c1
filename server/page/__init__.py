"""The page on which a steward checks an extraction (核对页): one file, nothing from elsewhere."""

from server.page.document import document_page

__all__ = ["document_page"]
