"""A form as one page, or in elder mode as one question a page; the same form, the same address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from uuid import uuid4

from django import forms

from linli.doors.resident.frame import ResidentRequest
from linli.doors.resident.keyed_form import AnybodysForm
from linli.doors.resident.raise_form import as_id

MOST_CARDS = 25

Steps = Mapping[str, tuple[str, ...]]
"""The questions with their fields, in order; the last also sends."""


class Asked(NamedTuple):
    """The form at a step; `ready` when everything was answered and it may be done."""

    form: AnybodysForm
    step: str
    ready: bool
    status: int


def ask(request: ResidentRequest, steps: Steps, form_of: Callable[..., AnybodysForm], **initial: Any) -> Asked:
    """Where the visitor stands: the first question, the next or the one before, the one with a fault, or ready."""
    names = list(steps)
    if request.method != "POST":
        return Asked(form_of(initial={"key": uuid4(), **initial}), names[0], False, 200)
    form, go, asked = form_of(request.POST), request.POST.get("go", "send"), request.POST.get("step", "")
    step = asked if asked in steps else names[-1]
    faulty = any(name in form.errors for name in steps[step])
    if go == "back" or (go == "next" and not faulty):
        beside = names[min(max(names.index(step) + (1 if go == "next" else -1), 0), len(names) - 1)]
        typed = {
            name: field.widget.value_from_datadict(request.POST, request.FILES, name)
            for name, field in form.fields.items()
        } | {"website": ""}
        typed["key"] = as_id(typed["key"]) or uuid4()
        return Asked(form_of(initial=typed), beside, False, 200)
    if go == "next":
        for name in [name for name in form.errors if name not in steps[step]]:
            del form.errors[name]
        return Asked(form, step, False, 422)
    if form.is_valid():
        return Asked(form, names[-1], True, 200)
    if "key" in form.errors:
        form.with_fresh_key()
    return Asked(form, first_fault(form, steps), False, 422)


def first_fault(form: AnybodysForm, steps: Steps) -> str:
    """The first question with an answer that cannot stand, else the last."""
    return next((step for step, fields in steps.items() if any(name in form.errors for name in fields)), [*steps][-1])


def _choose_by_card(form: AnybodysForm, fields: tuple[str, ...]) -> None:
    """A short list to choose from is shown whole in elder mode, not folded into a box."""
    for field in (form.fields[name] for name in fields if name in form.fields):
        if type(field.widget) is forms.Select and len(field.choices) <= MOST_CARDS:
            field.widget = forms.RadioSelect(choices=field.choices)


def shown(asked: Asked, steps: Steps, labels: list[str], elder: bool) -> dict[str, Any]:
    """What `resident/one_question.html` draws."""
    names = list(steps)
    if elder:
        _choose_by_card(asked.form, steps[asked.step])
    fields = steps[asked.step] if elder else tuple(name for step in steps.values() for name in step)
    return {
        "form": asked.form,
        "step": asked.step,
        "step_number": names.index(asked.step) + 1,
        "step_labels": labels,
        "is_first": asked.step == names[0] or not elder,
        "is_last": asked.step == names[-1] or not elder,
        "asked_fields": [asked.form[name] for name in fields if name in asked.form.fields],
        "carried": [one for one in asked.form if one.name not in (*fields, "website", "key")],
    }
