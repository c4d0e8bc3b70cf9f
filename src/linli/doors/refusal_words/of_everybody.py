"""Refusals that any page may meet, and those of accounts, posts, cases, settings and reports."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

NOT_ALLOWED = {
    "role": gettext_lazy("您的岗位不能做这一步。如果应当由您来做，请联系社区负责人或管理员开通。"),
    "page": gettext_lazy("这一页不在您的权限里。如果工作需要，请联系管理员开通。"),
    "scope": gettext_lazy("这超出了您负责的区域，没有改动任何内容。请交给负责那里的同事办理。"),
    "oneself": gettext_lazy("自己的账号和授权要由另一位管理员来改，没有改动任何内容。"),
    "alone": gettext_lazy("大屏的账号整天登录着，不能再有别的角色；有别的角色的人也不能当大屏用。没有改动任何内容。"),
    "wall": gettext_lazy("这是大屏的账号，只能看大屏。要办事请用自己的账号登录。"),
    "apart": gettext_lazy("系统管理员和审计员不能是同一个人（三员分立），没有改动任何内容。"),
    "handler": gettext_lazy("处理这件事的人不能再核查或回访它，请换一位同事。"),
    "whole_platform": gettext_lazy("工作日历是整个平台共用的，由平台管理员来改。"),
    "self": gettext_lazy("不能任命自己，请由另一位负责人来任命。"),
    "signed_out": gettext_lazy("您已经退出登录，这次没有提交。请重新登录后再试。"),
}

BAD_INPUT = {
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
    ("phone", "not_a_phone"): gettext_lazy("这不像一个电话号码，请检查。手机号是 11 位；座机请带区号。"),
    ("title", "empty"): gettext_lazy("请写一个名称，一句话说清楚。"),
    ("photographs", "empty"): gettext_lazy("有一张照片是空的，请重新选择。"),
    ("photographs", "too_big"): gettext_lazy("有一张照片太大（每张不超过 12 MB），请换一张或缩小后再传。"),
    ("photographs", "not_a_picture"): gettext_lazy("有一个文件不是照片。可以传 JPG、PNG、WebP 图片。"),
    ("photographs", "broken"): gettext_lazy("有一张照片打不开，可能没有传完整，请重新选择。"),
}

NOT_FOUND = {
    "writing_aid": gettext_lazy("写作助手没有打开。需要的话请联系平台管理员。"),
    "hot_issue": gettext_lazy("没有找到这个热点问题，或者它不在您负责的区域。"),
    "case": gettext_lazy("没有找到这件事项，可能编号抄错了，或者它不在您负责的区域。"),
    "account": gettext_lazy("没有找到这个账号，或者它不归您管理。"),
    "notice": gettext_lazy("没有找到这条提醒，可能您的岗位已经变动。"),
    "report": gettext_lazy("没有找到这份半月分析，或者它不归您看。"),
    "post": gettext_lazy("没有找到这个岗位，或者它不归您安排。"),
    "place": gettext_lazy("没有找到这个地方，或者它不在您负责的区域。"),
    "category_set": gettext_lazy("没有找到这个版本，可能它已经被放弃或发布。"),
}

WRONG_STATE = {
    "has_posts": gettext_lazy("还有岗位属于这个单位，没有撤下。请先撤销那些岗位。"),
}
