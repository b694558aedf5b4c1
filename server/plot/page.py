"""The page of a picture (传播图页): the picture, and the same as tables that can be read aloud."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from server.language import Language
from server.plot.picture import Subject, all_notes, picture_of
from server.plot.telling import call_table, event_table, receptor_table
from server.plot.words import Say

__all__ = ["plot_page"]


def plot_page(subject: Subject, say: Say, language: Language) -> str:
    """Return the picture as a page to print (可打印页面): no script, nothing from elsewhere.

    Persons and their telephone numbers are left out: a file is passed on.
    """
    followed = subject.followed
    return (
        _environment()
        .get_template("page.html")
        .render(
            lang="en" if language is Language.EN else "zh-CN",
            title=subject.title(say),
            picture=picture_of(subject, say, within=True),
            tables=[
                event_table(followed, say),
                receptor_table(followed, say),
                call_table(followed, say, personal=False),
            ],
            notes=all_notes(subject, say),
            empty=say("无", "none"),
            reading=say("说明", "to be read with it"),
            style=_style(),
            policy=_policy(),
        )
    )


@cache
def _policy() -> str:
    """Return the content security policy of the page: its own style, and nothing else."""
    hashed = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{hashed}'"


@cache
def _style() -> str:
    return (files("server.plot") / "page.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    loader = PackageLoader("server.plot", "")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
