"""Mentions → Sources: names, short forms, pronouns, roles, documents and parties."""

from __future__ import annotations

from sayso.stages.identify.named import Antecedent, antecedent
from sayso.stages.identify.resolve import identify

__all__ = ["Antecedent", "antecedent", "identify"]
