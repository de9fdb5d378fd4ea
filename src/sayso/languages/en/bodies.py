"""Words that name or describe organisations, outlets and documents."""

# ruff: noqa: SIM905 - long lists of words are kept more easily as one run of words
from __future__ import annotations

NAME_WORDS = frozenset(
    "agency association authority administration bank board bureau campaign center centre chamber church club "
    "coalition "
    "college commission committee company confederation conference congress convention cooperation corp corporation "
    "council court department directorate federation force foundation front fund government group house inc "
    "institute "
    "institution international league ltd llc llp ministry mission movement network office organisation organization "
    "parliament party police project school secretariat senate service services society team trust union university "
    "hospital laboratory labs airlines airways motors industries systems partners holdings consortium assembly "
    "alliance "
    "embassy forum initiative panel tribunal taliban brigade army navy guard cabinet camp caucus exchange reserve "
    "ministers nations monarchy foods technologies studios co plc gmbh "
    "patrol treasury delegation leadership task-force museum library committee's lab news chemicals pharmaceuticals "
    "electronics telecommunications communications textiles plastics solutions logistics ventures enterprises "
    "petroleum refineries minerals insurance products resources properties brands stores supermarkets".split()
)
"""A name that ends in, or holds, one of these is most likely an organisation's."""

COMPANY_FORMS = frozenset("ltd limited inc incorporated llc llp plc corp co gmbh".split())
"""What law makes a company: written behind its name, or left out."""

LINKED_BODIES = frozenset(
    "agency association authority board bureau campaign center centre chamber coalition commission committee "
    "confederation conference council department directorate federation foundation front fund institute institution "
    "league ministry movement network office organisation organization school secretariat society union alliance "
    "forum friends doctors reporters citizens college academy academies ministries inspectorate museum "
    "subcommittee".split()
)
"""A body's name goes on after these with "of", "for" or "on" ("Institute for …")."""

BODY_ENDS = (
    NAME_WORDS - frozenset("news house inc llc llp ltd co plc gmbh nations guard cabinet camp labs".split())
) | frozenset("executive inspectorate ombudsman subcommittee academy".split())
"""A body's name with "and" inside ends in one of these ("Fire and Rescue Service")."""

MEMBERS = frozenset(
    "lawyers workers people women men children teachers veterans farmers governors nurses students citizens players "
    "officers writers artists mayors doctors consumers taxpayers pilots actors directors journalists girls boys "
    "parents soldiers sheriffs miners fishermen builders bankers".split()
)
"""Whose a body is, by its own name ("the Farmers' Union")."""

OUTLET_WORDS = frozenset(
    "times post news journal herald tribune gazette observer magazine radio television tv broadcasting press "
    "newspaper "
    "weekly daily review chronicle globe examiner inquirer sentinel bulletin courier telegraph guardian independent "
    "mirror standard wire newswire podcast blog online today broadcaster".split()
)
"""A name that ends in one of these is most likely an outlet's."""

OUTLETS = frozenset(
    "ap associated-press reuters afp agence-france-presse upi bloomberg cnn nbc abc cbs fox fox-news msnbc npr pbs "
    "bbc itv "
    "c-span cnbc al-jazeera politico breitbart huffington-post buzzfeed vox slate salon axios interfax itar-tass "
    "tass "
    "ria-novosti xinhua kyodo yonhap ansa dpa efe irna tasnim fars sana anadolu rt sputnik euronews deutsche-welle "
    "der-spiegel le-monde le-figaro el-pais the-economist the-atlantic the-hill propublica usa-today "
    "realclearpolitics "
    "fivethirtyeight newsweek time voa voice-of-america politifact factcheck.org snopes full-fact bellingcat "
    "pravda izvestia kommersant haaretz yahoo yahoo-news".split()
)
"""Wire services, broadcasters and titles whose names don't show what they are. Compiled by hand."""

PAPER_NAMES = frozenset(
    "act plan treaty accord agreement resolution law bill amendment code report review constitution charter "
    "protocol convention declaration deal pact".split()
)
"""A name that ends in one of these is a paper's."""

OUTLET_NOUNS = frozenset(
    "newspaper paper magazine outlet website site network station channel broadcaster tabloid daily weekly newswire "
    "blog "
    "news-agency radio press media publication journal".split()
)
"""Common nouns for outlets ("the newspaper said")."""

