"""The public face, as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "gongxin.web.portal"
    label = "portal"
