"""The nouns: frozen values that travel between stages. Standard library only."""
