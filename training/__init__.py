"""How the weights were made. Needs torch; never shipped."""
