"""Match: the same passage, the same source, the same claim, across readings."""
