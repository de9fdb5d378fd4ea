"""Why a finding is believed: the rule or model behind it, one plain sentence, and its spans."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.span import Spans


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a finding.

    ``rule`` names the rule or model with its version (``"quotation-marks/1"``,
    ``"attribution-en/1"``); ``says`` is one plain sentence for a reader; ``spans`` are the
    words that the reason rests on, in the reading's own text (empty where none do).
    """

    rule: str
    says: str
    spans: Spans = ()
