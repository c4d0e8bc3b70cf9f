"""Every component, given the worst words somebody can type, still draws words and nothing else."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from linli.doors.look import sample
from linli.doors.look.templatetags.look import register

HOSTILE = """</b><script>alert(1)</script>" onclick="alert(2)" ' style='x:y' {{ x }}"""

TAGS = {
    "icon": '{% icon "case" x %}',
    "button": "{% button x tone=x icon=x name=x value=x form=x formaction=x busy=x %}",
    "link_button": "{% link_button x x x x %}",
    "status": "{% status x x x x %}{% status x %}",
    "tag_word": "{% tag_word x x %}",
    "copy_code": "{% copy_code x %}",
    "when_ago": "{% when_ago now %}",
    "now_iso": "{% now_iso %}",
    "due_clock": '{% due_clock now uncertain_years=years state=x size=x %}{% due_clock now uncertain_years=years size="block" %}',
    "person": "{% person x phone=x role=x org=x url=x %}",
    "place": "{% place x url=x code=x level=x %}",
    "field": "{% field form.words hint=x size=x placeholder=x label=x %}{% field form.kind %}{% field form.yes %}",
    "choice_cards": "{% choice_cards form.kind explanations=told icons=told hint=x label=x columns=x %}",
    "upload": "{% upload form.file hint=x most=x label=x accept=x %}",
    "paper_ballot": "{% paper_ballot x x x chips x x %}",
    "picture_pair": "{% picture_pair x before=picture after=picture stand=x %}{% picture_pair x %}",
    "form_errors": "{% form_errors form %}",
    "table": "{% table x %}<tbody></tbody>{% endtable %}",
    "column": "{% column x sort=x current=x css=x %}",
    "row_link": "{% row_link x x %}",
    "pick": "{% pick x x name=x %}",
    "pick_all": "{% pick_all %}",
    "batch_bar": "{% batch_bar %}{{ x }}{% endbatch_bar %}",
    "filter_bar": "{% filter_bar chips=chips clear_url=x action=x %}{{ x }}{% endfilter_bar %}",
    "pager": "{% pager x x x %}",
    "tabs": "{% tabs chips x %}",
    "breadcrumb": "{% breadcrumb chips %}",
    "next_deeds": "{% next_deeds title=x count=3 %}{{ x }}{% endnext_deeds %}",
    "deed": """{% deed x url=x consequence=x icon=x tone=x key=x confirm=x keep=x name=x value=x %}{{ x }}{% enddeed %}
        {% deed x url=x consequence=x icon=x tone=x key=x name=x value=x %}{% enddeed %}{% deed x why_not=x %}{% enddeed %}""",
    "timeline": "{% timeline entries x %}",
    "notice": "{% notice x title=x %}{{ x }}{% endnotice %}",
    "notices_of": "{% notices_of messages %}",
    "panel": "{% panel x id=x level=x aside=x %}{{ x }}{% endpanel %}",
    "dialog": "{% dialog x x %}{{ x }}{% enddialog %}",
    "open_dialog": "{% open_dialog x x x icon=x tone=x %}",
    "empty_state": "{% empty_state x icon=x %}{{ x }}{% endempty_state %}",
    "steps": "{% steps 2 words %}",
    "progress": "{% progress x 1 2 words=x %}{% progress x %}",
    "loading": "{% loading x x %}",
    "facts": "{% facts pairs %}",
    "qr": "{% qr x x %}",
    "qr_card": "{% qr_card x x lines=words code=x size=x %}",
    "figure": "{% figure x value=x numerator=x denominator=x unit=x base=x formula=x tone=x url=x %}",
    "bar_plot": "{% bar_plot x bars unit=x source=x label=x %}",
    "line_plot": "{% line_plot x line unit=x source=x label=x names=names %}",
    "small_plots": "{% small_plots x line chips unit=x source=x label=x %}",
    "shaded_map": "{% shaded_map x areas words label=x source=x unit=x %}",
}


