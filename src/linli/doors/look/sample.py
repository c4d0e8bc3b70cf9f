"""Made-up data for `/-/look/`: nobody in it exists. The instant is fixed so that photographs of the page compare."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.templatetags.static import static

from linli.doors.look import sample_forms as forms
from linli.doors.look.tones import TONE_OF_STATE
from linli.kernel.clock import SHANGHAI

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)
_QR_LINES = ["手机扫一扫，说说楼里的事", "不用注册，不用装软件"]

_STATE_WORDS = {
    "draft": "草稿", "reported": "已上报", "verifying": "核实中", "rejected": "不予立案", "filed": "已立案", "dispatched": "已派遣",
    "accepted": "已签收", "returned": "已退回", "handling": "处置中", "whistled": "已吹哨", "joined": "部门已报到", "consulting": "会商中",
    "fed_back": "待核查", "inspecting": "核查中", "rework": "返工", "calling_back": "待回访", "closed": "已结案", "archived": "已归档",
    "reopened": "已重开", "suspended": "挂账缓办", "waiting": "待补充", "merged": "已并案", "withdrawn": "已撤回", "void": "已作废",
    "unreasonable": "认定不合理", "appealed": "申诉复核中", "self_closed": "自办自结",
}  # fmt: skip

_MATTERS = [
    ("地下车库 B2 西侧墙面渗水，三个车位不能停", "东湖花园 地下车库", "地下室车库渗水", "handling", -27),
    ("楼道感应灯坏了，晚上老人上下楼看不清", "湖畔新村 7栋2单元", "楼道照明", "dispatched", -3),
    ("电动车推进楼道充电，插线板从五楼拉下来", "纺织宿舍 3栋", "飞线充电", "accepted", 2),
    ("雨污合流，下雨天一楼厕所返水，气味很大", "东湖花园 12栋", "管道堵塞", "consulting", 5),
    ("小区东门外早点摊占道，救护车上周进不来", "湖畔新村 东门", "占道经营", "whistled", 20),
    ("健身器材松动，孩子差点夹到手", "东湖花园 中心花园", "健身设施", "returned", 26),
    ("物业说要涨停车费，没有公示就开始收", "桂语里", "物业服务", "calling_back", 48),
    ("三楼阳台花盆往下滴水，晾的被子都湿了", "纺织宿舍 1栋", "邻里纠纷", "handling", 75),
    ("车棚充电桩一半用不了，扫码以后没有反应", "湖畔新村 车棚", "充电桩", "filed", 96),
    ("希望把闲置的自行车库改成老年活动室", "东湖花园 5栋旁", "意见建议", "reported", 120),
]


def _rows(count: int) -> list[dict]:
    people = ["周敏", "陈立", "吴桂兰", "东湖物业", "赵青", ""]
    rows = []
    for i in range(count):
        subject, place, kind, state, hours = _MATTERS[i % len(_MATTERS)]
        hours += (i // len(_MATTERS)) * 13
        rows.append({
            "code": f"DH26-{2048 + i * 7}", "subject": subject, "place": place, "kind": kind, "state": state,
            "word": _STATE_WORDS[state], "due_at": NOW + hours * HOUR, "late": hours < 0, "who": people[i % len(people)],
            "raised_at": NOW - timedelta(hours=9 + i * 5), "url": "../case/",
            "clock": "paused" if state == "suspended" else "running",
            "urged": i % 9 == 1, "years": (2027,) if i == 8 else (),
        })  # fmt: skip
    return rows


def _desk(current: str) -> dict:
    rooms = [
        ("今天的事", "inbox", "../worklist/", 7, "overdue"), ("全部案件", "case", "../case/", None, ""), ("登记来电来访", "phone", "#", None, ""),
        ("超期在哪", "overdue", "#", 3, ""), ("楼栋和网格", "building", "#", None, ""), ("门牌二维码", "qr", "../door-cards/", None, ""),
        ("公示墙", "chart", "../wall/", None, ""), ("时限和日历", "calendar", "#", None, ""),
    ]  # fmt: skip
    return {
        "community_name": "东湖路社区",
        "rail": [
            {
                "rooms": [
                    {
                        "label": label,
                        "icon": icon,
                        "url": url,
                        "count": count,
                        "tone": tone,
                        "current": label == current,
                    }
                    for label, icon, url, count, tone in rooms
                ]
            }
        ],
        "person": {"name": "李芸", "role": "社区工作者 · 东湖路社区"},
        "person_menu": [
            {"label": "修改密码", "url": "#", "icon": "lock"},
            {"label": "谁看过我的资料", "url": "#", "icon": "search"},
        ],
        "notices_url": "#",
        "notices_count": 2,
        "search_url": "#",
        "sign_out_url": "#",
        "demo_data": True,
    }


def _street(elder: bool) -> dict:
    return {"community_name": "东湖路社区", "demo_data": True, "feedback_url": "#", "staff_url": "#", "elder": elder}


def _photos(*words: str) -> list[dict]:
    url = static("look/sample_photo.svg")
    return [{"url": url, "thumb": url, "alt": word} for word in words]


def _story() -> list[dict]:
    return [
        {"at": NOW - timedelta(hours=51), "deed": "反映", "who": "王**", "role": "居民", "resident": True,
         "quote": "B2 西侧墙面一直渗水，下雨天地上积一大片，我家车位和旁边两个都不能停了。\n物业说等天晴再看，等了两个礼拜。",
         "photos": _photos("墙面渗水", "地面积水"), "facts": [("来源", "门牌二维码"), ("查询码", "DH26-2048")]},
        {"at": NOW - timedelta(hours=50), "deed": "物业登记了同一件事", "who": "东湖物业", "role": "来电登记本 第 118 号", "icon": "merge",
         "text": "业主来电，反映地下车库西侧渗水。"},
        {"at": NOW - timedelta(hours=49, minutes=40), "deed": "立案", "who": "李芸", "role": "社区", "icon": "case", "tone": "accent",
         "facts": [("类别", "地下室车库渗水"), ("响应", "1 个工作日"), ("处置", "15 个工作日")]},
        {"at": NOW - timedelta(hours=49), "deed": "派给第7网格 周敏", "who": "李芸", "role": "社区", "icon": "arrow", "tone": "accent",
         "reason": "地点在第7网格；物业协办"},
        {"at": NOW - timedelta(hours=46), "deed": "联系了反映人", "who": "周敏", "role": "第7网格", "icon": "call-back", "tone": "accent",
         "text": "已电话说明：今天下午同物业到现场看水源，明天给答复。"},
        {"at": NOW - timedelta(hours=22), "deed": "退回", "who": "东湖物业", "icon": "return", "tone": "soon",
         "reason": "水源在市政管道一侧，需要排水公司到场"},
        {"at": NOW - timedelta(minutes=35), "deed": "催办", "who": "王**", "role": "居民", "resident": True, "quote": "今天又下雨了，水快到电箱。"},
    ]  # fmt: skip


def worklist(*, elder: bool = False) -> dict:
    return _desk("今天的事") | {
        "rows": _rows(30),
        "filters": forms.FilterForm({"kind": "", "grid": "7"}),
        "chips": [{"label": "第7网格", "remove_url": "?"}, {"label": "本周登记", "remove_url": "?"}],
        "groups": [
            {"label": "我的", "url": "?", "count": 30, "current": True}, {"label": "快到期", "url": "?", "count": 4, "tone": "soon"},
            {"label": "超期", "url": "?", "count": 2, "tone": "overdue"}, {"label": "退回", "url": "?", "count": 1}, {"label": "待回访", "url": "?", "count": 6},
        ],
        "elder": elder,
    }  # fmt: skip


def case(*, elder: bool = False) -> dict:
    return _desk("全部案件") | {
        "story": _story(),
        "due_at": NOW + 3 * HOUR,
        "dispatch": forms.DispatchForm(),
        "give_back": forms.ReturnForm(),
        "facts": [
            ("类别", "地下室车库渗水"),
            ("层级", "小区"),
            ("版本", "类别表 2026-1"),
            ("登记", "11月20日 周五 11:30"),
        ],
        "elder": elder,
    }


def raise_(*, elder: bool = False) -> dict:
    return _street(elder) | {"form": forms.RaiseForm(), "steps": ["说事情", "在哪里", "怎么联系"]}


def follow(*, elder: bool = False) -> dict:
    told = [entry for entry in _story() if entry["deed"] not in ("物业登记了同一件事", "退回")]
    return _street(elder) | {"story": told[::-1], "rate": forms.RateForm(), "due_at": NOW + 27 * HOUR}


def wall(*, elder: bool = False) -> dict:
    settled = [
        {"subject": "7栋2单元楼道灯修好了", "place": "湖畔新村", "kind": "楼道照明", "took": timedelta(hours=26), "at": NOW - timedelta(days=1), "answer": "更换感应灯 4 只，整栋检查了一遍。"},
        {"subject": "东门早点摊移到了临时摊位", "place": "湖畔新村", "kind": "占道经营", "took": timedelta(days=3, hours=2), "at": NOW - timedelta(days=2), "answer": "城管与社区划出 6 个摊位，消防通道已画线。"},
    ]  # fmt: skip
    return _street(elder) | {"settled": settled, "kinds": _kinds()}


def door_cards(*, elder: bool = False) -> dict:
    doors = [
        {"title": f"东湖花园 {n}栋", "code": f"DH-{n:03d}", "url": f"https://linli.example/d/DH{n:03d}"}
        for n in range(1, 5)
    ]
    return _street(elder) | {"doors": doors, "qr_lines": _QR_LINES, "printed_at": NOW, "printed_by": "李芸"}


def _areas() -> list[dict]:
    """Nine squares beside each other, one of them without a value."""
    shares = [92, 71, None, 88, 64, 97, 71, 45, 83]
    return [
        {"label": f"第{n + 1}网格", "value": share, "words": f"{share}%" if share else "暂无数据", "url": "#" if share else "",
         "cells": [f"{share}%" if share else "", f"{share}/100" if share else ""],
         "rings": [[(117 + (n % 3 + dx) / 100, 36 + (n // 3 + dy) / 100) for dx, dy in ((0, 0), (1, 0), (1, 1), (0, 1))]]}
        for n, share in enumerate(shares)
    ]  # fmt: skip


def _kinds() -> list[dict]:
    return [
        {"label": "漏水、渗水", "value": 31, "base": "办结 24", "url": "#"}, {"label": "停车秩序", "value": 22, "base": "办结 20"},
        {"label": "楼道堆物", "value": 14, "base": "办结 14"}, {"label": "噪声", "value": 9, "base": "办结 5", "tone": "soon"},
    ]  # fmt: skip


def components(*, elder: bool = False) -> dict:
    wrong = forms.RaiseForm({"body": "", "kind": "", "estate": "1", "phone": ""})
    return _desk("") | {
        "elder": elder,
        "states": [(state, _STATE_WORDS[state]) for state in TONE_OF_STATE],
        "icons": _icon_names(),
        "tones": ["calm", "accent", "soon", "overdue", "settled"],
        "now": NOW, "later": NOW + 50 * HOUR, "soon": NOW + 3 * HOUR, "late": NOW - 51 * HOUR, "far": NOW + timedelta(days=60),
        "uncertain": (2027,), "span": timedelta(days=2, hours=3, minutes=20), "form": forms.RaiseForm(), "wrong": wrong,
        "explanations": {"0506": "车库、屋顶、外墙、管道", "0402": "不亮、闪烁、按钮坏", "0201": "杂物、电动车堵路"},
        "choice_icons": {"0506": "warning", "0402": "building", "0201": "return"},
        "rows": _rows(3), "story": _story()[:3], "kinds": _kinds(), "give_back": forms.ReturnForm(),
        "days": [(f"11-{16 + i:02d}", v) for i, v in enumerate([12, 9, 15, None, 21, 18, 11])],
        "weeks": [(f"第{i + 1}周", 12 + i * 3 % 17, 14 + i * 5 % 11) for i in range(8)], "two_lines": ["本期", "上期"],
        "small": [(f"{i + 1}月", *(4 + (i * (n + 3)) % 11 for n in range(4))) for i in range(12)],
        "small_places": [{"label": name, "words": f"{31 - 4 * n} 件"} for n, name in enumerate(("东湖花园", "湖畔新村", "桂语里", "纺织宿舍"))],
        "areas": _areas(), "area_heads": ["响应率", "件数"],
        "steps": ["说事情", "在哪里", "怎么联系"], "facts": [("类别", "漏水、渗水"), ("地点", "东湖花园 12栋"), ("空的", "")],
        "groups": worklist()["groups"], "crumbs": [{"label": "今天的事", "url": "#"}, {"label": "DH26-2048"}], "qr_lines": _QR_LINES,
        "ballot": [{"label": "同意"}, {"label": "不同意"}, {"label": "弃权"}],
        "before": {**_photos("改造前的车棚")[0], "on": NOW - timedelta(days=200), "moment": "改造前"},
    }  # fmt: skip


def _icon_names() -> list[str]:
    return [
        "linli",
        "inbox",
        "case",
        "clock",
        "warning",
        "overdue",
        "settled",
        "phone",
        "call-back",
        "place",
        "building",
        "grid",
        "person",
        "people",
        "camera",
        "qr",
        "print",
        "export",
        "search",
        "filter",
        "plus",
        "arrow",
        "back",
        "up",
        "down",
        "sort",
        "check",
        "cross",
        "return",
        "whistle",
        "merge",
        "pause",
        "link",
        "home",
        "chart",
        "calendar",
        "settings",
        "lock",
        "globe",
        "text-size",
        "menu",
        "more",
        "bell",
        "copy",
        "pen",
        "star",
    ]


EXAMPLES: dict[str, Callable[..., dict]] = {
    "worklist": worklist,
    "case": case,
    "raise": raise_,
    "follow": follow,
    "wall": wall,
    "door-cards": door_cards,
}
