"""Little words that every English text is full of, and that its neighbours do not share.

Left out on purpose: forms that Dutch, German, French, Spanish or the Scandinavian languages have
too (in, is, was, of, we, so, on, a, he, me, no, as, over, under, had, at, be).
"""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    (
        *("the", "and", "to", "that", "for", "with", "from", "said", "his", "her", "they", "been", "has", "have"),
        *("which", "were", "by", "this", "are", "not", "it", "would", "who", "will", "their", "but", "its", "after"),
        *("about", "when", "than", "into", "could", "there", "what", "she", "our", "your", "you", "because", "while"),
        *("these", "those", "through", "being", "he's", "it's", "isn't", "don't", "didn't"),
    )
)
