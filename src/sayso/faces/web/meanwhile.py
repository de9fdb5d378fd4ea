"""The library as the workbench asks for it."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.store import Library


class Shelf(Library):
    """A library that counts its claims, too."""

    def counts(self) -> Mapping[str, int]:
        """Return how much there is."""
        return {**super().counts(), "claims": self.claims(limit=0).total}
