"""Words for people and groups by their roles, and for whom a bearer of such a role speaks."""

# ruff: noqa: SIM905 - long lists of words are kept more easily as one run of words
from __future__ import annotations

OFFICERS = frozenset(
    "spokesman spokeswoman spokesperson spokespeople ceo chief-executive executive chairman chairwoman chairperson "
    "chair president vice-president director head leader founder co-founder secretary secretary-general treasurer "
    "manager adviser advisor aide strategist economist commissioner superintendent chief officer counsel "
    "representative ambassador envoy delegate coordinator chief-of-staff co-chair editor publisher member "
    "staffer surrogate official pastor rector principal dean provost operative pollster inspector prosecutor "
    "mediator negotiator commander boss administrator chief-economist governor curator owner".split()
)
"""Whoever has such a role in a body speaks for the body."""

GOVERNMENT = frozenset(
    "president premier prime-minister chancellor minister secretary ambassador envoy king queen emir sultan crown- "
    "prince "
    "spokesman spokeswoman spokesperson official officials diplomat diplomats leader leaders authorities government "
    "administration vice-president first-lady chief-of-staff commander general consul attaché aide aides treasurer "
    "attorney-general foreign-minister defence-minister press-secretary ruler monarch presidents ministers "
    "vice-premier deputy-minister undersecretary adviser advisers president-elect".split()
)
"""With a nation before or after it, such a role speaks for the nation's government."""

NATIONAL = frozenset(
    "president premier prime-minister chancellor vice-president foreign-minister defence-minister first-lady "
    "press-secretary minister secretary".split()
)
"""Such a role, with no body beside it, is one of a nation's government."""

LAWMAKERS = frozenset(
    "senator senators representative representatives congressman congresswoman congressmen lawmaker lawmakers mp mps "
    "legislator legislators deputy assemblyman assemblywoman speaker majority-leader minority-leader whip "
    "councilman councilwoman parliamentarian".split()
)
"""Whoever has such a role speaks for himself unless the report says otherwise."""

CANDIDATES = frozenset(
    "nominee candidate hopeful contender front-runner frontrunner presumptive-nominee running-mate".split()
)
"""Whoever has such a role speaks for a campaign."""

STAFF = frozenset(
    "official officer aide adviser advisor spokesman spokeswoman spokesperson strategist staffer secretary deputy "
    "minister ambassador envoy diplomat representative surrogate manager director chief-of-staff office team campaign "
    "camp administration government ministry cabinet staff commander soldier operative counsel negotiator".split()
)
"""Whoever is somebody's in such a role speaks for the same party."""

LOCAL = frozenset(
    "prosecutor mayor governor commissioner sheriff police-chief superintendent councilman attorney-general".split()
)
"""Whoever has such a role speaks for a city or province."""

REPORTERS = frozenset(
    "host anchor correspondent reporter journalist columnist colleague commentator editor moderator".split()
)
"""With an outlet's name before it, such a role speaks for the outlet."""

JUDGES = frozenset("judge justice magistrate jurist".split())

SELF = frozenset(
    "professor analyst expert scholar researcher author writer journalist reporter columnist commentator host lawyer "
    "attorney economist historian scientist activist critic resident voter witness widow friend neighbor neighbour "
    "student teacher doctor nurse pundit biographer correspondent anchor moderator blogger farmer actor actress "
    "singer "
    "businessman businesswoman billionaire mogul physician psychologist delegate fellow veteran former protester "
    "prisoner sociologist anthropologist epidemiologist consultant entrepreneur investor".split()
)
"""Whoever has such a role speaks for himself, whatever body is named beside it."""

UNNAMED = frozenset(
    "official officials source sources aide aides adviser advisers advisor advisors spokesman spokeswoman "
    "spokesperson "
    "spokesmen spokespeople diplomat diplomats officer officers witness witnesses insider insiders staffer staffers "
    "person friend friends lawyer lawyers attorney attorneys investigator investigators prosecutor prosecutors "
    "executive executives employee employees operative operatives relative relatives neighbor neighbors neighbour "
    "neighbours authorities ambassador envoy judge minister governor senator lawmaker congressman mayor president "
    "rabbi priest pastor doctor doctors police-officer man woman colleague colleagues ally allies associate "
    "associates "
    "strategist strategists consultant consultants donor soldier commander teacher nurse student reporter journalist "
    "candidate representative leader agent agents deputy secretary inspector inspectors observer counselor survivor "
    "victim analyst economist expert professor resident mother father brother sister wife husband son daughter "
    "confidant reader cousin widow boss user caller driver speaker".split()
)
"""One or a few people whom a report may keep nameless."""

