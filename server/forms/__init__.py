"""Forms of an answer (答案形式): as a table, as a map or as a page to print."""

from server.forms.answer import Answer, FormError, title_of
from server.forms.forming import Form, Formed, formed
from server.forms.headings import headings
from server.forms.printing import page_policy

__all__ = [
    "Answer",
    "Form",
    "FormError",
    "Formed",
    "formed",
    "headings",
    "page_policy",
    "title_of",
]
