"""How English reports show that they saw or heard something for themselves, and how they hedge: data."""

# ruff: noqa: SIM905 (long word lists are easier to read and to change as text)

from __future__ import annotations

from typing import Final

SELF: Final = (
    r"this (?:newspaper|paper|newsroom|news ?site|website|site|magazine|agency|station|channel|broadcaster|outlet|"
    r"reporter|correspondent|journalist|writer)",
    r"our (?:own )?(?:reporters?|correspondents?|journalists?|photographers?|staff|team|crew|newsroom)",
)
"""What a report calls itself."""

STAFF: Final = (
    r"(?:reporters?|correspondents?|journalists?|photographers?|(?:news |camera |television |tv )?crews?|staff)"
)
"""People who work for an outlet: with its name before them, they are the outlet itself."""

SAW: Final = (
    r"(?:saw|seen|watched|witnessed|heard|counted|visited|viewed|reviewed|examined|inspected|obtained|photographed|"
    r"filmed|observed|interviewed|verified|learned|learnt|established|toured)"
)
"""What a report that was there, or holds the paper, did."""

FIRST_PERSON: Final = rf"(?:\bI|\b[Ww]e) (?:have |had |also |then |later |could )?(?:{SAW}|see|hear|watch)\b"

OFFICE_HOLDERS: Final = frozenset(
    """official officials officer officers minister ministers aide aides adviser advisers advisor advisors diplomat
    diplomats spokesman spokeswoman spokesperson spokespeople commander commanders general generals governor governors
    mayor mayors secretary secretaries investigator investigators prosecutor prosecutors policeman policewoman
    policemen lawmaker lawmakers senator senators executive executives authority authorities""".split()
)
"""Heads of descriptions that mean somebody who holds an office."""

ISSUERS: Final = frozenset(
    """authority authorities command navy army guard presidency embassy party palace parliament senate congress
    secretariat directorate inspectorate coastguard hospital institute centre center campaign""".split()
)
"""Words in the names of bodies that put out statements, beside the common nouns for bodies."""

BYSTANDERS: Final = frozenset(
    """witness witnesses eyewitness eyewitnesses resident residents neighbour neighbours neighbor neighbors bystander
    bystanders passer-by passers-by survivor survivors villager villagers shopkeeper shopkeepers fisherman fishermen
    farmer farmers driver drivers passenger passengers docker dockers worker workers local locals victim victims
    patient patients tourist tourists student students""".split()
)
"""Heads of descriptions that mean somebody who was there, or lives there."""

PRIVATE: Final = frozenset(
    """person man woman men women voter voters critic critics supporter supporters opponent opponents protester
    protesters employee employees friend friends relative relatives parent parents mother father teacher teachers
    fan fans user users customer customers reader readers citizen citizens pensioner pensioners observer observers
    activist activists campaigner campaigners advocate advocates scholar scholars historian historians""".split()
)
"""Heads of descriptions that mean somebody who holds no office."""

IN_THE_KNOW: Final = frozenset(
    """source sources familiar knowledge briefed insider insiders informed involved anonymity""".split()
)
"""Words that describe somebody as one who knows, and who may be anybody."""

MANY: Final = frozenset(
    """people police those men women children both many several some most all two three four five six seven eight nine
    ten dozens scores hundreds thousands others few parents""".split()
)
"""Words for more than one that show it by no ending, or before the noun."""

ANOTHER: Final = frozenset("another second third fourth other others separate different".split())
"""Words by which a report tells a nameless source from one that it has named or described before."""

HEDGES: Final = frozenset(
    """reportedly allegedly apparently supposedly purportedly seemingly ostensibly presumably possibly perhaps maybe
    evidently may might could alleged reported purported supposed suspected apparent possible unconfirmed
    unverified probably likely rumoured rumored believed thought appears appeared seems seemed""".split()
)
"""Words that lower a statement or leave it open."""

HEADLINE_CUES: Final = frozenset(
    """say says said claim claims claimed accuse accuses accused allege alleges alleged report reports tell tells told
    warn warns according charge charges insist insists sources source officials official reportedly allegedly""".split()
)
"""Words by which a headline puts what it says on somebody's word."""

CREDIT_LINE: Final = r"(?:source|sources|credit|via|from|courtesy of)\s*[:–—-]\s*(?P<name>[^\n:;]{2,60}?)\.?"
"""A line that says where a whole report is from."""

NEWS_AGENCY: Final = r"\b(?:news agency|newswire|wire service|press agency)\b"
"""What an outlet is called whose copy others run."""

SPEAKERS: Final = (
    OFFICE_HOLDERS
    | BYSTANDERS
    | frozenset(
        """police firefighter firefighters doctor doctors medic medics nurse nurses rescuer rescuers activist activists
        campaigner campaigners lawyer lawyers expert experts analyst analysts scientist scientists researcher
        researchers teacher teachers parent parents soldier soldiers captain crew union unions army navy military
        government ministry council court company operator owner manager employee employees relative relatives
        friend friends colleague colleagues critic critics supporter supporters coastguard hospital brigade""".split()
    )
)
"""Heads of descriptions of whoever may speak: two of them joined by "and" are two voices."""

ONE_OF: Final = frozenset("a an the one another two three four five six seven some several many other".split())
"""Words with which a description begins."""

NO_CLAIM: Final = (
    r"(?:(?:an?|the|its|their|his|her|our|repeated|several|any|further|immediate) )*(?:\w+’s )?"
    r"(?:requests?|calls?|e-?mails?|messages?|questions?|inquir(?:y|ies)|enquir(?:y|ies)|comments?|interviews?)"
    r"(?: (?:for|seeking|from|of|on|about)\b.*)?",
    r"(?:not )?to be (?:named|identified|quoted)\b.*",
    r"not (?:named|identified)\b.*",
    r"(?:on (?:the )?condition of |for )?anonymity\b.*",
    r"which (?:cited|cites|quoted|gave|offered|provided|declined|refused)\b.*",
    r"(?:they|he|she|both|neither|who) (?:was|were|is|are) not authori[sz]ed to (?:speak|comment|talk)\b.*",
    r"(?:they|he|she|both|neither|who) (?:asked|insisted|spoke|agreed) .*\b(?:anonymity|named|identified|quoted)\b.*",
    r"who speaks? for\b.*",
)
"""What is attributed and says nothing but that somebody was asked, or would not be named."""

EVIDENCE_CUES: Final = frozenset(("citing", "quoting", "cited", "quoted"))
"""Cues after which evidence stands, not what is claimed."""
