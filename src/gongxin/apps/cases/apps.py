"""Django app configuration."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """案件"""

    name = "gongxin.apps.cases"
    label = "cases"
    verbose_name = "案件"
