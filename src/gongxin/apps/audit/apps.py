"""Django app configuration."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """操作日志"""

    name = "gongxin.apps.audit"
    label = "audit"
    verbose_name = "操作日志"
