"""How English reports deny, doubt, or could not verify what is claimed: data."""

from __future__ import annotations

from typing import Final

NOT_VERIFIED: Final = (
    r"(?:(?:could|can|did|do|does|has|have|had|was|were|is|are)(?: not|n['’]t)|cannot|can['’]t|unable to|"
    r"not (?:been )?(?:able|possible) to|impossible to|no way to|yet to|no independent|without)\s"
    r"(?:\w+\s){0,4}?(?:verif|confirm|substantiat|corroborat|authenticat|establish)\w*"
)
"""Nobody could check it, or nobody has."""

DOUBTING: Final = (
    r"\b(?:doubt(?:s|ed|ing|ful)?|(?:cast|casts|casting) doubts?|s[kc]eptic\w*|unconvinced|"
    r"question(?:s|ed)? (?:the|whether)|implausible|far-fetched|highly unlikely|hard to believe)\b"
)
"""It is questioned, and not denied."""

DENYING: Final = (
    r"\b(?:(?:is|are|was|were|as) (?:\w+ ){0,2}?(?:false|untrue|a lie|lies|nonsense|baseless|groundless|unfounded|"
    r"fabricated|an invention|invented|a fabrication|absurd|made up)|"
    r"(?:not|never) (?:true|the case|correct|accurate) (?:that|to say)|(?:is|was)n['’]t true|"
    r"there (?:is|was|were|are) no truth|nothing of the kind)\b"
)
"""It is denied by what is said of it."""

_CLAIM = r"(?:claims?|allegations?|accusations?|charges?|reports?|assertions?|suggestions?|rumou?rs?|idea|notion)"

DENIED_BY: Final = (
    r"(?<!not )(?<!n['’]t )(?<!never )(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )(?<!be )"
    r"\b(?:(?:denie[sd]|deny|denying) (?:\w+ly )?(?:that\b|it\b|having\b|any\b|being\b|\w+ing\b|(?:all |the )?"
    + _CLAIM
    + r"\b)"
    r"|(?:dismiss(?:e[sd]|ing)?|reject(?:s|ed|ing)?|refut(?:e[sd]?|ing)|rebut(?:s|ted|ting)?|rubbish(?:e[sd])?) "
    r"(?:as (?:\w+ )?(?:fiction|nonsense|false|untrue|lies|baseless|absurd|fake|invention|propaganda) )?"
    r"(?:[\w’']+ ){0,3}?" + _CLAIM + r"\b)"
)
"""Whoever is spoken of denies it, where a report says so itself."""

LEADING: Final = (
    r"\A.{0,60}?(?:"
    + _CLAIM
    + r" (?:that|of)\b"
    + r"|(?:not|n['’]t|cannot|unable|impossible|way|yet|independent|without)\s(?:\w+\s){0,5}?"
    r"(?:verif|confirm|substantiat|corroborat|authenticat|establish)\w*\s(?:that|whether|if)\b)"
)
"""What leads from a denial, a doubt or a lack of proof to what it is about."""

PREVENTING: Final = (
    *("closed", "shut", "banned", "barred", "blocked", "stopped", "halted", "ended", "ceased", "cancelled", "canceled"),
    *("prevented", "refused", "failed", "rejected", "forbidden", "prohibited", "suspended", "abandoned", "missed"),
)
"""Words that say that something is not, or no longer, without a negation."""

IT: Final = (
    r"\b(?:(?:the|this|that|these|those|such|any|its|their|both|all) (?:[\w’']+ ){0,3}?(?:claims?|allegations?|"
    r"accusations?|charges?|reports?|assertions?|statements?|story|account|accounts|version)|^(?:it|this|that|them|so)$)"
)
"""Words that stand for a claim made before."""
