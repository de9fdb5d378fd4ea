"""English words of the calendar: months, weekdays, units, and the words that set them in past or future."""

from __future__ import annotations

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
"""Names and abbreviations; read as months only when capitalised ("may", "march" are verbs)."""

WHOLE_MONTHS = frozenset(name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july"))
"""Months written out: a full stop after one ends the sentence."""

MONTHS_THAT_ARE_WORDS = frozenset({"may", "march", "mar", "dec", "jan", "august", "april", "june"})
"""Capitalised, these may open a sentence or be a name: they need a date beside them or a preposition before."""

WEEKDAYS = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip

SHORT_WEEKDAYS = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})
"""Read as weekdays only where a date follows: alone they are other words ("the Sun", "sat")."""

SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

UNITS = {
    "day": "day", "week": "week", "weekend": "weekend", "month": "month", "year": "year", "decade": "decade",
    "days": "day", "weeks": "week", "weekends": "weekend", "months": "month", "years": "year", "decades": "decade",
}  # fmt: skip

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}  # fmt: skip

DECADES = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip

DAY_WORDS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}

PARTS_OF_DAY = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI", "noon": "T12:00", "midnight": "T24:00",
}  # fmt: skip

ZONES = frozenset({"est", "edt", "et", "cst", "cdt", "ct", "mst", "mdt", "pst", "pdt", "pt", "gmt", "bst", "utc", "cet",
                   "cest", "eet", "msk"})  # fmt: skip

LAST = frozenset({"last", "past", "previous"})
NEXT = frozenset({"next", "coming", "following"})
THIS = frozenset({"this", "current"})
EARLY = frozenset({"early", "late", "mid"})
BOUND = frozenset({"beginning", "start", "end", "middle"})

NOW = frozenset({"now", "currently"})
RECENTLY = frozenset({"recently"})

PREPOSITIONS = frozenset(
    {"in", "since", "by", "until", "till", "through", "from", "to", "of", "during", "before", "after", "between",
     "for", "on", "and", "or", "around", "late", "early", "mid", "last", "next", "this", "as"}
)  # fmt: skip
"""Words after which a bare month or year is a time."""

FUTURE = frozenset(
    {"will", "shall", "ll", "won", "scheduled", "expected", "expects", "expect", "expires", "expire", "due", "plans",
     "planned", "planning", "upcoming", "until", "till", "tomorrow", "next", "payable", "intends", "intend",
     "going", "soon", "deadline", "effective", "hopes", "hope", "would", "could", "begins", "starts", "should",
     "prepares", "prepare", "slated", "begin"}
)  # fmt: skip
"""Words that set a weekday or date beside them after the day of publication."""

PAST = frozenset(
    {"said", "was", "were", "had", "did", "told", "came", "went", "began", "rose", "fell", "made", "took", "sold",
     "met", "won", "lost", "held", "left", "found", "got", "gave", "saw", "wrote", "spoke", "became", "bought",
     "brought", "paid", "sent", "set", "led", "died", "hit", "cut", "put", "ran", "grew", "broke", "built", "chose",
     "drew", "drove", "felt", "flew", "fought", "kept", "knew", "laid", "rejected", "since", "ago", "been",
     "shot", "struck", "stood", "swore", "threw", "thought", "withdrew", "ended"}
)  # fmt: skip
"""Past forms without -ed, and words that look back."""

HOUR_WORDS = {"midnight": 0, "noon": 720, "midday": 720}
"""Hours that have a name, in minutes of the day."""

HOURS_AFTER_NOON = ("pm", "p.m", "afternoon", "evening")
"""Words that set an hour into the day's second half."""

EDGES = ("after", "before", "until", "till", "by", "since")
"""Words before a time that make it an edge: what they speak of lies beyond it, and not in it."""
