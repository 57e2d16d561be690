"""``gongxin up``: database, background work and web in one command."""

import argparse
import os
import socket
from ipaddress import ip_address
from pathlib import Path

from gongxin.core.errors import GongxinError
from gongxin.core.text import Text

HELP = "启动数据库、后台处理和网站 / start the database, the background work and the web"


def configure(parser: argparse.ArgumentParser) -> None:
    """``[--demo] [--port N] [--host H] [--home DIR]``."""
    parser.add_argument(
        "--demo", action="store_true", help="载入示范城市 / load the demonstration city"
    )
    parser.add_argument(
        "--port", type=int, default=8000, help="端口，默认 %(default)s / port to listen on"
    )
    parser.add_argument(
        "--host", default="127.0.0.1", help="监听地址，默认 %(default)s / address to listen on"
    )
    parser.add_argument(
        "--home", type=Path, metavar="DIR", help="数据目录，默认 ./var / folder that holds the data"
    )


def run(args: argparse.Namespace) -> int:
    """Serves until Ctrl-C or SIGTERM; 2 when the data or the port is in use, 3 when it cannot go on."""
    from gongxin.cli.instance import DatabaseLock, HomeLock
    from gongxin.cli.service import Service
    from gongxin.config.setup import ensure_database, home, release_database, setup_django

    if args.home:
        os.environ["GONGXIN_HOME"] = str(args.home)
    address = f"http://{shown_host(args.host)}:{args.port}"
    home_lock = HomeLock(home(), address)
    try:
        check_port(args.host, args.port)
        allow_host(args.host)
        (home() / "uploading").mkdir(mode=0o700, exist_ok=True)
        ensure_database()
        database_lock = DatabaseLock(os.environ["DATABASE_URL"], address)
        try:
            setup_django()
            return Service(home(), args.host, args.port, address, demo=args.demo).run()
        finally:
            database_lock.release()
    finally:
        release_database()
        home_lock.release()


def check_port(host: str, port: int) -> None:
    """Raises GongxinError when nobody can listen there, most likely because something else does."""
    if not 0 < port < 65536:
        raise GongxinError("bad_port", BAD_PORT.format(port=port))
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise GongxinError("port_in_use", NO_PORT.format(host=host, port=port)) from error


def allow_host(host: str) -> None:
    """Let the service answer to the names of the address that it was told to listen on."""
    if host in ("127.0.0.1", "localhost", "::1"):
        return
    names = [*os.environ.get("GONGXIN_ALLOWED_HOSTS", "").split(","), socket.gethostname(), host]
    if _everywhere(host):
        names += [str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)]
    os.environ["GONGXIN_ALLOWED_HOSTS"] = ",".join(dict.fromkeys(filter(None, names)))


def shown_host(host: str) -> str:
    """The host as it is typed into a browser on this machine."""
    if _everywhere(host):
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _everywhere(host: str) -> bool:
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False


BAD_PORT = Text(
    "端口 {port} 不存在，应在 1 到 65535 之间。", "There is no port {port}; ports are 1 to 65535."
)
NO_PORT = Text(
    "不能监听 {host}:{port}，多半已被别的程序占用。请用 --port 换一个端口，例如 --port 8001。",
    "Cannot listen on {host}:{port}; most likely another program does. "
    "Choose another port, for example --port 8001.",
)