class HostileForm(forms.Form):
    words = forms.CharField(label=HOSTILE, help_text=HOSTILE, widget=forms.Textarea)
    kind = forms.ChoiceField(label=HOSTILE, choices=[(HOSTILE, HOSTILE), ("2", "二")], widget=forms.RadioSelect)
    yes = forms.BooleanField(label=HOSTILE)
    file = forms.FileField(label=HOSTILE)

    def clean(self):
        raise forms.ValidationError(HOSTILE)


class Message:
    message, level_tag = HOSTILE, "error"


def _context() -> Context:
    entry = dict.fromkeys(("deed", "who", "role", "reason", "quote", "text", "place", "icon", "tone"), HOSTILE)
    return Context(
        {
            "x": HOSTILE,
            "now": sample.NOW,
            "years": (2027,),
            "form": HostileForm({"words": HOSTILE, "kind": HOSTILE + "no"}),
            "told": {HOSTILE: HOSTILE},
            "chips": [{"label": HOSTILE, "remove_url": HOSTILE, "url": HOSTILE, "count": HOSTILE, "tone": HOSTILE}],
            "entries": [
                entry | {"at": sample.NOW, "facts": [(HOSTILE, HOSTILE)], "photos": [{"url": HOSTILE, "alt": HOSTILE}]}
            ],
            "picture": {"url": HOSTILE, "alt": HOSTILE, "on": sample.NOW, "moment": HOSTILE},
            "messages": [Message()],
            "words": [HOSTILE, HOSTILE],
            "pairs": [(HOSTILE, HOSTILE)],
            "bars": [{"label": HOSTILE, "value": 3, "base": HOSTILE, "url": HOSTILE, "tone": HOSTILE}],
            "line": [(HOSTILE, 3), (HOSTILE, None), (HOSTILE, 5)],
            "names": [HOSTILE],
            "areas": [
                {
                    "label": HOSTILE,
                    "value": 3,
                    "words": HOSTILE,
                    "cells": [HOSTILE],
                    "url": HOSTILE,
                    "rings": [[(117.0, 36.0), (117.1, 36.0), (117.0, 36.1)]],
                }
            ],
            "request": RequestFactory().get("/", {"q": HOSTILE, "sort": HOSTILE}),
            "csrf_token": "token",
        }
    )


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.trouble: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag in {"script", "style"}:
            self.trouble.append(tag)
        self.trouble += [name for name, _value in attrs if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("tag", sorted(TAGS))
def test_a_component_escapes_what_people_write(tag):
    drawn = Template("{% load look %}" + TAGS[tag]).render(_context())
    reader = Reader()
    reader.feed(drawn)
    assert reader.trouble == []
    assert drawn.strip()


def test_no_component_is_left_out():
    assert set(register.tags) == set(TAGS)


def test_a_deed_sends_its_key_once_and_its_form_fields():
    drawn = Template('{% load look %}{% deed "退回" url="/x/" key="k1" %}<input name="reason">{% enddeed %}').render(
        _context()
    )
    assert drawn.count('name="key" value="k1"') == 1
    assert '<input name="reason">' in drawn
    assert "csrfmiddlewaretoken" in drawn


def test_a_refused_deed_says_why_and_cannot_be_sent():
    drawn = Template('{% load look %}{% deed "核查" url="/x/" why_not="办理人不能核查" %}{% enddeed %}').render(
        _context()
    )
    assert "办理人不能核查" in drawn
    assert "<form" not in drawn


def test_a_wrong_field_is_tied_to_its_message():
    form = sample.components()["wrong"]
    drawn = Template("{% load look %}{% field form.body %}").render(Context({"form": form}))
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_body_help id_body_error"' in drawn
    assert 'id="id_body_error"' in drawn


def test_a_rate_without_base_shows_no_number():
    drawn = Template('{% load look %}{% figure "满意" None 0 0 %}').render(Context())
    assert "暂无数据" in drawn
    assert "0/0" in drawn


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500", "503"])
def test_an_error_page_needs_nothing(name):
    from django.template.loader import render_to_string

    drawn = render_to_string(f"{name}.html")
    assert "<h1>" in drawn
    assert "邻里" in drawn
