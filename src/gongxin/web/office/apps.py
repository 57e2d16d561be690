"""Django app configuration."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """业务办理"""

    name = "gongxin.web.office"
    label = "office"
    verbose_name = "业务办理"
