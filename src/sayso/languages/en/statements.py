"""Small words that begin, join and end English clauses, and words that say nothing of a claim: data."""

from __future__ import annotations

from typing import Final

CLAUSE_MARKS: Final = frozenset({",", ";", ":", "–", "—", "--", "_", "-", "(", ")"})

SUBORDINATORS: Final = frozenset(
    {"after", "as", "because", "before", "since", "though", "although", "when", "where", "while", "until", "whereas"}
)

RELATIVES: Final = frozenset({"who", "which", "whose", "whom", "that", "where", "when", "while"})

JOINERS: Final = frozenset(
    {"after", "as", "because", "before", "since", "though", "although", "while", "until", "whereas", "when", "that"}
    | {"if", "however", "meanwhile", "then", "thus", "so", "but", "and", "or", "yet", "unless", "even"}
)

ORDERS: Final = frozenset(
    {"click", "read", "follow", "subscribe", "watch", "see", "sign", "share", "listen", "download", "scroll", "enter"}
    | {"contact", "email", "please", "leave", "join", "visit", "check", "get", "let", "do", "don't", "consider"}
)

ABBREVIATIONS: Final = frozenset(
    {"inc.", "corp.", "co.", "ltd.", "jr.", "sr.", "a.m.", "p.m.", "etc.", "no.", "vs.", "st.", "bros.", "calif."}
)

ENDINGS: Final = ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e", "y")
"""Endings that are cut before two words are compared, the longest first."""

EMPTY_WORDS: Final = frozenset(
    {"a", "an", "the", "and", "or", "but", "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "is"}
    | {"are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will", "would"}
    | {"can", "could", "may", "might", "must", "shall", "should", "that", "this", "these", "those", "it", "its"}
    | {"he", "she", "they", "we", "you", "i", "his", "her", "their", "our", "my", "your", "him", "them", "us"}
    | {"who", "which", "what", "when", "where", "why", "how", "not", "no", "than", "then", "there", "into", "over"}
    | {"after", "before", "about", "up", "out", "off", "more", "most", "some", "all", "also", "new", "says", "say"}
    | {"said", "report", "reports", "reported"}
)

DENIALS: Final = frozenset({"no", "not", "never", "cannot", "without", "nobody", "none", "nothing", "neither"})
"""Words that turn a claim into its opposite."""

TIME_UNITS: Final = frozenset(
    {"second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months"}
    | {"year", "years", "moments", "decade", "decades"}
)

PLAIN_VERBS: Final = frozenset({"to", "help", "let"})
"""Verbs after which another one begins something of its own."""

BESIDE: Final = ("before", "after", "since", "following", "amid", "despite", "ahead of", "in the wake of")
"""Words after which something else is told of than what is said, up to the next mark."""

TIME_OF_DAY: Final = r"(?:\d|midnight|midday|noon|dawn|daybreak|sunrise|sunset|dusk|dark|nightfall)"
"""What may follow them where they only tell the hour."""

ASKING: Final = frozenset({"whether", "what", "how", "why", "who", "whom", "whose", "which", "where"})
"""Words with which a told question begins, or what stands for a thing ("what they found")."""

STANDING_FOR: Final = frozenset(
    {"he", "she", "it", "they", "this", "these", "those", "his", "her", "its", "their", "him", "them", "i", "we"}
    | {"my", "our", "who", "which", "whose", "that", "what", "here", "there"}
)
"""Words that stand for somebody or something: what begins with one is not plain by itself."""

FREE_RELATIVES: Final = frozenset({"what", "how", "whatever", "whether", "why"})
"""Words that begin a clause which asserts nothing alone."""
