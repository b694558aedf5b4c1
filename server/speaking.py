"""What the process says to a person (终端提示): in Chinese, in English or in both."""

from io import StringIO
from typing import Final

from rich.console import Console, RenderableType

from graph.errors import CustodyError
from server.language import Language

__all__ = ["Voice"]

_WIDTH: Final = 100
"""Width where there is no terminal to ask [columns]."""


class Voice:
    """Speaks in the language of the settings (提示输出).

    Attributes:
        out: Answers: standard output.
        err: Progress and errors: standard error.
    """

    def __init__(self, language: Language = Language.BOTH) -> None:
        self.language = language
        self.out = _console(stderr=False)
        self.err = _console(stderr=True)

    def choose(self, zh: str, en: str, *, between: str = " / ") -> str:
        """Return a sentence in the language asked."""
        if self.language is Language.BOTH:
            return f"{zh}{between}{en}"
        return zh if self.language is Language.ZH else en

    def say(self, zh: str, en: str | None = None) -> None:
        """Say something on standard output; both languages on one line where both are asked."""
        words = zh if en is None else self.choose(zh, en)
        self.out.print(words, markup=False, soft_wrap=True)

    def tell(self, zh: str, en: str) -> None:
        """Tell something on standard error, each language on a line of its own."""
        self.err.print(self.choose(zh, en, between="\n"), markup=False, soft_wrap=True)

    def rendered(self, shown: RenderableType) -> str:
        """Return what would be shown, as plain text for a file."""
        written = StringIO()
        Console(file=written, width=_WIDTH, highlight=False, emoji=False).print(shown)
        return written.getvalue()

    def complain(self, error: CustodyError) -> None:
        """Say what went wrong and what to do, one line in each language."""
        self.tell(error.zh, error.en)


def _console(*, stderr: bool) -> Console:
    console = Console(stderr=stderr, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = _WIDTH
    return console
