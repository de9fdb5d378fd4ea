"""Bytes to text: which encoding, how that was decided, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from sayso.model.evidence import Evidence
from sayso.model.report import Refusal

_RULE = "encoding/1"

_MAGIC = (
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text (RTF) file"),
    (b"\x7fELF", "a program"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\x0b\x0c\r\x1b") + b"\x7f"

# A page may name its encoding; only those that a newsroom's page may honestly be in are believed.
_DECLARABLE = re.compile(
    r"(?:utf-?8|us-ascii|iso-?8859-\d{1,2}|latin-?1|windows-125\d|cp125\d|koi8-[ru]|macintosh|"
    r"gb2312|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr))",
    re.IGNORECASE,
)
_SAMPLE = 65_536


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that gave it, and why that one."""

    text: str
    encoding: str
    evidence: tuple[Evidence, ...]


def decode(data: bytes, declared: str | None = None) -> Decoded | Refusal:
    """Turn bytes into text, or say why not.

    In this order: a byte-order mark; UTF-16 without one, by where its NUL bytes fall; UTF-8 that
    is wholly valid; the encoding that a page declares; then whichever of damaged UTF-8 and
    Windows-1252 explains the bytes better. The mark is not part of the text; nothing else is
    changed, except that what does not decode becomes U+FFFD, which the evidence counts.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return Refusal("binary", f"This is {what}, not text.")
    for mark, encoding, name in _BOMS:
        if data.startswith(mark):
            return _strict_or_mended(data[len(mark) :], encoding, name, "It begins with a byte-order mark")
    wide = _wide_encoding(data)
    if wide:
        return _strict_or_mended(data, wide, wide, "Its NUL bytes fall as those of UTF-16 do")
    if b"\x00" in data or _mostly_control(data):
        return Refusal("binary", "The bytes are not text: they hold NUL or other control bytes.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return _decoded(text, "utf-8", "All its bytes are valid UTF-8.")
    if declared and _DECLARABLE.fullmatch(declared.strip()):
        try:
            # HTML's standard reads Latin-1 as Windows-1252, because pages mean that
            latin = re.fullmatch(r"iso-?8859-1|latin-?1|us-ascii", declared.strip(), re.IGNORECASE)
            encoding = "windows-1252" if latin else declared.strip().lower()
            return _decoded(data.decode(encoding), encoding, f"The page declares {declared.strip()!r}.")
        except (UnicodeDecodeError, LookupError):
            pass
    return _narrow(data)


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that an HTML page names in its first bytes."""
    found = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{1,40})", data[:8192], re.IGNORECASE)
    return found[1].decode("ascii", "replace") if found else None


def _decoded(text: str, encoding: str, says: str) -> Decoded:
    return Decoded(text, encoding, (Evidence(_RULE, says),))


def _strict_or_mended(data: bytes, encoding: str, name: str, why: str) -> Decoded | Refusal:
    try:
        text, damage = data.decode(encoding), ""
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        lost = text.count("\ufffd")
        if lost > max(3, len(text) // 20):
            return Refusal("encoding", f"{why}, but much of it does not decode as {name}.")
        damage = f"; {lost} characters did not decode and stand as U+FFFD"
    if "\x00" in text or len(_CONTROL.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) // 50:
        return Refusal("binary", f"{why}, but what it holds is not text.")
    return _decoded(text, name, f"{why}{damage}.")


def _wide_encoding(data: bytes) -> str | None:
    # English in UTF-16 has a NUL in nearly every pair of bytes, always on the same side.
    sample = data[: _SAMPLE // 2 * 2]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    pairs = len(sample) // 2
    if odd > pairs * 0.6 and even <= pairs * 0.01:
        return "utf-16-le"
    if even > pairs * 0.6 and odd <= pairs * 0.01:
        return "utf-16-be"
    return None


def _mostly_control(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROL_BYTES)) > len(sample) // 50


def _narrow(data: bytes) -> Decoded | Refusal:
    """Choose between UTF-8 with damage and Windows-1252, by how many bytes each leaves unexplained."""
    mended = data.decode("utf-8", "replace")
    lost = mended.count("\ufffd")
    sound = sum(1 for c in mended if c > "\x7f") - lost
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if sound > lost:
        says = f"It is UTF-8 but for {lost} places that are damaged and stand as U+FFFD."
        return _decoded(mended, "utf-8", says)
    if high > len(data) // 3:
        return Refusal("encoding", "The bytes are valid in no encoding that we read (UTF-8, UTF-16, Windows-1252).")
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError:
        # Five byte values mean nothing in Windows-1252; a text with a stray one is still that text.
        text = data.decode("windows-1252", "replace")
        if text.count("\ufffd") > max(1, high // 10):
            return _decoded(mended, "utf-8", f"It is mostly plain ASCII; {lost} damaged places stand as U+FFFD.")
    return _decoded(text, "windows-1252", f"It is not valid UTF-8, and its {high} high bytes fit Windows-1252.")
