"""Django app configuration."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """数据报送"""

    name = "gongxin.apps.intake"
    label = "intake"
    verbose_name = "数据报送"
