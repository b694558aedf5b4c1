"""Plans are kept by what they depend on, and by nothing else."""

from typing import Any

from graphql import DocumentNode, GraphQLResolveInfo, execute, parse

from graph.cypher.roots import Compiled
from graph.cypher.sight import sighted
from schema.execution import PassThrough, Shaped
from schema.planning import LONGEST, Plan, Plans
from tests.unit.schema.asking import SMALL

TEXT = "query ($n: Int = 1, $all: Boolean = true) { park { name units(first: $n) { name } "
TEXT += "grade @include(if: $all) } again: park { name } }"


def planned(plans: Plans, document: DocumentNode, **variables: Any) -> list[Plan]:
    read: list[Plan] = []

    def resolver(_: object, info: GraphQLResolveInfo[Any], **__: object) -> Shaped:
        read.append(plans.of(info))
        return Shaped({})

    execute(
        SMALL,
        document,
        variable_values=variables,
        field_resolver=resolver,
        executor_class=PassThrough,
    )
    return read


def test_a_plan_is_made_once_for_the_same_values() -> None:
    plans, document = Plans(), parse(TEXT)
    first, second = planned(plans, document)
    assert first is not second
    assert planned(plans, document, n=1) == [first, second]
    assert planned(plans, document, n=1)[0] is first


def test_other_values_and_other_documents_have_plans_of_their_own() -> None:
    plans, document = Plans(), parse(TEXT)
    one = planned(plans, document, n=1)[0]
    two = planned(plans, document, n=2)[0]
    without = planned(plans, document, all=False)[0]
    assert (one.asked.of("Park")[1].arguments, two.asked.of("Park")[1].arguments) == (
        {"first": 1},
        {"first": 2},
    )
    assert [len(plan.asked.of("Park")) for plan in (one, without)] == [3, 2]
    assert planned(plans, parse(TEXT), n=1)[0] is not one


def test_the_statement_is_made_once() -> None:
    plan = planned(Plans(), parse(TEXT))[0]
    compiled = [Compiled(sighted(f"RETURN {k}"), {}) for k in range(2)]
    assert plan.statement(lambda _: compiled[0]) is compiled[0]
    assert plan.statement(lambda _: compiled[1]) is compiled[0]


PAGE = "query ($n: Int) { park { units(first: $n) { name } } }"


def test_only_so_many_are_kept_the_last_ones() -> None:
    weight = planned(Plans(), parse(PAGE), n=1)[0].weight
    plans, document = Plans(most=2 * weight), parse(PAGE)
    first = planned(plans, document, n=1)[0]
    planned(plans, document, n=2)
    assert planned(plans, document, n=1)[0] is first
    planned(plans, document, n=3)
    assert planned(plans, document, n=1)[0] is first
    planned(plans, document, n=2)
    planned(plans, document, n=4)
    assert planned(plans, document, n=1)[0] is not first


def test_long_values_are_not_kept() -> None:
    plans, document = Plans(), parse("query ($a: String) { park { units(after: $a) { name } } }")
    one, other = (planned(plans, document, a="x" * 5000)[0] for _ in range(2))
    assert one is not other


def test_of_a_long_document_nothing_is_kept() -> None:
    plans = Plans()
    short, long = (parse(PAGE + " " * size) for size in (10, LONGEST))
    assert planned(plans, short, n=1)[0] is planned(plans, short, n=1)[0]
    assert planned(plans, long, n=1)[0] is not planned(plans, long, n=1)[0]


def test_a_plan_weighs_its_document_and_its_statement() -> None:
    plan = planned(Plans(), parse(PAGE), n=1)[0]
    before = plan.weight
    plan.statement(lambda _: Compiled(sighted("RETURN 1" * 100), {}))
    assert plan.weight == before + 800