BODY_NOUNS = {
    "agency": "agency service bureau administration",
    "bank": "bank",
    "company": "company corp inc co ltd motors group airlines holdings industries plc",
    "firm": "company corp inc llp partners group",
    "corporation": "corp corporation",
    "department": "department",
    "ministry": "ministry",
    "committee": "committee",
    "commission": "commission",
    "court": "court",
    "council": "council",
    "fund": "fund",
    "university": "university college",
    "college": "college",
    "school": "school",
    "group": "group association coalition movement union foundation league society network organization",
    "organization": "organization organisation association federation foundation group",
    "organisation": "organisation association federation",
    "union": "union",
    "association": "association",
    "party": "party",
    "bureau": "bureau",
    "board": "board",
    "panel": "committee panel commission",
    "institute": "institute",
    "center": "center",
    "centre": "centre",
    "foundation": "foundation",
    "campaign": "campaign",
    "camp": "campaign camp",
    "church": "church",
    "service": "service",
    "airline": "airlines airways",
    "team": "team",
    "club": "club",
    "league": "league",
    "network": "network",
    "hospital": "hospital",
    "office": "office",
    "administration": "administration",
    "police": "police",
    "force": "force",
    "regulator": "commission authority agency bureau",
    "watchdog": "commission authority agency bureau",
    "tribunal": "tribunal court",
    "parliament": "parliament",
    "senate": "senate",
    "congress": "congress",
    "government": "government",
    "body": "organization council commission",
    "think-tank": "institute center centre foundation",
    "nonprofit": "foundation association",
    "embassy": "embassy",
    "task-force": "task-force",
    "lender": "bank",
    "retailer": "stores",
    "charity": "foundation",
    "automaker": "motors",
    "giant": "corp inc",
    "movement": "movement",
    "alliance": "alliance",
    "coalition": "coalition",
    "military": "military army",
    "army": "army",
    "chamber": "chamber senate house",
    "airport": "airport",
    "newspaper": "",
    "website": "",
    "magazine": "",
    "paper": "",
}
"""A description's noun to the words in a name that it may stand for."""

ORGANISED = frozenset(
    "police government authorities leadership administration campaign camp army military ministry parliament "
    "cabinet congress "
    "senate court prosecution department committee company bank firm agency council commission union team board "
    "regime "
    "embassy party institute university office legislature convention task-force city house church airline".split()
)
"""Described bodies that count as organisations though the report gives them no name."""

DOCUMENTS = frozenset(
    "poll polls study studies report reports survey surveys statement statements document documents data research "
    "analysis "
    "email emails e-mail e-mails letter letters memo memos filing filings brief briefs complaint lawsuit indictment "
    "affidavit transcript transcripts tweet tweets post posts article articles book books memoir law laws bill "
    "treaty accord "
    "agreement resolution constitution review audit record records figures statistics numbers returns tax-returns "
    "submission commentary op-ed editorial column press-release release communique video videos tape tapes footage "
    "ruling "
    "opinion order decision averages average estimate estimates projections forecast forecasts message messages "
    "note notes "
    "text texts speech speeches remarks comments comment interview paper papers testimony pamphlet leaflet leaflets "
    "manifesto dossier declaration plan program programme evidence tally index findings intelligence results census "
    "exchange cable cables contract proposal website-posting headline headlines advert ad ads advertisement "
    "biography "
    "inquiry inquiries investigation investigations probe footnote questionnaire accounts account reading "
    "transmission log logs deposition claim claims allegation "
    "allegations".split()
)
"""Texts and data that speak; they belong to whoever issued them where the report says who."""

LEGAL = frozenset(
    "law laws bill treaty accord agreement resolution constitution plan program programme deal pact".split()
)
"""Papers that many stand behind: they are sources of their own."""

ISSUING = frozenset(
    "by from conducted published released issued written commissioned prepared compiled produced authored posted "
    "signed sent filed".split()
)
"""Words after a document that lead to its issuer."""

HOLDERS = (
    ("at", "the", "disposal", "of"),
    ("in", "the", "possession", "of"),
    ("in", "the", "hands", "of"),
    ("available", "to"),
    ("received", "by"),
    ("gathered", "by"),
    ("collected", "by"),
    ("held", "by"),
)
"""Words after data or documents that lead to the body that has them and tells what they say."""
