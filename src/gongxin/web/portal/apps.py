"""The public face, as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Holds templates and addresses; no models."""

    name = "gongxin.web.portal"
    label = "portal"
