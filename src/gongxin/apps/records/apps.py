"""Django app configuration."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """信用记录"""

    name = "gongxin.apps.records"
    label = "records"
    verbose_name = "信用记录"
