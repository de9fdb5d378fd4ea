"""Pronouns of English by what they can stand for."""

# ruff: noqa: SIM905 - long lists of words are kept more easily as one run of words
from __future__ import annotations

MASCULINE = frozenset("he him his himself".split())
FEMININE = frozenset("she her hers herself".split())
SINGULAR_THING = frozenset("it its itself".split())
PLURAL = frozenset("they them their theirs themselves".split())
FIRST_SINGULAR = frozenset("i me my mine myself".split())
FIRST_PLURAL = frozenset("we us our ours ourselves".split())
SECOND = frozenset("you your yours yourself".split())
RELATIVE = frozenset("who whom whose which that".split())
DEMONSTRATIVE = frozenset("this these those both others another some many several few most all one ones".split())

POSSESSIVE = frozenset("his her its their my our your whose".split())
OBJECT = frozenset("him her it them me us you".split())
SUBJECT = frozenset("he she it they i we you".split())

PERSONAL = MASCULINE | FEMININE | SINGULAR_THING | PLURAL | FIRST_SINGULAR | FIRST_PLURAL | SECOND
