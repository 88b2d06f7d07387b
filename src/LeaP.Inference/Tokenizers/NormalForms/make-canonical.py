#!/usr/bin/env python3
"""Writes canonical.txt from the Unicode tables of this Python: run it with a newer Python to follow Unicode.

Lines: `= code parts` is a canonical decomposition of one step, `! code parts` one that is never put together again,
`first last class` a range of combining classes. All numbers but the class are hexadecimal.
"""
import pathlib
import unicodedata

HANGUL = range(0xAC00, 0xD7A4)

lines = [f"# Unicode {unicodedata.unidata_version}; made by make-canonical.py"]
ranges = []
for code in range(0x110000):
    character = chr(code)
    parts = unicodedata.decomposition(character)
    if parts and not parts.startswith("<") and code not in HANGUL:
        whole = unicodedata.normalize("NFC", character) == character
        lines.append(f"{'=' if whole else '!'} {code:X} {parts}")
    combining = unicodedata.combining(character)
    if combining and ranges and ranges[-1][1] == code - 1 and ranges[-1][2] == combining:
        ranges[-1][1] = code
    elif combining:
        ranges.append([code, code, combining])
lines += [f"{first:X} {last:X} {combining}" for first, last, combining in ranges]
pathlib.Path(__file__).with_name("canonical.txt").write_text("\n".join(lines) + "\n")
