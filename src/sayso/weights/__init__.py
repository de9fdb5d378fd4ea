"""The trained models that ship, each with its card."""
