"""Sayso: on whose word each claim rests."""

__version__ = "0.1.0"
