"""The sentence for each refusal: what happened, what is kept, what to do next."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from linli.doors import project_refusals
from linli.kernel.errors import (
    BadInput,
    Conflict,
    KeyReused,
    MissingField,
    NotAllowed,
    NotFound,
    Refusal,
    TooLate,
    TooMany,
    WrongState,
)

from . import activity_refusals
from . import vote_refusals
from . import hall_refusal_words as halls

STATUS = {
    NotAllowed: 403,
    WrongState: 409,
    MissingField: 400,
    BadInput: 400,
    TooLate: 409,
    TooMany: 429,
    NotFound: 404,
    Conflict: 409,
    KeyReused: 409,
}

NOT_ALLOWED = {
    **halls.NOT_ALLOWED,
    "role": gettext_lazy("您的岗位不能做这一步。如果应当由您来做，请联系社区负责人或管理员开通。"),
    "page": gettext_lazy("这一页不在您的权限里。如果工作需要，请联系管理员开通。"),
    "scope": gettext_lazy("这超出了您负责的区域，没有改动任何内容。请交给负责那里的同事办理。"),
    "oneself": gettext_lazy("自己的账号和授权要由另一位管理员来改，没有改动任何内容。"),
    "apart": gettext_lazy("系统管理员和审计员不能是同一个人（三员分立），没有改动任何内容。"),
    "handler": gettext_lazy("处理这件事的人不能再核查或回访它，请换一位同事。"),
    "own_report": gettext_lazy("说“办好了”的人不能替提出的人确认，请换一位同事。"),
    "whole_platform": gettext_lazy("工作日历是整个平台共用的，由平台管理员来改。"),
    "self": gettext_lazy("不能任命自己，请由另一位负责人来任命。"),
    "same_person": gettext_lazy("第一遍是您录的，第二遍要请另一位同事来录。"),
    "second_person": gettext_lazy("您自己提请的，要由另一位工作人员确认。"),
    "same_person": gettext_lazy("每一遍要由不同的人来录，请换一位同事。"),
    "own_entry": gettext_lazy("登记的人不能自己确认，请换一位同事。"),
    "own_hours": gettext_lazy("帮忙的人不能确认自己的时长，请换一位同事。"),
    "signed_out": gettext_lazy("您已经退出登录，这次没有提交。请重新登录后再试。"),
}

BAD_INPUT = activity_refusals.BAD_INPUT | {
BAD_INPUT = {
    **vote_refusals.BAD_INPUT,
    **halls.BAD_INPUT,
    ("key", "missing"): gettext_lazy("这一页不完整，没有提交。请返回刷新后再试，您填的内容在下面。"),
    ("key", "not_a_key"): gettext_lazy("这一页不完整，没有提交。请返回刷新后再试，您填的内容在下面。"),
    ("username", "username_shape"): gettext_lazy(
        "用户名用 3 到 40 个小写字母、数字、点、横线或下划线，以字母或数字开头。"
    ),
    ("username", "taken"): gettext_lazy("这个用户名已经有人用了，请换一个。"),
    ("role", "not_granted"): gettext_lazy("请选择一个可以授予的岗位。"),
    ("prefix", "not_a_place"): gettext_lazy("区域代码是 2、4、6、9、12、16 或 18 位数字，请核对。"),
    ("street", "unknown"): gettext_lazy("没有这个街道，请从省开始重新选。"),
    ("serial", "shape"): gettext_lazy("社区代码是 3 位数字，例如 001，不能是 000。"),
    ("serial", "taken"): gettext_lazy("这个街道里已经有社区用了这个代码，没有重复建立。请核对统计用区划代码。"),
    ("name", "taken"): gettext_lazy("这里已经有同名的了，请换一个名称。"),
    ("name", "too_long"): gettext_lazy("名称太长了，最多 60 个字。"),
    ("url", "not_an_address"): gettext_lazy("这不像一个接口地址，请写成 http:// 或 https:// 开头，写到 /v1。"),
    ("url", "not_possible"): gettext_lazy("接口地址太长，或者里面有看不见的字符。"),
    ("model", "not_possible"): gettext_lazy("模型名称太长，或者里面有看不见的字符。"),
    ("secret", "not_possible"): gettext_lazy("密钥太长，或者里面有看不见的字符。"),
    ("reason", "too_long"): gettext_lazy("理由太长了，最多 200 个字。"),
    ("title", "too_long"): gettext_lazy("名称太长了，最多 60 个字。"),
    ("prefix", "unknown"): gettext_lazy("没有这个地方，请重新选。"),
    ("place_code", "level"): gettext_lazy("这个岗位不设在这一级，请换一个地方。"),
    ("place_code", "unknown"): gettext_lazy("没有这个地方，请重新选。"),
    ("organisation_id", "unknown"): gettext_lazy("没有这个单位，可能刚被撤下，请重新选。"),
    ("user_id", "unknown"): gettext_lazy("这个账号已停用或不存在，请重新选人。"),
    ("estate_ids", "elsewhere"): gettext_lazy("有一个小区不在这个社区，请重新选。"),
    ("building_ids", "elsewhere"): gettext_lazy("有一栋楼不在这个社区，请重新选。"),
    ("partner", "not_officers"): gettext_lazy("AB 角要两个都是网格员岗位。"),
    ("partner", "same_grid"): gettext_lazy("AB 角要在两个不同的网格。"),
    ("partner", "other_community"): gettext_lazy("AB 角要在同一个社区。"),
    ("file", "rows"): gettext_lazy("有不能导入的行，一行也没有导入。请再看一次预览，改好标出的行。"),
    ("old_password", "wrong"): gettext_lazy("现在的密码不对，请再输一次。"),
    ("new_password", "same"): gettext_lazy("新密码要和现在的密码不同。"),
    ("hours", "not_in_order"): gettext_lazy("办公时间要从早到晚、互不重叠，请核对。"),
    ("file", "empty"): gettext_lazy("文件里没有读到任何一天，没有导入。请按“日期,是否上班,名称”每行一天。"),
    ("file", "lines"): gettext_lazy("有读不懂的行，一天也没有导入。请改好标出的行再试。"),
    ("words", "unusable"): gettext_lazy(
        "有一个词不能用：每个词只用汉字、字母、数字，最长 16 个字；成对的词中间写加号。"
    ),
    ("words", "too_many"): gettext_lazy("词太多了，一类最多 200 个，请去掉一些。"),
    ("examples", "too_many"): gettext_lazy("例句太多了，一类最多 50 句，请去掉一些。"),
    ("examples", "too_long"): gettext_lazy("有一句例句太长了，每句最多 300 字。"),
    ("code", "unusable"): gettext_lazy("类别代码是 2 位（大类）或 4 位（小类）数字，请核对。"),
    ("code", "no_parent"): gettext_lazy("前两位没有对应的大类，请先加大类。"),
    ("code", "has_kinds"): gettext_lazy("这个大类下还有小类，请先去掉小类。"),
    ("set", "unchanged"): gettext_lazy("草案和现行版本完全一样，没有发布。"),
    ("period", "not_over"): gettext_lazy("这半个月还没有过完，过完以后才能分析。"),
    ("period", "not_a_half_month"): gettext_lazy("半个月从 1 日或 16 日开始，请返回重新选择。"),
    ("remarks", "too_long"): gettext_lazy("分析写得太长了，最多 5000 字，您写的都在下面。"),
    ("set", "empty"): gettext_lazy("草案里一个小类也没有，不能发布。"),
    ("checks", "unmet"): gettext_lazy("三条都符合才能公示；有一条不符合，请用“不采纳”并说明理由。"),
    ("public_words", "personal"): gettext_lazy("这句话里像有电话或门牌，公示前请去掉。"),
    ("story", "personal"): gettext_lazy("微故事里像有电话或门牌，登出前请去掉。"),
    ("promised_on", "out_of_range"): gettext_lazy("约定的日子要在今天以后、半年以内，没有记下。"),
    ("claimer_name", "empty"): gettext_lazy("请写上怎么称呼认领的人。"),
    ("claimer_phone", "empty"): gettext_lazy("请留一个电话，社区好约时间。"),
    ("claimer_phone", "not_a_phone"): gettext_lazy("这不像一个电话号码，请检查。手机号是 11 位；座机请带区号。"),
    ("phone", "not_a_phone"): gettext_lazy("这不像一个电话号码，请检查。手机号是 11 位；座机请带区号。"),
    ("words", "empty"): gettext_lazy("请写一写您的心愿，一两句就行。"),
    ("quantity", "out_of_range"): gettext_lazy("数量要大于零，请改一下。"),
    ("quantity", "more_than_left"): gettext_lazy("数量要大于零，也不能比剩下的多，没有记下。"),
    ("last_on", "before_first"): gettext_lazy("到期的日子早于开始的日子，请改一下。"),
    ("title", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉：只写要什么，不写是谁家的。"),
    ("title", "empty"): gettext_lazy("请写一个名称，一句话说清楚。"),
    ("unit", "empty"): gettext_lazy("请写上单位，例如辆、次、小时。"),
    ("people", "out_of_range"): gettext_lazy("人数要在 1 到 100 万之间，请改一下。"),
    ("to_hour", "before_first"): gettext_lazy("结束的钟点要晚于开始的钟点，请改一下。"),
    ("on", "in_the_future"): gettext_lazy("这一天还没有到，请改成已经过去的日子。"),
    ("quantity", "more_than_due"): gettext_lazy("数量要大于零，也不能比答应了还没有交的多，没有记下。"),
    ("note", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉再提交。"),
    ("lead_days", "out_of_range"): gettext_lazy("提前的天数在 0 到 180 之间，请改一下。"),
    ("weekdays", "empty"): gettext_lazy("请至少选一天。"),
    ("venue", "empty"): gettext_lazy("请写上在哪里开。"),
    ("hour", "out_of_range"): gettext_lazy("钟点在 0 到 23 之间，请改一下。"),
    ("starts_at", "in_the_past"): gettext_lazy("这个时间已经过去了，请另选一个。"),
    ("summary", "personal"): gettext_lazy("会议情况里像有电话或门牌，请去掉再保存。"),
    ("outcome", "personal"): gettext_lazy("议定里像有电话或门牌，请去掉再保存。"),
    ("outcome", "half"): gettext_lazy("要办的事，议定、谁办、哪天以前三样都要写；不用再办的只写议定。"),
    ("words", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉再提交。"),
    ("purpose", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉：只写要帮什么。"),
    ("purpose", "empty"): gettext_lazy("请写一写为什么结对。"),
    ("consent_by", "empty"): gettext_lazy("没有本人或监护人同意不能结对，请写上谁同意的。"),
    ("consented_on", "in_the_future"): gettext_lazy("同意的日子还没有到，请改一下。"),
    ("every_days", "out_of_range"): gettext_lazy("间隔在 1 到 180 天之间，请改一下。"),
    ("brought", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉再提交。"),
    ("reason", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉再提交。"),
    ("brings", "personal"): gettext_lazy("这里像写了电话或门牌，请去掉再提交。"),
    ("matches", "empty"): gettext_lazy("还没有选中任何一条建议，请先勾选。"),
    ("pledge", "unfit"): gettext_lazy("这项资源现在用不上了（用完、过期或撤下），请换一项。"),
    ("photographs", "empty"): gettext_lazy("有一张照片是空的，请重新选择。"),
    ("photographs", "too_big"): gettext_lazy("有一张照片太大（每张不超过 12 MB），请换一张或缩小后再传。"),
    ("photographs", "not_a_picture"): gettext_lazy("有一个文件不是照片。可以传 JPG、PNG、WebP 图片。"),
    ("photographs", "broken"): gettext_lazy("有一张照片打不开，可能没有传完整，请重新选择。"),
    **project_refusals.BAD_INPUT,
    ("drawing", "unreadable"): gettext_lazy("图没有传完整，这次没有保存。请返回刷新后再画。"),
    ("drawing", "coordinates"): gettext_lazy("图上有一个点的位置不对，这次没有保存。请撤销最后几步再试。"),
    ("drawing", "kind"): gettext_lazy("图上有一个记号的种类不认识，这次没有保存。请去掉它再试。"),
    ("drawing", "words"): gettext_lazy("记号旁的字请缩到 20 个以内，这次没有保存。"),
    ("drawing", "too_many_marks"): gettext_lazy("一张图最多 60 个记号，再多墙上就看不清了。请去掉几个再保存。"),
    ("drawing", "too_many_lines"): gettext_lazy("一张图最多 20 条线，再多墙上就看不清了。请去掉几条再保存。"),
    ("drawing", "too_many_points"): gettext_lazy(
        "线画得太细了（一张图最多 2000 个点），这次没有保存。请去掉一条再试。"
    ),
    ("drawing", "far_away"): gettext_lazy("有的记号离这个网格超过 5 公里，可能点错了。请去掉它再保存。"),
    ("drawing", "no_buildings"): gettext_lazy("这个网格的楼栋还没有登记位置，暂时不能画。请联系社区登记。"),
    ("layers", "unknown"): gettext_lazy("底图里没有这一层，请重新勾选。"),
    ("map_file", "empty"): gettext_lazy("文件是空的，没有读。"),
    ("map_file", "too_big"): gettext_lazy("文件超过 60 MB，没有读。请只导出本社区的范围。"),
    ("map_file", "bomb"): gettext_lazy("压缩包解开后太大，没有读。请只导出本社区的范围。"),
    ("map_file", "encrypted"): gettext_lazy("压缩包有密码，读不了。请去掉密码再传。"),
    ("map_file", "no_shapefile"): gettext_lazy("压缩包里没有 .shp 等地图文件，没有读。"),
    ("map_file", "several"): gettext_lazy("文件里有不止一个图层，没有读。请一次只导出一个图层。"),
    ("map_file", "unknown"): gettext_lazy("这不是 GeoJSON、Shapefile、GeoPackage 或 OSM 文件，没有读。"),
    ("map_file", "broken"): gettext_lazy("文件不完整或已损坏，没有读。请重新导出一次。"),
    ("map_file", "too_many"): gettext_lazy("文件里的东西太多了，没有读。请只导出本社区的范围。"),
    ("map_file", "no_features"): gettext_lazy("文件里没有任何图形。"),
    ("map_file", "nothing"): gettext_lazy("文件里没有用得上的内容。请核对“文件里是什么”选得对不对。"),
    ("map_file", "crs"): gettext_lazy("文件里写的坐标系不认识，没有读。请问清楚坐标系，在下面选好再传。"),
    ("map_file", "no_crs"): gettext_lazy(
        "坐标不是经纬度，文件里也没有写坐标系（Shapefile 要带 .prj）。请在下面选好再传。"
    ),
    ("map_file", "rows"): gettext_lazy("有不能导入的行，一行也没有导入。请看标出的行。"),
    ("map_file", "gone"): gettext_lazy("这个文件放得太久，已经清理了，没有导入。请重新上传。"),
    ("map_file", "one_border"): gettext_lazy("社区边界只能有一块，文件里有好几块，也没有一块和本社区同名，没有导入。"),
    ("coordinates", "unknown"): gettext_lazy("没有这个坐标系，请重新选。"),
    ("layer", "unknown"): gettext_lazy("没有这一类内容，请重新选。"),
    ("community", "nothing_located"): gettext_lazy(
        "网格没有边界，楼栋也没有登记位置，画不出草稿。请先导入边界或楼栋位置。"
    ),
    ("plan", "shape"): gettext_lazy("边界没有传完整，这次没有保存。请返回刷新后再改。"),
    ("plan", "too_much"): gettext_lazy("网格或角点太多了，这次没有保存。"),
    ("plan", "name"): gettext_lazy("有的网格没有名称，或者名称太长（最多 60 个字），没有保存。"),
    ("plan", "same_name"): gettext_lazy("有两个网格同名，没有保存。请改一个名称。"),
    ("plan", "faults"): gettext_lazy("边界有交叉、重叠或空白，没有改动任何内容。您画的都在，请按清单改好再试。"),
    ("notes", "long"): gettext_lazy("图边上写不下，请缩到 120 字以内。"),
}

NOT_FOUND = activity_refusals.NOT_FOUND | {
NOT_FOUND = {
    "writing_aid": gettext_lazy("写作助手没有打开。需要的话请联系平台管理员。"),
    **vote_refusals.NOT_FOUND,
    "hot_issue": gettext_lazy("没有找到这个热点问题，或者它不在您负责的区域。"),
    **halls.NOT_FOUND,
    "case": gettext_lazy("没有找到这件事项，可能编号抄错了，或者它不在您负责的区域。"),
    "account": gettext_lazy("没有找到这个账号，或者它不归您管理。"),
    "wish": gettext_lazy("没有找到这个心愿，可能编号抄错了，或者它不在您负责的区域。"),
    "project": gettext_lazy("没有找到这个项目，可能它不在您负责的区域。"),
    "survey": gettext_lazy("没有找到这份问卷，可能它不在您负责的区域。"),
    "question": gettext_lazy("没有找到这道题，可能它不归您的社区用。"),
    "form": gettext_lazy("没有找到这张表，可能它不要您填。"),
    "volunteer": gettext_lazy("没有找到这位志愿者，可能已经退出，或者不在您负责的区域。"),
    "call": gettext_lazy("没有找到这个求助，可能已经结束，或者不在您负责的区域。"),
    "call_place": gettext_lazy("这个求助里没有报过名。"),
    "hours": gettext_lazy("没有找到这笔时长，或者它不在您负责的区域。"),
    "team": gettext_lazy("没有找到这支队伍，或者它不在您负责的区域。"),
    "training": gettext_lazy("没有找到这次培训。"),
    "attendee": gettext_lazy("有一个人不在这次培训的范围里，请按名单核对。"),
    "certificate": gettext_lazy("没有找到这份证明，请核对编号。"),
    "branch": gettext_lazy("没有找到这个支部，或者它不归您管理。"),
    "need": gettext_lazy("没有找到这个需求，可能已经换了编号，或者它不在您负责的区域。"),
    "member": gettext_lazy("没有找到这家单位，可能已经退出联盟。"),
    "adviser": gettext_lazy("没有找到这位治理顾问，可能已经卸任。"),
    "meeting": gettext_lazy("没有找到这次联席会议，或者它不在您负责的区域。"),
    "meeting_point": gettext_lazy("没有找到这项议题，可能会议已经改过，请刷新再看。"),
    "pairing": gettext_lazy("没有找到这个结对，可能已经结束，或者它不在您负责的区域。"),
    "match": gettext_lazy("没有找到这条建议，可能已经重新对接过。"),
    "match_run": gettext_lazy("还没有对接过，请先对接一次。"),
    "notice": gettext_lazy("没有找到这条提醒，可能您的岗位已经变动。"),
    "report": gettext_lazy("没有找到这份半月分析，或者它不归您看。"),
    "post": gettext_lazy("没有找到这个岗位，或者它不归您安排。"),
    "place": gettext_lazy("没有找到这个地方，或者它不在您负责的区域。"),
    "grid": gettext_lazy("没有找到这个网格，或者它不是您负责的。"),
    "grid_draft": gettext_lazy("没有找到这份网格草稿，或者它不归您管。"),
    "ground_file": gettext_lazy("没有找到这个地图文件，或者它不归您管。"),
    "grid_design": gettext_lazy("没有找到这个方案，或者它不归您管。"),
    "own_map": gettext_lazy("没有找到这张图，或者它不是您画的。"),
    "category_set": gettext_lazy("没有找到这个版本，可能它已经被放弃或发布。"),
}


def words_for(refusal: Refusal) -> str:
    """The sentence for a refusal."""
    match refusal:
        case NotAllowed():
            return str(NOT_ALLOWED.get(refusal.reason) or NOT_ALLOWED["role"])
        case WrongState(state=str(state)) if state in halls.WRONG_STATE:
            return str(halls.WRONG_STATE[state])
        case WrongState(state="has_posts"):
            return _("还有岗位属于这个单位，没有撤下。请先撤销那些岗位。")
        case WrongState(deed="form.fill"):
            return _("这张表现在不用填：还没开始、已经到期或已经停用。")
        case WrongState(deed="survey.answer"):
            return _("这份问卷现在不能答：还没开始或已经结束。")
        case WrongState(state="open_milestones"):
            return _("还有节点没有办完，没有验收。请先办完或改期。")
        case WrongState():
            return _("这件事刚才已经有了变化，这一步现在不能做。请返回看一看最新情况。")
        case MissingField():
            return _("有必填的内容还空着，请补上后再提交。")
        case BadInput(reason="weak", value=tuple() as sentences):
            return " ".join(str(sentence) for sentence in sentences)
        case BadInput():
            known = BAD_INPUT.get((refusal.field, refusal.reason))
            return str(known) if known else _("有一项内容不对，没有提交。请检查后再试。")
        case TooLate(limit="not_over"):
            return _("约定的时间还没有过完，过完再记谁来了。")
        case TooLate():
            return _("已经过了可以这样做的期限，没有改动任何内容。")
        case TooMany():
            return too_many_words(refusal.retry_after)
        case NotFound():
            known = NOT_FOUND.get(refusal.what)
            return str(known) if known else _("没有找到，可能链接抄错了，或者它不在您负责的区域。")
        case Conflict(what="room_taken"):
            return _("这段时间这一间刚刚有人订了，没有再订。请换个时间或换一间。")
        case Conflict(what="sign_up"):
            return _("这个人已经报过这场活动了，没有再报。")
        case Conflict(what="volunteer"):
            return _("这个姓名和电话已经登记过了，不用再登记。忘了编号，请打电话问社区。")
        case Conflict(what="call_full"):
            return _("刚刚报满了，谢谢您。看看别的求助。")
        case Conflict(what="own_call"):
            return _("这是您自己的求助，请等别人来帮忙。")
        case Conflict(what="hours_overlap"):
            return _("有人在这段时间里已经有别的服务时长，没有登记。请核对起止时间。")
        case Conflict(what="hours_reversed"):
            return _("这笔时长已经有一笔更正，不用再记。")
        case Conflict(what="mentoring"):
            return _("这位徒弟已经有师傅了，请先结束原来的结对。")
        case Conflict(what="pledge"):
            return _("这项资源刚被别处用掉，或者这个需求已经够了，没有记下。请重新对接一次。")
        case Conflict(what="grids"):
            return _("这份草稿开始以后，网格已经由别的草稿发布过一次，不能再发布。请从现在的网格重新开始。")
        case Conflict(what="grid_draft"):
            return _("别人刚刚也改了这份草稿，您的这次没有保存。请看一看最新的，或者用您的替换。")
        case Conflict():
            return _("别人刚刚先做了这一步，您的这次没有提交。请返回看一看最新情况。")
        case KeyReused():
            return _("这一页已经提交过一次，第一次提交的内容有效，这次的改动没有保存。请返回后重新填写。")
    return _("这一步没有完成，没有改动任何内容。")


def too_many_words(seconds: int) -> str:
    """How long to wait, in minutes rounded up."""
    minutes = max(1, -(-seconds // 60))
    return ngettext(
        "试的次数太多了，请 %(minutes)d 分钟后再试。", "试的次数太多了，请 %(minutes)d 分钟后再试。", minutes
    ) % {"minutes": minutes}


def status_of(refusal: Refusal) -> int:
    """The HTTP status that says the same."""
    return next((status for kind, status in STATUS.items() if isinstance(refusal, kind)), 400)
