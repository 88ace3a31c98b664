"""How many tokens the models may use for one Programme in a day, over all endpoints together."""

from __future__ import annotations

from facilitator.domain.account import Account
from facilitator.domain.outputs import Tokens
from facilitator.language.faults import FaultKind, ModelFault
from facilitator.seams import Ledger

NONE = Tokens()


class Budget:
    """Books what was used; refuses once it is used up. Exchanges under way may go over it by what they use."""

    def __init__(self, ledger: Ledger, *, a_day: int) -> None:
        """``a_day``: tokens sent and received; 0 for as many as anybody likes."""
        self._ledger = ledger
        self._a_day = a_day

    def require(self, account: Account) -> None:
        """Raises ModelFault when nothing is left for today."""
        if self._a_day and self._ledger.spent_today(account.programme) >= self._a_day:
            raise ModelFault(FaultKind.SPENT)

    def book(self, account: Account, tokens: Tokens, *, before: Tokens = NONE) -> None:
        """Writes down what one exchange used: the Draft's tokens without those it had before."""
        used = Tokens(sent=max(0, tokens.sent - before.sent), received=max(0, tokens.received - before.received))
        if used.sent or used.received:
            self._ledger.spend(account.programme, used)
