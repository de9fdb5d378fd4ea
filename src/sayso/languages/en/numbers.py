"""English words of number and amount, and the units and nouns that tell an amount from a name or a score."""

from __future__ import annotations

UNITS_AND_TEENS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip

TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip

SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000, "mln": 1_000_000, "bn": 1_000_000_000,
}  # fmt: skip

VAGUE = {
    "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000,
    "billions": 2_000_000_000, "trillions": 2_000_000_000_000,
}  # fmt: skip
"""A plural says at least two of its kind, and has no upper end."""

CURRENCY_SIGNS = frozenset("$£€¥₽₴₹₪₩₺")
CURRENCY_PREFIXES = frozenset({"us", "c", "a", "hk", "nz", "s", "au", "ca", "r"})
"""What may stand joined before a currency sign: US$, C$."""

CURRENCY_CODES = frozenset({"usd", "eur", "gbp", "rmb", "dlrs", "rs", "chf", "jpy"})
"""Read as currency signs where a number follows."""

CURRENCIES = frozenset(
    {"dollar", "dollars", "pound", "pounds", "euro", "euros", "yen", "rouble", "roubles", "ruble", "rubles", "yuan",
     "rupee", "rupees", "franc", "francs", "peso", "pesos", "shekel", "shekels", "hryvnia", "hryvnias", "lira",
     "won", "rand", "cent", "cents", "pence", "krona", "kronor", "krone", "kroner", "dinar", "dinars", "riyal",
     "riyals", "dirham", "dirhams", "zloty", "forint", "reais", "marks"}
)  # fmt: skip

PER_CENT = frozenset({"%", "percent", "pct"})

BOUNDS: dict[tuple[str, ...], str] = {
    ("at", "least"): "least", ("no", "fewer", "than"): "least", ("no", "less", "than"): "least",
    ("not", "less", "than"): "least", ("a", "minimum", "of"): "least", ("more", "than"): "least", ("over",): "least",
    ("above",): "least", ("greater", "than"): "least", ("upwards", "of"): "least", ("upward", "of"): "least",
    ("in", "excess", "of"): "least", ("just", "over"): "least", ("well", "over"): "least", ("exceeding",): "least",
    ("up", "to"): "most", ("at", "most"): "most", ("at", "the", "most"): "most", ("no", "more", "than"): "most",
    ("not", "more", "than"): "most", ("as", "many", "as"): "most", ("as", "much", "as"): "most",
    ("a", "maximum", "of"): "most", ("less", "than"): "most", ("fewer", "than"): "most", ("under",): "most",
    ("below",): "most", ("lower", "than"): "most",
    ("nearly",): "nearly", ("almost",): "nearly", ("close", "to"): "nearly", ("just", "under"): "nearly",
    ("about",): "about", ("around",): "about", ("some",): "about", ("roughly",): "about", ("approximately",): "about",
    ("an", "estimated"): "about", ("estimated",): "about", ("an", "average", "of"): "about", ("circa",): "about",
    ("exactly",): "exactly", ("precisely",): "exactly", ("a", "total", "of"): "exactly",
}  # fmt: skip
"""What the words before a number do to it. "More than 30" is least 30: the end is kept as it is written."""

NOT_AMOUNTS_BEFORE = frozenset(
    {"no", "number", "nos", "chapter", "article", "section", "page", "room", "route", "flight", "channel", "boeing",
     "airbus", "act", "part", "volume", "vol", "level", "phase", "type", "grade", "line", "unit", "division",
     "resolution", "apollo", "formula", "title", "aged", "age", "g", "covid", "highway", "interstate", "district",
     "battalion", "brigade", "regiment", "squadron", "platform", "gate", "group", "area", "zone", "tel", "phone",
     "fax", "psalm", "verse", "schedule", "appendix", "figure", "table", "item", "paragraph", "clause", "amendment",
     "proposition", "world"}
)  # fmt: skip
"""A number after one of these names a thing and counts nothing (level 4, chapter 11)."""

TIME_NOUNS = frozenset(
    {"year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes",
     "decade", "decades"}
)  # fmt: skip

ONE_IS_A_PRONOUN_BEFORE = frozenset(
    {"of", "another", "who", "that", "which", "would", "can", "could", "is", "was", "has", "had", "day", "more", "in",
     "on", "to", "for", "or", "and", "thing", "may", "must", "should", "will", "at", "with", "might", "where"}
)  # fmt: skip
"""After "one" these show the pronoun or a set phrase, not a count of 1."""
