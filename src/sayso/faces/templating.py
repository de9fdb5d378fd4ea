"""The pages' templates: escaped by default, and strangers' text made inert wherever it is put in."""

from __future__ import annotations

from functools import cache

from jinja2 import (
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    select_autoescape,
)

from sayso.faces.answer import many, range_words
from sayso.faces.inert import for_page, in_marks


@cache
def template(name: str) -> Template:
    """Return a template of ``faces/templates``, or of the workbench's own as ``web/NAME``.

    What is undefined in it is an error, never a blank.
    """
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    own = PrefixLoader({"web": PackageLoader("sayso.faces", "web/templates")})
    environment = Environment(
        loader=ChoiceLoader([own, PackageLoader("sayso.faces", "templates")]),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        finalize=lambda value: for_page(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["marked"] = lambda text: in_marks(str(text)) == str(text)
    environment.globals.update(many=many, range_words=range_words)
    return environment
