"""The pages' templates: escaped by default, and strangers' text made inert wherever it is put in."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from sayso.faces.inert import for_page, in_marks


@cache
def template(name: str) -> Template:
    """Return a template of ``faces/templates``; what is undefined in it is an error, never a blank."""
    environment = Environment(
        loader=PackageLoader("sayso.faces", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=lambda value: for_page(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["marked"] = lambda text: in_marks(str(text)) == str(text)
    return environment.get_template(name)
