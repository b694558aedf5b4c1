"""Posts and persons (岗位与人员): a responsible leader is a person holding a post."""

from dataclasses import replace

from graph.model.fields import ALIASES, LEVEL, NAME, text
from graph.model.labels import Label
from graph.model.spec import Kind, NodeSpec, Property

__all__ = ["PERSON", "POST"]

POST = NodeSpec(
    label=Label.POST,
    zh="岗位",
    doc="Post that can answer for something; a source often names the post alone.",
    field="post",
    plural="posts",
    properties=(
        NAME,
        ALIASES,
        LEVEL,
    ),
)

PERSON = NodeSpec(
    label=Label.PERSON,
    zh="人员",
    doc="Natural person; name and phone are personal data, kept apart from the post.",
    field="person",
    plural="persons",
    properties=(
        Property(
            name="name",
            kind=Kind.TEXT,
            zh="姓名",
            doc="Name of the person.",
            required=True,
            sortable=True,
            personal=True,
        ),
        replace(ALIASES, personal=True),
        text("phone", "联系电话", "Telephone number.", personal=True),
    ),
)
