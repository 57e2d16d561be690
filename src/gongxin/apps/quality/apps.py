"""Django app configuration."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    """数据质量"""

    name = "gongxin.apps.quality"
    label = "quality"
    verbose_name = "数据质量"
