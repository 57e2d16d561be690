"""The form that takes a ledger."""

from typing import cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from gongxin.law.catalogue import Item


class LedgerForm(forms.Form):
    """A list of decisions of one catalogue item."""

    item = forms.ChoiceField(
        label=_("目录项"),
        error_messages={
            "required": _("请选择这份台账属于哪个目录项。"),
            "invalid_choice": _("本部门不能上传这个目录项的台账，请从列表中选择。"),
        },
    )
    file = forms.FileField(
        label=_("台账文件"),
        allow_empty_file=True,
        max_length=255,
        error_messages={
            "required": _("请选择台账文件：两列，决定文书号和决定日期。"),
            "max_length": _("文件名太长，最多 255 个字符，请改短后再报送。"),
        },
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        items: list[Item],
        language: str,
    ) -> None:
        super().__init__(data, files)
        choices = [("", _("请选择")), *((item.id, item.title.of(language)) for item in items)]
        cast(forms.ChoiceField, self.fields["item"]).choices = choices
