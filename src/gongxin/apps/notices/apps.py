"""Django app configuration."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """通知"""

    name = "gongxin.apps.notices"
    label = "notices"
    verbose_name = "通知"
