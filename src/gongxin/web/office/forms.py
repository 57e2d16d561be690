"""The forms of the office: what is asked, and what is said when an answer does not do."""

from datetime import date
from typing import cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from gongxin.core.dates import legal_today
from gongxin.law.catalogue import Item


class SignInForm(AuthenticationForm):
    """Name and password."""

    username = forms.CharField(
        label=_("用户名"),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("密码"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": _("用户名或密码不对。请检查大小写；连续输错几次会暂时锁定登录。"),
        "inactive": _("这个账号已停用，请联系本部门的信用工作管理员。"),
    }


class SubmitForm(forms.Form):
    """A file for a catalogue item; only items the department may submit can be chosen."""

    item = forms.ChoiceField(
        label=_("目录项"),
        error_messages={
            "required": _("请选择这个文件属于哪个目录项。"),
            "invalid_choice": _("本部门不能报送这个目录项，请从列表中选择。"),
        },
    )
    file = forms.FileField(
        label=_("文件"),
        allow_empty_file=True,
        max_length=255,
        error_messages={
            "required": _("请选择要报送的文件（XLSX、CSV、TSV、JSON Lines 或 Parquet）。"),
            "max_length": _("文件名太长，最多 255 个字符，请改短后再报送。"),
        },
    )
    received_on = forms.DateField(
        label=_("收到日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("日期看不懂，请写成 2026-11-21 这样的形式。")},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        *,
        items: list[Item],
        language: str,
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, files, initial=initial)
        choices = [("", _("请选择")), *((item.id, item.title.of(language)) for item in items)]
        cast(forms.ChoiceField, self.fields["item"]).choices = choices

    def clean_received_on(self) -> date | None:
        """A day that has come already."""
        day: date | None = self.cleaned_data["received_on"]
        if day and day > legal_today():
            raise forms.ValidationError(_("收到日期不能晚于今天。"))
        return day


class ReasonForm(forms.Form):
    """Why something is done; goes into the act."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("请写明理由，例如：原处罚决定已被撤销。"),
            "max_length": _("理由最多 500 个字。"),
        },
    )


class WithdrawForm(ReasonForm):
    """Why a record is withdrawn, and by what the decision was quashed where that is why."""

    document = forms.CharField(
        label=_("撤销该决定的文书文号"),
        required=False,
        max_length=300,
        help_text=_(
            "决定被复议或者法院撤销的，写明复议决定书或判决书的文号。这样撤回的，重新报送也不再公示。"
        ),
    )


class CreateSubjectForm(forms.Form):
    """A new organisation: its code, name and region."""

    code = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("请填写 18 位统一社会信用代码。")},
    )
    name = forms.CharField(
        label=_("机构名称"),
        max_length=200,
        error_messages={"required": _("请填写机构的全称。")},
    )
    region = forms.CharField(
        label=_("行政区划代码"),
        required=False,
        max_length=6,
        help_text=_("6 位，例如 329901；不填则取代码中的区划。"),
    )
    reason = forms.CharField(
        label=_("依据或说明"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("请写明依据，例如：已核对营业执照。")},
    )


class KeyForm(forms.Form):
    """The label that tells one API key from another."""

    label = forms.CharField(
        label=_("用途"),
        max_length=100,
        error_messages={"required": _("请写明这把密钥给谁用，例如：处罚系统自动报送。")},
    )
