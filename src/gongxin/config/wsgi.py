"""The web application, for any WSGI server."""

from django.core.handlers.wsgi import WSGIHandler

from gongxin.config.setup import setup_django

setup_django(migrate=False)

application = WSGIHandler()
