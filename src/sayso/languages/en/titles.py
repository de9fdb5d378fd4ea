"""Titles that stand before a name: what they say of gender, and of the role that the bearer has."""

# ruff: noqa: SIM905 - long lists of words are kept more easily as one run of words
from __future__ import annotations

GENDERED = {
    "mr": "m",
    "mr.": "m",
    "mister": "m",
    "sir": "m",
    "lord": "m",
    "king": "m",
    "prince": "m",
    "sheikh": "m",
    "father": "m",
    "brother": "m",
    "baron": "m",
    "duke": "m",
    "mullah": "m",
    "imam": "m",
    "rabbi": "",
    "pope": "m",
    "mrs": "f",
    "mrs.": "f",
    "ms": "f",
    "ms.": "f",
    "miss": "f",
    "madam": "f",
    "madame": "f",
    "lady": "f",
    "dame": "f",
    "queen": "f",
    "princess": "f",
    "sister": "f",
    "baroness": "f",
    "duchess": "f",
}
"""Lower-case title to ``m`` or ``f``; "" where it tells nothing."""

ABBREVIATED = {
    "sen": "senator",
    "sens": "senators",
    "rep": "representative",
    "reps": "representatives",
    "gov": "governor",
    "govs": "governors",
    "gen": "general",
    "col": "colonel",
    "lt": "lieutenant",
    "sgt": "sergeant",
    "capt": "captain",
    "cmdr": "commander",
    "adm": "admiral",
    "maj": "major",
    "brig": "brigadier",
    "cpl": "corporal",
    "pvt": "private",
    "dr": "doctor",
    "prof": "professor",
    "rev": "reverend",
    "hon": "",
    "atty": "attorney",
    "supt": "superintendent",
    "pres": "president",
    "det": "detective",
    "insp": "inspector",
    "amb": "ambassador",
    "fr": "father",
    "st": "",
}
"""Abbreviation without its stop to the word it stands for."""

PLAIN = frozenset(
    "president senator representative congressman congresswoman governor mayor general colonel lieutenant sergeant "
    "captain commander admiral major brigadier corporal private doctor professor reverend judge justice chancellor "
    "premier minister secretary ambassador speaker archbishop bishop cardinal ayatollah chief chairman chairwoman "
    "superintendent detective inspector officer marshal sheriff deputy attorney treasurer councilman councilwoman "
    "councillor councilor delegate commissioner director nominee candidate vice-president prime-minister".split()
)
"""Titles written out; each is also a role."""

PARTICLES = frozenset("de del della di da dos du la le van von der den ter ten bin ibn al el ben abu st".split())
"""Small words that stand inside a person's name."""

SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())

GENDERED_ROLES = {
    "spokeswoman": "f",
    "spokesman": "m",
    "chairwoman": "f",
    "chairman": "m",
    "congresswoman": "f",
    "congressman": "m",
    "businesswoman": "f",
    "businessman": "m",
    "actress": "f",
    "actor": "m",
    "widow": "f",
    "widower": "m",
    "wife": "f",
    "husband": "m",
    "mother": "f",
    "father": "m",
    "daughter": "f",
    "son": "m",
    "sister": "f",
    "brother": "m",
    "king": "m",
    "queen": "f",
    "prince": "m",
    "princess": "f",
    "girlfriend": "f",
    "boyfriend": "m",
    "woman": "f",
    "man": "m",
    "ex-wife": "f",
    "ex-husband": "m",
    "aunt": "f",
    "uncle": "m",
    "niece": "f",
    "nephew": "m",
    "grandmother": "f",
    "grandfather": "m",
    "councilwoman": "f",
    "councilman": "m",
    "nun": "f",
    "monk": "m",
    "girl": "f",
    "boy": "m",
    "bride": "f",
    "groom": "m",
    "heroine": "f",
    "hero": "m",
    "lady": "f",
    "duke": "m",
    "duchess": "f",
    "waitress": "f",
    "policewoman": "f",
    "policeman": "m",
    "sportswoman": "f",
    "sportsman": "m",
}
"""Roles that tell the gender of who has them."""
