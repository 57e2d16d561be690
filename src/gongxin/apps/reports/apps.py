"""Django app configuration."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """信用报告"""

    name = "gongxin.apps.reports"
    label = "reports"
    verbose_name = "信用报告"
