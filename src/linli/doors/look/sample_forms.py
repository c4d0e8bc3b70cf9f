"""Forms of the example pages; they are drawn, never sent."""

from django import forms

KINDS = [
    ("0506", "漏水、渗水"),
    ("0402", "路灯、楼道灯"),
    ("0201", "楼道堆物"),
    ("0105", "噪声"),
    ("0301", "垃圾"),
    ("9999", "别的事"),
]


class RaiseForm(forms.Form):
    body = forms.CharField(
        label="发生了什么",
        help_text="写清时间、地点和情况就行，不用写得很正式。",
        widget=forms.Textarea,
        error_messages={"required": "请写一下发生了什么，几个字也可以。"},
    )
    kind = forms.ChoiceField(label="大概是哪一类", choices=KINDS, widget=forms.RadioSelect)
    estate = forms.ChoiceField(
        label="小区", choices=[("", "请选择"), ("1", "东湖花园"), ("2", "湖畔新村"), ("3", "纺织宿舍")]
    )
    building = forms.CharField(label="楼栋", required=False)
    photos = forms.FileField(label="照片", required=False)
    phone = forms.CharField(
        label="手机号",
        help_text="只用来通知您进展和查询，办理人看到的是遮住中间四位的号码。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        error_messages={"required": "请留一个手机号，办好了要告诉您。"},
    )
    told = forms.BooleanField(label="我知道这些内容会交给社区办理", required=False)


class DispatchForm(forms.Form):
    to = forms.ChoiceField(
        label="派给", choices=[("a", "周敏 · 第7网格"), ("b", "陈立 · 第8网格（AB角）")], widget=forms.RadioSelect
    )
    words = forms.CharField(label="交办的话", required=False, widget=forms.Textarea)


class ReturnForm(forms.Form):
    reason = forms.CharField(label="退回的理由", widget=forms.Textarea, help_text="反映人也能看到这段话。")


class FilterForm(forms.Form):
    kind = forms.ChoiceField(label="类别", choices=[("", "全部类别"), *KINDS], required=False)
    grid = forms.ChoiceField(
        label="网格", choices=[("", "全部网格"), ("7", "第7网格"), ("8", "第8网格")], required=False
    )
    words = forms.CharField(label="内容", required=False)


class RateForm(forms.Form):
    solved = forms.ChoiceField(
        label="事情解决了吗", choices=[("yes", "解决了"), ("no", "没有解决")], widget=forms.RadioSelect
    )
    satisfaction = forms.ChoiceField(
        label="对办理满意吗",
        choices=[("3", "满意"), ("2", "基本满意"), ("1", "不满意")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label="想说的话", required=False, widget=forms.Textarea)
