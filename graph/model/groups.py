"""Node types that relationships treat alike (类型组)."""

from graph.model.labels import Label
from graph.model.spec import Group

__all__ = [
    "ANSWERABLE",
    "AUTHORITY",
    "COUNTED",
    "CUSTODY_PROVIDER",
    "ENTERPRISE",
    "FINDING",
    "HAZARD",
    "INSPECTED",
    "INSPECTION",
    "MANAGED",
    "MEASURE",
    "MEASURED_OBJECT",
    "ORGANISATION",
    "PARK",
    "PERSON",
    "PILOTED",
    "PLATFORM",
    "POST",
    "PROGRAMME",
    "RECEPTOR",
    "REGION",
    "RULER",
    "SAFEGUARD",
    "SITED",
    "SUBSTANCE",
    "SUPERVISED",
    "SUPPORTED",
    "UNIT",
    "one",
]


def one(label: Label) -> Group:
    """Return the group of a single type."""
    return Group(name=label, labels=(label,))


AUTHORITY = one(Label.AUTHORITY)
CUSTODY_PROVIDER = one(Label.CUSTODY_PROVIDER)
ENTERPRISE = one(Label.ENTERPRISE)
FINDING = one(Label.FINDING)
HAZARD = one(Label.HAZARD)
INSPECTION = one(Label.INSPECTION)
MEASURE = one(Label.MEASURE)
PARK = one(Label.PARK)
PERSON = one(Label.PERSON)
PLATFORM = one(Label.PLATFORM)
POST = one(Label.POST)
PROGRAMME = one(Label.PROGRAMME)
RECEPTOR = one(Label.RECEPTOR)
REGION = one(Label.REGION)
SUBSTANCE = one(Label.SUBSTANCE)
UNIT = one(Label.UNIT)

ORGANISATION = Group(
    name=Label.ORGANISATION,
    labels=(Label.ENTERPRISE, Label.CUSTODY_PROVIDER, Label.AUTHORITY, Label.INSTITUTION),
)


def _any(name: str, *parts: Group) -> Group:
    return Group(name=name, labels=tuple(label for part in parts for label in part.labels))


ANSWERABLE = _any(
    "Answerable", REGION, PARK, ORGANISATION, UNIT, HAZARD, MEASURE, FINDING, PROGRAMME, PLATFORM
)
COUNTED = _any("Counted", REGION, PARK, ORGANISATION, UNIT, HAZARD, MEASURE, PROGRAMME, PLATFORM)
INSPECTED = _any("Inspected", UNIT, ORGANISATION, PARK, HAZARD)
MANAGED = _any("Managed", PROGRAMME, PLATFORM, ORGANISATION, UNIT)
MEASURED_OBJECT = _any("Safeguarded", HAZARD, PROGRAMME, ORGANISATION)
PILOTED = _any("Piloted", PARK, ORGANISATION, UNIT, REGION)
RULER = _any("Ruler", ORGANISATION, REGION)
SAFEGUARD = _any("Safeguard", MEASURE, PLATFORM)
SITED = _any("Site", UNIT, ORGANISATION, PARK, REGION)
SUPERVISED = _any("Supervised", ORGANISATION, PARK, REGION)
SUPPORTED = _any("Supported", PARK, ORGANISATION, UNIT, PROGRAMME, PLATFORM)
