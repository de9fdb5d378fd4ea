"""What analysts decided, put over readings, and made ready for tracing, which heeds what joins reports."""

from __future__ import annotations

from sayso.stages.decide.settling import Settled, decide_reading, settle

__all__ = ["Settled", "decide_reading", "settle"]
