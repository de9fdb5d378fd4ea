"""One form for all forms of an English word, so that "shelled" and "shelling" count as the same."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_IRREGULAR: Final = """
say said says; tell told; go went gone goes; do did done does; have had has having; be was were been is are am being;
get got gotten; give gave given; take took taken; make made; come came; see saw seen; know knew known; think thought;
find found; leave left; keep kept; hold held; bring brought; begin began begun; write wrote written; speak spoke spoken;
win won; lose lost losing; pay paid; send sent; meet met; lead led; fall fell fallen; rise rose risen; shoot shot;
steal stole stolen; strike struck striking; sell sold; buy bought; build built; spend spent; fight fought; seek sought;
choose chose chosen; draw drew drawn; drive drove driven; fly flew flown flies; grow grew grown; hear heard; run ran;
stand stood; understand understood; feel felt; break broke broken; throw threw thrown; wear wore worn; become became;
sink sank sunk; freeze froze frozen; flee fled; hide hid hidden; sit sat; lie lay lain lying; lay laid;
swear swore sworn; shake shook shaken; bear bore borne; sleep slept; teach taught; catch caught;
deal dealt; mean meant; show shown;
withdraw withdrew withdrawn; overthrow overthrew overthrown; forbid forbade forbidden; blow blew blown; tear tore torn;
bind bound; burn burnt; die died dying; man men; woman women; child children; person people; life lives; foot feet
"""

_FORMS: Final = {form: forms.split()[0] for forms in _IRREGULAR.replace("\n", " ").split(";") for form in forms.split()}

_VOWEL = re.compile("[aeiouy]")
_INFLECTED = ("ingly", "edly", "ings", "ing", "ed")
_DERIVED = (
    ("ization", "iz"), ("isation", "iz"), ("ational", "at"), ("ation", "at"), ("ition", "it"), ("ment", ""),
    ("ness", ""), ("ly", ""), ("ive", ""), ("ion", ""), ("al", ""),
)  # fmt: skip


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the stem of a word in lower case: rough, made to compare with, not to be shown."""
    if word in _FORMS:
        return _FORMS[word]
    if len(word) < 4 or not word.isalpha():
        return word
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ss", "ss"), ("s", "")):
        if word.endswith(ending):
            word = word.removesuffix(ending) + instead
            break
    for ending in _INFLECTED:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and _VOWEL.search(rest):
            doubled = len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz"
            word = rest[:-1] if doubled else rest
            break
    for ending, instead in _DERIVED:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 4:
            word = rest + instead
            break
    if word.endswith("e") and len(word) > 4:
        word = word[:-1]
    if word.endswith("at") and len(word) > 5:
        word = word[:-2]
    if word.endswith("y") and len(word) > 4:
        word = word[:-1] + "i"
    return word
