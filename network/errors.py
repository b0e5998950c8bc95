"""Say what can go wrong between us and an operator: one tree, three leaves and a twig."""

from collections.abc import Iterator
from typing import Any

from typing_extensions import override

from network.inert import inert

_LONGEST_REASON = 200


class OperatorError(Exception):
    """An operator could not serve us; `operator` names it as the driver knows it.

    `reason` may be its own words, which are kept to one line that can be shown.
    """

    def __init__(self, operator: str, reason: str) -> None:
        reason = inert(reason, _LONGEST_REASON)
        super().__init__(f"{operator}: {reason}")
        self.operator = operator
        self.reason = reason

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        """Cross to another process as what it is."""
        return type(self), (self.operator, self.reason)


class Unreachable(OperatorError):
    """No answer came: refused, timed out, cut off, or not HTTP 200.

    `retry_s` is how long the operator wants to be left alone, None where it did not say.
    """

    def __init__(self, operator: str, reason: str, retry_s: float | None = None) -> None:
        super().__init__(operator, reason)
        self.retry_s = retry_s

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        """Cross to another process as what it is."""
        return type(self), (self.operator, self.reason, self.retry_s)


class Congested(Unreachable):
    """We have too much to ask it at once, and did not: none of the operator's failures."""


class Refused(OperatorError):
    """The operator answered and said no; `code` is its own number (Ret or FailReason)."""

    def __init__(self, operator: str, reason: str, code: int) -> None:
        super().__init__(operator, reason)
        self.code = code

    @override
    def __reduce__(self) -> tuple[Any, ...]:
        """Cross to another process as what it is."""
        return type(self), (self.operator, self.reason, self.code)


class Garbled(OperatorError):
    """An answer came that its protocol does not allow."""


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """List what led to an error; httpx and its parts name it in either of two ways."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
