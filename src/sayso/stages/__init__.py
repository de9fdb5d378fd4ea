"""The verbs, in reading order: admit, attribute, ground, identify."""
