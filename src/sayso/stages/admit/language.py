"""Which language a text is in: only a sure answer counts, and headlines and lists of names are let be."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.languages.en.function_words import FUNCTION_WORDS

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# English prose has 20 to 40 of these little words in a hundred; other languages have next to none.
_ENGLISH_SHARE, _FOREIGN_SHARE = 0.10, 0.04
_FEWEST_WORDS, _FEWEST_LETTERS = 20, 100
_PIECES = 5
_SURE = 0.5
# English is written in Latin letters; a text in others is surely not English, however short
_LATIN_ENDS = "\u024f"
_FEWEST_OTHER_LETTERS = 20
_VARIETIES = {"wuu": "zh", "yue": "zh", "nn": "no", "nb": "no"}

NAMES = {
    "ar": "Arabic", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan",
    "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish", "et": "Estonian",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian",
    "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ms": "Malay", "nb": "Norwegian",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian",
    "ru": "Russian", "sk": "Slovak", "sl": "Slovene", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Language:
    """A language code, or None where the text is too short or too mixed to tell, and why."""

    code: str | None
    says: str

    @property
    def name(self) -> str:
        """The language's English name, for people."""
        return _name(self.code or "und")


def language_of(text: str, declared: str | None = None) -> Language:
    """Tell a text's language; ``declared`` is what its page says, and decides only where words cannot.

    A declaration never leads to a refusal by itself: pages copy their templates' language along.
    """
    told = _from_words(text)
    primary = (declared or "").split("-")[0].lower()
    if told.code is None and primary == "en":
        return Language("en", f"The words are too few or mixed to tell, and the page declares {declared!r}.")
    return told


def _from_words(text: str) -> Language:
    """Tell a text's language, from its little words if English and from a model if not.

    The model is asked only about texts that do not look English, so that English reports never
    pay for it; it must agree with itself over the text's pieces before it is believed.
    """
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    letters = sum(len(word) for word in words)
    share = sum(word.lower().replace("’", "'") in FUNCTION_WORDS for word in words) / max(1, len(words))
    if share >= _ENGLISH_SHARE and words:
        return Language("en", f"{share:.0%} of its words are the little words of English.")
    others = sum(letter > _LATIN_ENDS for word in words for letter in word)
    if others >= max(_FEWEST_OTHER_LETTERS, 0.8 * letters):
        other = _agreed(sample, sure=0.0) or "und"
        return Language(other, f"It is written in another script than English; the model takes it for {_name(other)}.")
    if letters < _FEWEST_LETTERS or len(words) < _FEWEST_WORDS:
        return Language(None, "The text is too short to tell its language, and is read as English.")
    if share >= _FOREIGN_SHARE:
        return Language(None, "The text is too mixed to tell its language, and is read as English.")
    code = _agreed(sample, _SURE)
    if code is None:
        return Language(None, "No language fits the whole text, and it is read as English.")
    return Language(code, f"The language model is sure of {_name(code)} in most of its parts.")


def _name(code: str) -> str:
    return "a language that we cannot name" if code == "und" else NAMES.get(code, f"another language ({code})")


def _agreed(sample: str, sure: float) -> str | None:
    """Return the language that the model sees in three quarters of the text's pieces, or None."""
    step = max(200, len(sample) // _PIECES + 1)
    pieces = [sample[i : i + step] for i in range(0, len(sample), step)]
    pieces = [piece for piece in pieces if len(piece) >= 60] or [sample]
    votes: Counter[str] = Counter()
    for piece in pieces:
        code, probability = _model().classify(piece)
        if probability >= sure:
            votes[_VARIETIES.get(code, code)] += 1
    code, count = votes.most_common(1)[0] if votes else ("", 0)
    return code if count >= 0.75 * len(pieces) else None


@cache
def _model() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
