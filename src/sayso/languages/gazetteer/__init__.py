"""A small gazetteer: countries, regions and larger cities by name, with their ISO 3166-1 country.

``places.tsv`` is made by scripts/make_gazetteer.py from CLDR and GeoNames (CC BY 4.0, geonames.org).
It is read once, on first use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Country codes by name, as written; a name that means several countries is in none but ``regions``."""

    countries: Mapping[str, str]
    regions: Mapping[str, str]
    cities: Mapping[str, str]


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read once."""
    tables: dict[str, dict[str, str]] = {"country": {}, "region": {}, "city": {}}
    for line in files(__name__).joinpath("places.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            kind, code, names = line.split("\t")
            tables[kind].update(dict.fromkeys(names.split(";"), code))
    countries, regions = tables["country"], tables["region"]
    both = countries.keys() & regions.keys()
    return Gazetteer({n: c for n, c in countries.items() if n not in both}, regions, tables["city"])
