"""Who asks (调用者): a role, what it is bound to, and whether it may see personal data."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Caller", "Role"]


class Role(StrEnum):
    """Role of a caller (角色)."""

    STEWARD = "steward"
    REGULATOR = "regulator"
    ENTERPRISE = "enterprise"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks (调用者).

    Attributes:
        name: Name under which what they decide is recorded.
        role: Their role.
        scopes: Ids of the regions, parks or organisations that they are bound to; None for an
            admin, who may see everything.
        personal: Whether they may see personal data.
        account: What their identity provider knows them by, whatever they are called; never
            changes hands.
        expires: When their right ends, in seconds since 1970; None if it does not.
    """

    name: str
    role: Role
    scopes: tuple[str, ...] | None
    personal: bool = False
    account: str = ""
    expires: float | None = None

    @property
    def decides(self) -> bool:
        """Whether they may decide on proposals: an enterprise may not, on what is said of it."""
        return self.role is not Role.ENTERPRISE
