"""Numbers written in Chinese, as on door plates: 三百二十一, 三〇二, 十二, 两."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE_DIGITS = "零〇○一二三四五六七八九两十百千"


def in_chinese(number: int) -> str:
    """A whole number of 1 to 999 as one says it: 十二, 一百零五. Raises ValueError for any other."""
    if not 1 <= number <= 999:
        raise ValueError(number)
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (digits[ones] if ones else "")


def read_chinese_number(text: str) -> int | None:
    """The number below 10,000 that `text` writes, by places (三百二十一) or digit by digit (三二一); none if it writes none."""
    if not text or any(char not in CHINESE_DIGITS for char in text) or len(text) > 8:
        return None
    if not any(char in _UNITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text)) if len(text) <= 4 else None
    total, digit, lowest, after_zero = 0, None, 10_000, False
    for char in text:
        if char in _UNITS:
            unit = _UNITS[char]
            # 十二 leaves its first 一 unsaid; no other unit may.
            if unit >= lowest or (digit is None and (unit != 10 or total or after_zero)) or digit == 0:
                return None
            total += (1 if digit is None else digit) * unit
            digit, lowest, after_zero = None, unit, False
        elif _DIGITS[char] == 0:
            if digit is not None or after_zero or not total:
                return None
            after_zero = True
        elif digit is not None:
            return None
        else:
            digit = _DIGITS[char]
    if digit is None:
        return None if after_zero else total
    # 三百二 is 320 to some and 302 to others.
    return None if lowest > 10 and not after_zero else total + digit
