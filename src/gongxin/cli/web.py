"""``gongxin web``: serve the pages and the API."""

import argparse
import os

HELP = "网页与接口服务 / the process that serves pages and the API"
PROCESSES = 2
THREADS = 4  # a process; each keeps one connection to the database


def configure(parser: argparse.ArgumentParser) -> None:
    """``[--host H] [--port N]``."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="监听地址，默认 %(default)s / address to listen on"
    )
    parser.add_argument(
        "--port", type=int, default=8000, help="端口，默认 %(default)s / port to listen on"
    )


def run(args: argparse.Namespace) -> int:
    """Serves until it is told to stop."""
    from granian.constants import Interfaces
    from granian.server import Server

    from gongxin.config.setup import ensure_database, ensure_home

    ensure_home()
    ensure_database()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongxin.config.settings")
    Server(
        "gongxin.config.wsgi:application",
        address=args.host,
        port=args.port,
        interface=Interfaces.WSGI,
        workers=PROCESSES,
        blocking_threads=THREADS,
        blocking_threads_idle_timeout=600,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        websockets=False,
    ).serve()
    return 0
