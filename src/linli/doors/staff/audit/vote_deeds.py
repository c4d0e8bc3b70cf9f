"""What the deeds of votes are called in the audit trail; part of the tables of `deed_words.py`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

DEEDS = {
    "vote.register": _("登记投票"),
    "vote.change": _("改投票设置"),
    "vote.add_to_roll": _("加入名册"),
    "vote.correct_roll": _("更正名册"),
    "vote.look_at_entry": _("查看名册上的人"),
    "vote.object": _("对名册提出异议"),
    "vote.answer_objection": _("答复名册异议"),
    "vote.nominate": _("推荐人选"),
    "vote.answer_nomination": _("答复推荐"),
    "vote.ask_turn": _("提请投票进入下一步"),
    "vote.turn": _("确认投票进入下一步"),
    "vote.turn_by_clock": _("投票到点开始或截止"),
    "vote.print_letters": _("打印投票码信"),
    "vote.print_papers": _("编号纸质票"),
    "vote.hand_out_paper": _("发纸质票"),
    "vote.cast": _("投票"),
    "vote.replace": _("改票"),
    "vote.give_proxy": _("登记委托"),
    "vote.revoke_proxy": _("撤销委托"),
    "vote.open_batch": _("开始录纸质票"),
    "vote.read_paper": _("录纸质票"),
    "vote.take_back_reading": _("拿掉录错的票"),
    "vote.finish_reading": _("录完一批纸质票"),
    "vote.count_unused": _("清点剩余纸质票"),
}

SUBJECTS = {
    "votes.vote": _("投票"),
    "votes.rollentry": _("名册"),
    "votes.rollmark": _("投票记录"),
    "votes.rollobjection": _("名册异议"),
    "votes.proxy": _("委托"),
    "votes.paperbatch": _("纸质票"),
    "votes.nomination": _("推荐"),
}
