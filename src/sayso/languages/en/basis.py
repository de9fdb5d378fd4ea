"""How English reports say how a source knows: data."""

# ruff: noqa: SIM905 (long word lists are easier to read and to change as text)

from __future__ import annotations

from typing import Final

KNOWING: Final = (
    r"(?:directly |intimately |personally |closely )?familiar with",
    r"(?:who (?:was|were|is|are|has been|have been|had been) )?briefed (?:on|about)",
    r"with (?:direct |first-?hand |personal |intimate |detailed |inside |close )?knowledge of",
    r"(?:directly |closely )?involved in",
    r"privy to",
    r"in a position to know",
    r"with access to",
    r"aware of",
    r"apprised of",
)
"""What follows a nameless source and says how it knows."""

WITNESSING: Final = (
    r"who (?:had |has |have )?(?:personally |later |also )?"
    r"(?:saw|seen|witnessed|watched|viewed|heard|overheard|reviewed|read|examined|attended|inspected|"
    r"listened to|was present at|were present at|was at|were at|took part in|survived)",
)
"""What says that a source saw or heard for itself."""

WITNESSED: Final = (
    r"\b(?:I|we)(?: have| had|['’]ve|['’]d)? (?:seen|saw|watched|heard|counted|read|checked) "
    r"(?:it|them|that|this)?(?: all)? ?(?:myself|ourselves|with (?:my|our) own (?:two )?(?:eyes|ears))\b"
)
"""What a source says of itself that saw or heard it."""

HOLDING: Final = (
    r"(?:obtained|seen|reviewed|viewed|examined|read|verified|inspected|leaked to|shared with|provided to) by"
)
"""What says who has seen a document."""

CITING: Final = (
    r"citing|quoting|based on|on the basis of|relying on|drawing on|pointing to|after (?:reviewing|examining|seeing)"
)
"""What introduces the evidence that a source points to."""

PAPER_CITING: Final = r"(?:which|that) (?:cites|cited|quotes|quoted|refers to|referred to|points to|pointed to)"
"""What introduces the evidence to which a source's own paper points."""

NAMELESS: Final = frozenset(
    """person people source sources official officials aide aides adviser advisers advisor advisors executive
    executives employee employees diplomat diplomats lawyer lawyers insider insiders staffer staffers worker workers
    man woman men women one two three four several some others  operatives operative
    strategist strategists witness witnesses resident residents member members individuals individual soldier soldiers
    banker bankers analyst analysts those participants participant attendees attendee""".split()
)  # fmt: skip
"""Heads of sources that may be nameless."""

EVIDENCE: Final = frozenset(
    """data evidence records record documents document intelligence information footage video transcript transcripts
    returns filings filing e-mails emails email cables memo memos letter tape tapes recording recordings photographs
    photos images statistics figures study studies survey poll polls surveys research interviews""".split()
)
"""Sources that are themselves the evidence."""

CAPITALISED: Final = frozenset({"poll", "polls", "survey", "surveys", "study", "letter", "memo"})
"""Evidence that keeps its capital in a name and is evidence all the same."""
