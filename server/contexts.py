"""Contexts of requests (请求上下文): what resolvers may use for a caller, by their rights."""

from dataclasses import replace

from graph.responsibility.rulebook import rulebook
from graph.responsibility.rules import Rule
from graph.store.guarding import Guard
from graph.store.port import Store
from schema.caller import Caller
from schema.computed import Computed
from schema.context import Context, Loading
from schema.planning import Plans
from schema.questions.readings import Readings
from schema.questions.surveys import Surveys
from schema.subscriptions.feed import Feeds

__all__ = ["Contexts"]


class Contexts:
    """Makes contexts over one store, and keeps what requests have in common (上下文).

    Args:
        store: The whole graph.
        rules: Rules of responsibility that answers go by; None for those of the product.
        loading: How files are loaded that somebody sends.
    """

    def __init__(
        self, store: Store, rules: tuple[Rule, ...] | None, loading: Loading | None
    ) -> None:
        self._store, self._guard, self._feeds = store, Guard(store), Feeds(store)
        self._rules = rulebook() if rules is None else rules
        self._surveys, self._readings = Surveys(), Readings()
        self._computed, self._loading = Computed(), loading or Loading()
        self.plans = Plans()

    async def given_to(self, caller: Caller | None, *, changes: bool) -> Context:
        """Return what resolvers may use for a caller, by their rights of now.

        What a change brings about is new, and has its keys only afterwards.
        """
        if caller is None:
            return self._given(self._store)
        if changes:
            return replace(self.following(caller), records=self._store)
        bound = await self._guard.bound(caller.scopes, personal=caller.personal)
        return replace(self._given(bound), caller=caller, records=self._store)

    def following(self, caller: Caller | None) -> Context:
        """Return what subscriptions may use for a caller, by their rights at each read."""
        if caller is None:
            return replace(self._given(self._store), surveys=None, readings=None, feeds=self._feeds)
        store = self._guard.following(caller.scopes, personal=caller.personal)
        return replace(
            self._given(store), surveys=None, readings=None, caller=caller, feeds=self._feeds
        )

    def _given(self, store: Store) -> Context:
        """Return what every resolver may use beside a store."""
        return Context(
            store,
            self._rules,
            surveys=self._surveys,
            readings=self._readings,
            plans=self.plans,
            computed=self._computed,
            loading=self._loading,
        )
