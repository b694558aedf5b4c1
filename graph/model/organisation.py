"""Organisations (机构): enterprises, custody providers, authorities and institutions."""

from graph.model.fields import (
    ADDRESS,
    ALIASES,
    LATITUDE,
    LONGITUDE,
    NAME,
    PEOPLE_WITHIN_500_M,
    text,
)
from graph.model.labels import Label
from graph.model.spec import NodeSpec, Property

__all__ = ["AUTHORITY", "CUSTODY_PROVIDER", "ENTERPRISE", "INSTITUTION"]

CREDIT_CODE = text("credit_code", "统一社会信用代码", "Unified social credit code, GB 32100.")


def _organisation(
    label: Label,
    zh: str,
    doc: str,
    names: tuple[str, str],
    *extra: Property,
    other_code: str | None = None,
) -> NodeSpec:
    return NodeSpec(
        label=label,
        zh=zh,
        doc=doc,
        field=names[0],
        plural=names[1],
        parent=Label.ORGANISATION,
        code="credit_code",
        other_code=other_code,
        search=("name", "aliases", *filter(None, ("credit_code", other_code))),
        properties=(NAME, ALIASES, CREDIT_CODE, ADDRESS, *extra),
    )


ENTERPRISE = _organisation(
    Label.ENTERPRISE,
    "企业",
    "Enterprise or facility that bears the main responsibility for its own safety.",
    ("enterprise", "enterprises"),
    text(
        "register_code",
        "登记编号",
        "Number in a register that is no credit code, with the register's name: EPA-RMP:1000….",
    ),
    text("industry", "行业", "Line of business as the source names it."),
    text("licensed_by", "许可部门", "Authority that licenses it; decides which rules apply."),
    PEOPLE_WITHIN_500_M,
    LONGITUDE,
    LATITUDE,
    other_code="register_code",
)

CUSTODY_PROVIDER = _organisation(
    Label.CUSTODY_PROVIDER,
    "安全托管机构",
    "Professional provider that does the daily safety work of a park, the safety steward.",
    ("custodyProvider", "custodyProviders"),
    text("qualification", "资质", "Qualification it states."),
)

AUTHORITY = _organisation(
    Label.AUTHORITY,
    "监管部门/党政机关",
    "Authority of the party or the government, with its commissions and leading groups.",
    ("authority", "authorities"),
    text("sector", "监管行业", "Sector it supervises."),
)

INSTITUTION = _organisation(
    Label.INSTITUTION,
    "技术机构",
    "Technical, training or service institution.",
    ("institution", "institutions"),
    text("specialty", "专业领域", "What it is expert in."),
)
