"""Tokens that are given away (续传令牌): they name only what their subscriber may see."""

from datetime import UTC, datetime

from graph.cypher.sight import Guardable
from graph.evidence import instant
from schema.context import Context
from schema.subscriptions.mark import LATE, Mark

__all__ = ["token_of"]


async def token_of(context: Context, instants: Guardable, mark: Mark, told: tuple[str, str]) -> str:
    """Return the token of an event.

    Args:
        context: Of the subscription.
        instants: Statement that tells under which instants such things were recorded.
        mark: What was told before all of its instant.
        told: Its instant, and the id of what it tells of.
    """
    now = datetime.now(UTC)
    since = min(instant(now - LATE), told[0])
    rows = await context.store.read(instants, {"since": since})
    return mark.shown([row["at"] for row in rows], *told, now).token
