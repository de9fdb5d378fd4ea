"""Words by which a page's furniture is known, though it stands among paragraphs: data."""

from __future__ import annotations

from typing import Final

FURNITURE: Final = (
    "all rights reserved",
    "may not be published",
    "may not be reproduced",
    "republished with permission",
    "originally appeared on",
    "first appeared on",
    "first published by",
    "contributed to this report",
    "contributed to this article",
    "contributed to this story",
    "editing by",
    "follow us on",
    "follow him on",
    "follow her on",
    "follow me on",
    "sign up for",
    "sign up to",
    "our newsletter",
    "terms of use",
    "terms of service",
    "privacy policy",
    "cookie policy",
    "click here to",
    "click here for",
    "subscribe to our",
    "was originally published",
    "contributed reporting to",
    "follow @",
    "the views expressed",
    "the opinions expressed",
    "send tips to",
    "can be reached at",
    "download our app",
    "support our journalism",
    "editor's note",
    "editor’s note",
)
"""Lower case; each is looked for in a short shared passage."""
