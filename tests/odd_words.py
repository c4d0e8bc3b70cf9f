"""What people really write: each with what the platform should make of it.

ODD: name → (words, whether they can be taken as a matter, the kind that should be suggested: None where it need not be sure).
"""

from __future__ import annotations

RANT = "楼道里堆满杂物，消防通道都堵了。" + "我真的很生气，说了很多次，谁也不来看一眼，" * 500

ODD: dict[str, tuple[str, bool, str | None]] = {
    "plain": ("楼道里堆满杂物，消防通道都堵了", True, "0201"),
    "emoji around it": ("😡😡楼道里堆满杂物🙏，消防通道都堵了‼️👨‍👩‍👧‍👦", True, "0201"),
    "emoji alone": ("😡🔥👨‍👩‍👧‍👦", True, None),
    "traditional characters": ("樓道裡堆滿雜物，消防通道都堵了", True, "0201"),
    "pinyin noise": ("楼道lóu dào里堆满杂物zá wù，消防通道xiāo fáng都堵了", True, "0201"),
    "pinyin alone": ("lou dao li dui man za wu, xiao fang tong dao du le", True, None),
    "html": ("<p>楼道里<b>堆满杂物</b>，消防通道都堵了</p><script>alert('停车')</script>", True, "0201"),
    "wide letters and spaces": ("楼 道 里 堆 满 杂 物 ， ＡＢＣ １２３ 消 防 通 道 都 堵 了", True, "0201"),
    "mojibake": ("Â¥µÀÀï¶ÑÂúÔÓÎï", True, None),
    "bidi and zero width": ("楼道里\u200b堆满\u202e杂物\u2066，消防通道\ufeff都堵了", True, "0201"),
    "rant of ten thousand characters": (RANT[:10_000], True, "0201"),
    "one character more": ((RANT * 2)[:10_001], False, None),
    "nothing": ("", False, None),
    "spaces and line breaks": (" \t\r\n\u3000 ", False, None),
    "digits and marks": ("12345 ?!？！……", True, None),
    "a formula": ("=cmd|' /C calc'!A0", True, None),
    "sql": ("'; DROP TABLE cases_case; --", True, None),
    "a rare character": ("㐂𠮷小区的𬭎路灯坏了，楼道灯也不亮", True, "0402"),
    "combined accents": ("路灯坏了" + "\u0301" * 300 + "，楼道灯不亮", True, "0402"),
}
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


def written(text: str, encoding: str) -> bytes:
    """The text as a program would save it: the two halves of UTF-16 with their mark before it."""
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    return (mark + text).encode(encoding)
