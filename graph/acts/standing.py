"""What stands (现有记录) when an act begins: a thing, or a relationship, with its versions."""

from dataclasses import dataclass

from graph.acts.succession import on
from graph.model.identity import label_of
from graph.model.spec import NodeSpec
from graph.model.statement import Reference
from graph.responsibility.refusals import NotAllowedError
from graph.store.plan import Version

__all__ = ["Linked", "Standing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A thing as it is recorded when the act begins (现有记录).

    Attributes:
        id: Its id.
        spec: Its type.
        park: Id of the park it belongs to.
        versions: What is recorded of it and not retracted.
    """

    id: str
    spec: NodeSpec
    park: str | None
    versions: tuple[Version, ...]

    @property
    def reference(self) -> Reference:
        """How relationships point to it."""
        return Reference(label=self.spec.label, id=self.id)

    @property
    def recorded_at(self) -> str:
        """When the last change of it was recorded: its version."""
        return max(version.recorded_at for version in self.versions)

    def on(self, day: str) -> Version:
        """Return what holds on a day.

        Raises:
            NotAllowedError: If nothing does.
        """
        found = on(self.versions, day)
        if found is None:
            raise NotAllowedError(
                f"{self.id} 在 {day} 没有有效记录；请核对日期。",
                f"nothing is on record of {self.id} for {day}; check the day.",
                identifier=self.id,
            )
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A relationship as it is recorded (现有关系)."""

    id: str
    type: str
    source: str
    target: str
    version: Version

    @property
    def shape(self) -> tuple[str, str, str]:
        """Its type and the labels of both ends."""
        return (self.type, label_of(self.source), label_of(self.target))
