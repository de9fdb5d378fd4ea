"""A small gazetteer: countries, regions and larger cities by name, with their ISO 3166-1 country.

Countries and the states of the USA come from ``states.tsv``; cities, provinces and the short forms of
states from ``cities.tsv``, which scripts/make_city_data.py makes from GeoNames (CC BY 4.0,
geonames.org). Both are read once, on first use.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Country codes by name, as written; a name of a country and of a region is in ``regions`` only."""

    countries: Mapping[str, str]
    regions: Mapping[str, str]
    cities: Mapping[str, str]


def _rows(table: str) -> Iterator[list[str]]:
    """Return the columns of each row of a table beside this module."""
    text = files("sayso.languages.places").joinpath(table).read_text(encoding="utf-8")
    return (line.split("\t") for line in text.splitlines() if not line.startswith("#"))


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read once."""
    tables: dict[str, dict[str, str]] = {"country": {}, "region": {}, "city": {}}
    for code, common, others, *_ in _rows("states.tsv"):
        kind = "region" if "-" in code else "country"
        tables[kind].update(dict.fromkeys(filter(None, (common, *others.split(";"))), code[:2]))
    for kind, code, names in _rows("cities.tsv"):
        tables[kind].update(dict.fromkeys(names.split(";"), code))
    regions = tables["region"]
    countries = {name: code for name, code in tables["country"].items() if name not in regions}
    cities = {name: code for name, code in tables["city"].items() if name not in countries and name not in regions}
    return Gazetteer(countries, regions, cities)
