"""Forms of an answer (答案形式): as a table, as a map or as a page to print."""

from server.forms.answer import Answer, FormError
from server.forms.forming import Form, Formed, formed

__all__ = ["Answer", "Form", "FormError", "Formed", "formed"]
