"""Django app configuration."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """账号与部门"""

    name = "gongxin.apps.accounts"
    label = "accounts"
    verbose_name = "账号与部门"
