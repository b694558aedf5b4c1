"""Why a decision cannot be taken (核实受阻): typed, and with what to do instead."""

from graph.errors import CustodyError

__all__ = [
    "NamelessError",
    "NothingToWriteError",
    "RegisteredApartError",
    "StaleError",
    "UnknownProposalError",
    "UnmetError",
    "WaitsError",
]


class UnknownProposalError(CustodyError):
    """There is no such proposal (没有此待核实陈述)."""

    def __init__(self, identifier: str) -> None:
        self.id = identifier
        super().__init__(
            zh=f"没有标识为“{identifier}”的待核实陈述；请用 custody review 查看。",
            en=f"there is no proposal {identifier!r}; list them with custody review.",
        )


class NamelessError(CustodyError):
    """A decision needs the name of who takes it (缺少核实人)."""

    def __init__(self) -> None:
        super().__init__(zh="请写明核实人姓名。", en="give the name of the person who decides.")


class NothingToWriteError(CustodyError):
    """It is not clear what accepting a proposal would write (无法采纳)."""

    def __init__(self, identifier: str, reason: str, reason_en: str) -> None:
        self.id = identifier
        super().__init__(
            zh=f"不能采纳 {identifier}：{reason}。请在登记册中写明后导入；此条可以驳回。",
            en=f"{identifier} cannot be accepted: {reason_en}. State it in a register and load "
            "that; this one can be rejected.",
        )


class UnmetError(CustodyError):
    """What a proposal stands on is not there any more (前提已不成立)."""

    def __init__(self, identifier: str, missing: str) -> None:
        self.id = identifier
        self.missing = missing
        super().__init__(
            zh=f"不能采纳 {identifier}：它所涉及的 {missing} 已被驳回或撤回。",
            en=f"{identifier} cannot be accepted: {missing}, which it speaks of, was rejected or "
            "retracted.",
        )


class StaleError(CustodyError):
    """The graph has come to know a name otherwise since it was proposed (陈述已过时)."""

    def __init__(self, identifier: str, name: str, known_as: str) -> None:
        self.id = identifier
        self.known_as = known_as
        super().__init__(
            zh=f"不能采纳 {identifier}：“{name}”此后已登记为 {known_as}；"
            "请把来源文档再导入一次，然后核实。",
            en=f"{identifier} cannot be accepted: {name!r} was registered as {known_as} since; "
            "load the document again, then decide.",
        )


class WaitsError(CustodyError):
    """What bears the name to be corrected waits for a person itself (名称本身待核实)."""

    def __init__(self, identifier: str, name: str) -> None:
        self.id = identifier
        self.name = name
        super().__init__(
            zh=f"不能采纳 {identifier}：“{name}”本身还待核实；请先采纳或驳回它，再采纳此更正。",
            en=f"{identifier} cannot be accepted: {name!r} waits to be verified itself; accept or "
            "reject that first, then this correction.",
        )


class RegisteredApartError(CustodyError):
    """A register has both what is printed and what was meant (两者均已登记)."""

    def __init__(self, identifier: str, name: str, corrected: str) -> None:
        self.id = identifier
        self.name = name
        self.corrected = corrected
        super().__init__(
            zh=f"不能采纳 {identifier}：“{name}”和“{corrected}”都已登记；"
            "如为同一对象，请更正登记册后重新导入，再采纳。",
            en=f"{identifier} cannot be accepted: {name!r} and {corrected!r} are both registered; "
            "if they are one, correct the register, load it again, then accept.",
        )
