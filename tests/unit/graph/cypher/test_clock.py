"""The predicates of a point are written for Neo4j so that it reads both clocks at once."""

from graph.cypher.clock import holds, in_one_walk, known, lasts
from graph.cypher.sight import sighted, spoken
from graph.model.labels import RelType


def test_each_predicate_is_read_in_one_walk() -> None:
    text = f"MATCH (a)-[r]->(s) WHERE {lasts(RelType.HAS_CUSTODY_OF, 'r')} AND {holds('s')} RETURN"
    walked = in_one_walk(text)
    for x in ("r", "s"):
        assert (
            f"any(clock IN [{x}{{.valid_from, .valid_to, .recorded_at, .retracted_at}}]" in walked
        )
    assert "clock.valid_to > $as_of OR clock.valid_to IN $resting)" in walked
    assert "r.valid" not in walked
    assert "s.valid" not in walked


def test_what_asks_one_clock_alone_stays() -> None:
    assert in_one_walk(f"MATCH (s) WHERE {known('s')} RETURN s").count("any(") == 0


def test_each_engine_and_each_caller_has_a_form() -> None:
    made = sighted(f"MATCH (s) WHERE {holds('s')} AND seen(s) RETURN s.id")
    assert spoken(made, "arcadedb") == made
    assert "any(clock" in spoken(made, "neo4j")
    assert "$scope" not in spoken(made, "neo4j")
    assert "any(clock" in spoken(made.guarded, "neo4j")
    assert "$scope" in spoken(made.guarded, "neo4j")
    assert spoken("RETURN 1", "neo4j") == "RETURN 1"


def test_all_forms_weigh() -> None:
    plain = sighted("RETURN 1")
    assert plain.weight == len("RETURN 1")
    clocked = sighted(f"MATCH (s) WHERE {holds('s')} AND seen(s) RETURN s.id")
    forms = (clocked, clocked.neo4j, clocked.guarded, clocked.guarded.neo4j)
    assert clocked.weight == sum(map(len, forms))
