"""Form fields: one manner of label, help, error and required mark for every form."""

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from linli.doors.look.tags.drawing import draw

register = template.Library()


def _described_by(bound: BoundField, hint: str) -> str:
    marks = []
    if hint or bound.help_text:
        marks.append(f"{bound.auto_id}_help")
    if bound.errors:
        marks.append(f"{bound.auto_id}_error")
    return " ".join(marks)


def _attributes(bound: BoundField, hint: str, **more: object) -> dict:
    attributes = {name: value for name, value in more.items() if value}
    if described := _described_by(bound, hint):
        attributes["aria-describedby"] = described
    if bound.errors:
        attributes["aria-invalid"] = "true"
    return attributes


@register.simple_tag
def field(
    bound: BoundField,
    hint: str = "",
    size: str = "full",
    rows: int = 0,
    placeholder: str = "",
    label: str = "",
    quiet_label: bool = False,
) -> SafeString:
    """One Django bound field with label, help, error and required mark.

    `hint` stands in for the form's help text; `size` is `full`, `medium` or `short` (how much is expected to be
    typed); `rows` for a text area; `quiet_label` keeps the label for screen readers only (filter bars). Radio buttons
    and groups of checkboxes become choice cards, a single checkbox stands before its label, a hidden field is bare.
    """
    if bound.is_hidden:
        return bound.as_widget()
    widget = bound.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return choice_cards(bound, hint=hint, label=label)
    is_check = isinstance(widget, forms.CheckboxInput)
    css = "" if is_check else f"control control-{size}"
    control = bound.as_widget(
        attrs=_attributes(bound, hint, **{"class": css, "rows": rows, "placeholder": placeholder})
    )
    return draw(
        "field",
        bound=bound,
        control=control,
        hint=hint or bound.help_text,
        label=label or bound.label,
        is_check=is_check,
        quiet_label=quiet_label,
    )


@register.simple_tag
def choice_cards(
    bound: BoundField,
    explanations: dict | None = None,
    icons: dict | None = None,
    columns: int = 1,
    hint: str = "",
    label: str = "",
) -> SafeString:
    """Radio buttons or checkboxes as cards; `explanations` and `icons` are keyed by the choice's value as text.

    `columns` 1, 2 or 3 on a desk; always one under each other on a phone unless `columns` is 3 and there is no
    explanation.
    """
    explanations = {str(k): v for k, v in (explanations or {}).items()}
    icons = {str(k): v for k, v in (icons or {}).items()}
    cards = [
        {
            "id": option.id_for_label,
            "kind": option.data["type"],
            "name": option.data["name"],
            "value": option.data["value"],
            "title": option.data["label"],
            "explanation": explanations.get(str(option.data["value"]), ""),
            "icon": icons.get(str(option.data["value"]), ""),
            "checked": option.data["selected"],
        }
        for option in bound
        if str(option.data["value"]) != ""
    ]
    return draw(
        "choice_cards",
        bound=bound,
        cards=cards,
        columns=columns,
        told=any(card["explanation"] for card in cards),
        hint=hint or bound.help_text,
        label=label or bound.label,
        described_by=_described_by(bound, hint),
        required=bound.field.required and all(card["kind"] == "radio" for card in cards),
    )


@register.simple_tag
def upload(bound: BoundField, hint: str = "", most: int = 9, label: str = "", accept: str = "image/*") -> SafeString:
    """Photographs (or other files, by `accept`), several at once, at most `most`; never demanded by its look.

    A plain file input without JavaScript. With it: previews, removal, photographs scaled to at most 1600 px as JPEG
    before they leave the phone, and progress where the form carries `hx-boost="true"`.
    """
    return draw(
        "upload",
        bound=bound,
        hint=hint or bound.help_text,
        label=label or bound.label,
        most=most,
        accept=accept,
        described_by=_described_by(bound, hint),
    )


@register.inclusion_tag("look/parts/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict:
    """Above a form that was refused: how many places need attention, each a link to its field; nothing is lost."""
    return {"form": form, "faulty": [form[name] for name in form.errors if name in form.fields]}
