"""What a load recalls of what it recorded, and what it lets go (免查)."""

from graph.evidence import Evidence
from graph.model.labels import Label, Method
from graph.model.statement import Entity
from graph.store.write import Batch
from loaders.pipeline.ahead import NOTHING, Ahead
from loaders.pipeline.recalling import Recalled

ROW = Evidence(document="5" * 64, sheet="甲", row=1, method=Method.REGISTER_ROW)


def thing(name: str, label: Label = Label.ENTERPRISE) -> Entity:
    return Entity(label=label, properties={"name": name}, evidence=(ROW.id,))


PLANT, UNIT = thing("甲厂"), thing("1#罐", Label.UNIT)


def ahead_of(*entities: Entity, known: bool = False) -> Ahead:
    held = [entity.id for entity in entities] if known else []
    return Ahead.of(Batch(evidence=[ROW], entities=entities), held)


def test_what_is_new_is_recalled_if_it_has_a_name_of_its_own() -> None:
    recalled, ahead = Recalled(), ahead_of(PLANT, UNIT)
    recalled.note(ahead)
    assert set(ahead.made) == {PLANT.id, UNIT.id}
    asked = [PLANT.id, UNIT.id, thing("乙厂").id]
    assert recalled.known(asked) == {PLANT.id: ahead.made[PLANT.id]}


def test_what_is_said_again_is_let_go() -> None:
    recalled = Recalled()
    recalled.note(ahead_of(PLANT, thing("乙厂")))
    recalled.note(ahead_of(PLANT, known=True))
    assert set(recalled.known([PLANT.id, thing("乙厂").id])) == {thing("乙厂").id}


def test_everything_is_let_go_where_it_is_not_known_what_changes() -> None:
    recalled = Recalled()
    recalled.note(ahead_of(PLANT))
    recalled.note(NOTHING)
    recalled.note(ahead_of(thing("乙厂")))
    assert recalled.known([PLANT.id, thing("乙厂").id]) == {}
