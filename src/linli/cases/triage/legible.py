"""Somebody's words made legible for counting: one script, no mark-up, no noise between the characters."""

from __future__ import annotations

import html
import re
import unicodedata

from linli.kernel.bigrams import normalise

HEAD, TAIL = 3_000, 1_000
"""Characters kept of a long text: how it begins and how it ends say what it is about."""

_TRADITIONAL = str.maketrans(
    "電車燈樓壞髒亂廣場擾環衛圾處積井蓋缺損堵塞爆裂雜堆線充樁庫漏滲養遛繩無礙殘輪椅險溝臟掃園綠樹葉貼鋪攤販營違築"
    "建鄰閙鬧爭紛離婚繼產繳費賠償傷償債貸業勞動資獎懲徵遷補糧農村鎮區縣國學校師醫藥療護險疫傳獨巢齡餐適兒養幼託"
    "竊賊騙詐賭邪教聚眾訪報復淹災風雪颱冰凍聲響夜間施擾氣煤燃電話臺網絡訊號寬帶陽臺頂牆磚脫墜拋牠貓飼餵犬隻證辦"
    "辦戶籍婦計劃優撫軍屬謝讚揚義願議題見問開關門鎖鑰監控攝像頭停車位費單雙長張紙灑塵煙霧廢棄舊換裝修繕專項維懲"
    "歲個們這來對時說請還沒會為與從後給過進遠運達選邊應該當發現實際經濟復雜據據聯繫絡總點滿導領員幹書記讓認識嗎麼"
    "龍馬鳥魚麗齊黃點黨齒龜貝負財貢貧貨貪責貴買賣質購贈趙趕跡蹤軟軌較載輛輸轉轟農邏鄉釀釋針釘鈴鋼錄錢錯鐘鐵閉間"
    "陰陳陸險隊階際隨難雞離靜頁頂項順須預頓頗頻題願類顧飛飯飲館駕駛驗驚體鬥鬱",
    "电车灯楼坏脏乱广场扰环卫圾处积井盖缺损堵塞爆裂杂堆线充桩库漏渗养遛绳无碍残轮椅险沟脏扫园绿树叶贴铺摊贩营违筑"
    "建邻闹闹争纷离婚继产缴费赔偿伤偿债贷业劳动资奖惩征迁补粮农村镇区县国学校师医药疗护险疫传独巢龄餐适儿养幼托"
    "窃贼骗诈赌邪教聚众访报复淹灾风雪台冰冻声响夜间施扰气煤燃电话台网络讯号宽带阳台顶墙砖脱坠抛它猫饲喂犬只证办"
    "办户籍妇计划优抚军属谢赞扬义愿议题见问开关门锁钥监控摄像头停车位费单双长张纸洒尘烟雾废弃旧换装修缮专项维惩"
    "岁个们这来对时说请还没会为与从后给过进远运达选边应该当发现实际经济复杂据据联系络总点满导领员干书记让认识吗么"
    "龙马鸟鱼丽齐黄点党齿龟贝负财贡贫货贪责贵买卖质购赠赵赶迹踪软轨较载辆输转轰农逻乡酿释针钉铃钢录钱错钟铁闭间"
    "阴陈陆险队阶际随难鸡离静页顶项顺须预顿颇频题愿类顾飞饭饮馆驾驶验惊体斗郁",
)
"""Traditional characters of everyday complaints; no dictionary of the language."""

_BLOCK = re.compile(r"<(script|style)\b.*?</\1\s*>", re.S | re.I)
_TAG = re.compile(r"<[^<>]{0,300}>")
_ADDRESS = re.compile(r"(https?://|www\.)[^\s一-鿿]+|[a-z0-9_.+-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,4}", re.I)
_SYLLABLE = r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ia|ua|uo|[aeiouv]))"
_PINYIN = re.compile(rf"(?<=[一-鿿])[\s(]*{_SYLLABLE}(?:[\s']?{_SYLLABLE})*[\s)]*(?![a-z])(?=$|[^a-z0-9])")
_GAP = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")
_SPACE = re.compile(r"\s+")


def legible(text: str) -> str:
    """The text in simplified characters and half-width forms, without mark-up, addresses, emoji or pinyin between the
    characters; of a long text its beginning and its end. Empty when nothing can be read."""
    plain = html.unescape(text[: 4 * HEAD] + (" " + text[-4 * TAIL :] if len(text) > 4 * HEAD else ""))
    plain = _ADDRESS.sub(" ", _TAG.sub(" ", _BLOCK.sub(" ", plain)))
    plain = "".join(map(_plain, normalise(plain))).translate(_TRADITIONAL)
    plain = _GAP.sub("", _PINYIN.sub("", plain))
    plain = _SPACE.sub(" ", plain).strip()
    return plain if len(plain) <= HEAD + TAIL else f"{plain[:HEAD]} {plain[-TAIL:]}"


def _plain(character: str) -> str:
    if character.isascii():
        return character
    kind = unicodedata.category(character)
    if kind in ("So", "Sk", "Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"):
        return "" if kind in ("Cf", "Mn", "Me") else " "
    if "\u00c0" <= character < "\u0250":
        return unicodedata.normalize("NFD", character)[0]
    return character