GROUPS = frozenset(
    "people voters critics supporters opponents republicans democrats protesters protestors demonstrators residents "
    "analysts experts observers lawmakers senators representatives congressmen legislators leaders politicians "
    "members "
    "activists conservatives liberals progressives scientists researchers economists historians scholars academics "
    "workers students parents families women men citizens americans users readers fans investors traders delegates "
    "candidates contenders extremists militants nationalists monarchists backers advocates proponents skeptics "
    "sceptics "
    "detractors commentators pundits journalists reporters media press public majority minority percent per-cent "
    "crowd groups group movement opposition community communities states nations countries enemies foes rivals "
    "challengers petitioners plaintiffs defendants businesses companies customers consumers doctors teachers unions "
    "insurers forecasters governments left right some many most others few several both all those millennials youth "
    "believers faithful protestants catholics muslims jews christians evangelicals hawks doves insiders viewers "
    "speakers owners drivers tenants patients veterans immigrants refugees rebels fighters soldiers troops "
    "respondents "
    "adults teenagers kids children elites elite establishment base donors libertarians nominees presidents mongers "
    "number half third quarter handful thousands hundreds millions dozens none nobody anyone everyone someone "
    "anybody "
    "everybody one no-one jurors attendees spectators organizers survivors victims republican democrat".split()
)
"""Many, described but not organised."""

SAME = (
    "ambassador envoy diplomat representative",
    "senator lawmaker legislator politician",
    "official minister secretary",
    "congressman congresswoman representative lawmaker legislator",
    "premier prime-minister leader minister",
    "president leader head-of-state",
    "chancellor leader",
    "spokesman spokesperson official",
    "spokeswoman spokesperson official",
    "press-secretary spokesman spokeswoman spokesperson secretary",
    "chairman chair leader head",
    "chairwoman chair leader head",
    "ceo chief-executive executive chief boss",
    "judge justice jurist magistrate",
    "justice judge jurist",
    "nominee candidate contender hopeful politician",
    "candidate contender hopeful politician",
    "lawyer attorney counsel",
    "attorney lawyer",
    "reverend pastor minister preacher clergyman",
    "pastor minister preacher",
    "general commander officer",
    "colonel officer commander",
    "journalist reporter writer",
    "columnist writer commentator author",
    "professor scholar academic expert",
    "analyst expert",
    "author writer",
    "director head official",
    "mayor politician leader",
    "governor politician",
    "king monarch ruler",
    "queen monarch ruler",
    "emir ruler",
    "founder entrepreneur",
    "billionaire businessman mogul tycoon",
    "businessman mogul tycoon entrepreneur",
    "mogul businessman billionaire tycoon",
    "economist expert analyst",
    "police-chief chief",
    "superintendent officer",
    "doctor physician",
    "actor star",
    "actress star",
    "singer star",
    "foreign-minister minister diplomat",
    "defence-minister minister",
    "secretary official",
    "commissioner official",
    "manager official",
    "adviser aide",
    "aide adviser official",
    "strategist adviser aide",
    "host broadcaster",
    "sergeant officer",
    "lieutenant officer",
    "detective officer",
    "captain officer",
    "rabbi cleric",
    "bishop cleric",
    "imam cleric",
    "envoy diplomat ambassador",
    "representative lawmaker",
    "diplomat envoy",
    "vice-president politician",
    "leader politician",
)
"""What a bearer of the first role may also be called."""

JOINED = {
    ("prime", "minister"): "prime-minister",
    ("vice", "president"): "vice-president",
    ("chief", "executive"): "ceo",
    ("attorney", "general"): "attorney-general",
    ("secretary", "general"): "secretary-general",
    ("press", "secretary"): "press-secretary",
    ("foreign", "minister"): "foreign-minister",
    ("defense", "minister"): "defence-minister",
    ("defence", "minister"): "defence-minister",
    ("first", "lady"): "first-lady",
    ("running", "mate"): "running-mate",
    ("majority", "leader"): "majority-leader",
    ("minority", "leader"): "minority-leader",
    ("police", "chief"): "police-chief",
    ("crown", "prince"): "crown-prince",
    ("police", "officer"): "police-officer",
    ("per", "cent"): "per-cent",
    ("no", "one"): "no-one",
    ("front", "runner"): "front-runner",
    ("air", "force"): "air-force",
}
"""Two words that make one role."""

KIN = frozenset(
    "wife husband ex-wife ex-husband mother father brother sister son daughter uncle aunt nephew niece cousin widow "
    "widower fiancee fiance girlfriend boyfriend parents spouse grandmother grandfather mother-in-law".split()
)
"""Roles whose bearer does not speak for the one who is named beside."""

SPOUSES = {"wife": "f", "ex-wife": "f", "widow": "f", "husband": "m", "ex-husband": "m", "widower": "m"}

PARTIES = {
    "republican": "Republican Party",
    "gop": "Republican Party",
    "democratic": "Democratic Party",
    "tory": "Conservative Party",
}
"""Adjectives of parties: never part of a name, and what they stand for."""
