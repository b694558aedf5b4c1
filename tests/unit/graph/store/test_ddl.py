"""What is declared of a database (约束与索引): each by its own name, so that it is made once."""

from graph.store.ddl import neo4j_statements


def test_what_neo4j_is_told_declares_what_it_is_known_by() -> None:
    for name, statement in neo4j_statements().items():
        assert statement.partition(" IF NOT EXISTS ")[0].split()[-1].strip("`") == name
