"""Django app configuration."""

from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    """信用主体"""

    name = "gongxin.apps.subjects"
    label = "subjects"
    verbose_name = "信用主体"
