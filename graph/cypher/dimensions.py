"""What things are grouped by (分组维度): words, months, and what they are related to."""

from dataclasses import dataclass

from graph.model.registry import End, ends_of
from graph.model.spec import Kind, NodeSpec, Property

__all__ = ["Dimension", "dimensions_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One thing that a list is grouped by (分组维度): a property or an end of relationships.

    Attributes:
        prop: Property with a closed vocabulary, yes or no, or a date, taken by its month.
        end: End at which related things stand; one of the two is given.
    """

    prop: Property | None = None
    end: End | None = None

    @property
    def name(self) -> str:
        """Name in the graph: of the property, of the property and `month`, or of the end."""
        if self.prop is None:
            return self.end.field if self.end else ""
        return f"{self.prop.name}_month" if self.by_month else self.prop.name

    @property
    def constant(self) -> str:
        """Name in capital letters, words parted by an underscore."""
        return "".join(f"_{c}" if c.isupper() else c for c in self.name).upper()

    @property
    def by_month(self) -> bool:
        """Whether dates are taken by their month, YYYY-MM."""
        return self.prop is not None and self.prop.kind is Kind.DATE

    @property
    def words(self) -> tuple[str, str]:
        """What it is called, in Chinese and in English."""
        if self.prop is None:
            relation = self.end.relation if self.end else None
            return (relation.zh, relation.doc) if relation else ("", "")
        zh, doc = self.prop.zh, self.prop.doc
        return (f"{zh}（按月）", f"Month, YYYY-MM. {doc}") if self.by_month else (zh, doc)


def dimensions_of(spec: NodeSpec) -> tuple[Dimension, ...]:
    """Return what a type is grouped by, in declared order.

    Instants are not among it, since their month depends on the time zone.
    """
    known = (
        Dimension(prop=prop)
        for prop in spec.properties
        if not prop.personal and (prop.choices or prop.kind in (Kind.BOOLEAN, Kind.DATE))
    )
    return (*known, *(Dimension(end=end) for end in ends_of(spec.label)))
