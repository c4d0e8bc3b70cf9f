"""A ledger file is handed in."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from linli.cases.actions.take_in_ledger import MAY_IMPORT, take_in_ledger
from linli.cases.ledger_files import LedgerFileError, open_table, propose_mapping, refusal_sentence
from linli.cases.ledger_files_kept import LARGEST_UPLOAD
from linli.cases.queries.imports import communities_for_import
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.actor import Actor

LIMIT_MB = LARGEST_UPLOAD >> 20


class UploadForm(forms.Form):
    community = forms.ChoiceField(label=gettext_lazy("导入到哪个社区"))
    file = forms.FileField(
        label=gettext_lazy("台账文件"),
        help_text=gettext_lazy("Excel（.xlsx、.xls）或 CSV，不超过 50 MB。文件名不限，内容由程序识别。"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.tsv,.txt"}),
        allow_empty_file=True,
        max_length=200,
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [
            (one.place_code, f"{one.name}{_('（')}{one.place_code}{_('）')}") for one in communities_for_import(actor)
        ]
        self.fields["community"].choices = known if len(known) == 1 else [("", _("请选择")), *known]
        self.has_community = bool(known)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("文件有 %(size)d MB，超过 %(limit)d MB，没有上传。请拆成几个文件，或请管理员用命令行导入。")
                % {"size": -(-file.size >> 20), "limit": LIMIT_MB}
            )
        return file


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=MAY_IMPORT)
def upload(request: StaffRequest) -> HttpResponse:
    """The form; a file that is a table goes on to its columns, any other is refused with the reason."""
    form = UploadForm(request.POST or None, request.FILES or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            table = open_table(data, file.name)
        except LedgerFileError as refusal:
            form.add_error("file", refusal_sentence(refusal, _))
        else:
            with refused_into(form):
                row = take_in_ledger(
                    actor=request.actor,
                    key=read_key(request),
                    community=form.cleaned_data["community"],
                    file_name=file.name,
                    sha256=hashlib.sha256(data).hexdigest(),
                    mapping=propose_mapping(table.header.names, table.header.title),
                    rows_at_most=table.rows_at_most,
                    sheet=table.sheet,
                    data=data,
                )
                return request.back_to("staff:ledger_columns", row.id)
    return request.show("staff/imports/upload.html", status=422 if form.errors else 200, form=form)
