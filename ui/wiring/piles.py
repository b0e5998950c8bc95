"""Let piles in other processes be connectors of the simulated operators."""

import asyncio
from dataclasses import dataclass

from network.catalogue import Catalogue
from network.sandbox.all_operators import AllOperators
from network.sandbox.pile_line import serve_pile_line


@dataclass(frozen=True, slots=True)
class Connectors:
    """The connectors that a pile may claim to be: those of an operator that lives here."""

    operators: AllOperators
    catalogue: Catalogue

    def has_connector(self, operator_id: str, connector_id: str) -> bool:
        """Tell whether there is such a connector, and an operator to speak to."""
        if not self.operators.serves(operator_id):
            return False
        return self.catalogue.connector(operator_id, connector_id) is not None


async def keep_pile_line(operators: AllOperators, catalogue: Catalogue, port: int) -> None:
    """Listen for piles on loopback until cancelled. Raises: ServingError."""
    known = Connectors(operators, catalogue)
    async with serve_pile_line(operators, known, "127.0.0.1", port):
        await asyncio.Event().wait()
