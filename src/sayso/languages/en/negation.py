"""How English says that something is not so, and where what is not so ends: data."""

from __future__ import annotations

from typing import Final

NEGATING: Final = (
    r"\b(?:not|never|cannot|neither|nor|nobody|none|nothing|nowhere|no|[a-z]+n['’]t)\b"
    r"|\b(?:refus|fail|declin|neglect)(?:e|es|ed|s|ing)? to\b"
    r"|\b(?:unwilling|unable|reluctant|too \w+) to\b"
    r"|\b(?:stop(?:s|ped)? short of|rul(?:e|es|ed|ing) out)\b"
)
"""What turns its clause round."""

NOT_NEGATING: Final = (
    r"\bno (?:fewer|less|more|later|sooner|earlier|smaller|greater) than\b|\bno (?:doubt|matter|wonder|other than)\b"
    r"|\bno\. ?\d|\b(?:is|was|are|were)n['’]t it\b"
    r"|\b(?:not|\w+n['’]t) (?:\w+ ){0,2}?(?:only|just|merely|simply|solely|alone)\b"
    r"|\bnot (?:least|to mention|surprisingly|long (?:after|before|ago)|far from|unlike|until)\b"
    r"|\b(?:nothing but|nothing less than|none other than|(?:whether )?or not|why not|if not)\b"
    r"|\b(?:not|never|cannot|\w+n['’]t) (?:be )?(?:den(?:y|ied)|disput(?:e|ed)|doubt(?:ed)?|contest(?:ed)?|"
    r"refus(?:e|ed) to|fail(?:ed)? to|decline[sd]? to|rul(?:e|ed) out)\b"
    r"|\b(?:neither|none) of (?:which|whom)\b|[\"“]no[\"”]"
)
"""What looks like it and is none, or is two of them."""

ONLY_ONE: Final = r"\b(?:the|its|their|his|her|our|my) (?:only|sole)\b"
"""There is this one, and no other."""

NOT_ONLY_ONE: Final = (
    r"\b(?:not|never|hardly|\w+n['’]t) (?:\w+ )?(?:the|its|their|his|her|our|my) (?:only|sole)\b"
    r"|\b(?:not|never|hardly|\w+n['’]t) alone\b"
    r"|\b(?:one of|at least|more than|some|about|around|dozens of|scores of|many|several|numerous|plenty of|\d+|"
    r"two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty) (?:\w+ )?(?:other|others|such)\b"
)
"""There are others."""

CONDITIONS: Final = (
    *("if", "unless", "whether", "because", "although", "though", "when", "whenever", "while", "before", "after"),
    *("since", "until", "till", "as", "once", "lest", "despite", "without", "instead"),
)
"""Words that begin what a clause says by the way: when, why, on what condition."""

CLAUSES: Final = ("nor", "that", "who", "which", "whose", "whom", "where", "what", "how", "why", "but", "yet", "so")
"""Words that begin a clause which is, or is not, by itself."""

BEFORE_THAT: Final = (
    *("for", "of", "in", "on", "by", "with", "to", "at", "from", "about", "over", "under", "into", "like", "all"),
)
"""Words after which "that" points to a thing and begins no clause."""

SUBJECTS: Final = (
    *("i", "you", "he", "she", "it", "we", "they", "there", "this", "these", "those", "will", "would", "is", "are"),
    *("was", "were", "has", "have", "had", "can", "could", "should", "must", "may", "might", "did", "does", "do"),
)
"""Words that begin a clause of its own after "and"."""
