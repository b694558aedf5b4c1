"""Pictures of what follows from an accident (传播图): as a drawing, or as a page to print."""

from server.plot.page import plot_page
from server.plot.picture import Subject, picture_of
from server.plot.scene import scene_of
from server.plot.telling import (
    call_table,
    event_table,
    missing_notes,
    notes,
    people,
    receptor_table,
)

__all__ = [
    "Subject",
    "call_table",
    "event_table",
    "missing_notes",
    "notes",
    "people",
    "picture_of",
    "plot_page",
    "receptor_table",
    "scene_of",
]
