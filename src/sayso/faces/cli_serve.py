"""The command line: ``sayso serve``, the workbench over a library."""

from __future__ import annotations

import importlib.util
import os
import webbrowser
from pathlib import Path

import click

from sayso.faces.cli_library import library_option
from sayso.faces.cli_streams import BROKEN, stopped_quietly
from sayso.model.errors import InputError

_NEEDED = ("fastapi", "uvicorn", "python_multipart")

_EPILOG = """
\b
Examples:
  sayso serve                              the workbench over ./sayso-library, for this machine alone
  sayso serve --library cables --open      over another folder, and open a browser
  SAYSO_TOKEN=… sayso serve --host 0.0.0.0 --name desk.example
                                           for others, too: they need the token

The library's folder is made where there is none. No request ever leaves the machine.
"""


@click.command(epilog=_EPILOG)
@library_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to answer at.")
@click.option("--port", default=8017, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--token", envvar="SAYSO_TOKEN", help="What people must give to come in; needed for another address.")
@click.option("--name", "names", metavar="NAME", multiple=True, help="A further name under which it answers.")
@click.option("--open", "show", is_flag=True, help="Open it in a browser.")
def serve(folder: str, host: str, port: int, token: str | None, names: tuple[str, ...], show: bool) -> None:
    """Work with a library in a browser: search, read, decide, trace.

    Only this machine can reach it, unless --host says otherwise; then a token is needed.
    """
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        click.echo("sayso: serve needs a few packages more: pip install 'sayso[serve]'", err=True)
        raise SystemExit(BROKEN)
    with stopped_quietly():
        _serve(Path(folder), host, port, token or None, names, show=show)


def _serve(folder: Path, host: str, port: int, token: str | None, names: tuple[str, ...], *, show: bool) -> None:
    import socket

    import uvicorn

    from sayso.faces.web.app import make_app
    from sayso.faces.web.security import check_address
    from sayso.store import Library

    # Before anything is opened or made.
    check_address(host, token)
    with Library.open(folder, create=True) as library:
        app = make_app(library, token=token, host=host, names=names)
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listening.bind((host.strip("[]"), port))
            except OSError as error:
                raise InputError(f"{host}, port {port}: {error.strerror or error}; --port 0 takes a free one") from None
            # From here on a browser waits for the answer instead of being told that nobody is there.
            listening.listen(128)
            name = f"[{host.strip('[]')}]" if ":" in host else host
            address = f"http://{name}:{listening.getsockname()[1]}/"
            click.echo(f"sayso: {os.path.abspath(folder)} is served at {address} (Ctrl-C stops it)", err=True)
            config = uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_keep_alive=15,
                # A reader that has stopped listening must not keep the server from stopping.
                timeout_graceful_shutdown=5,
                limit_concurrency=200,
                h11_max_incomplete_event_size=32_768,
                http="h11",
                ws="none",
            )
            if show:
                webbrowser.open(address)
            uvicorn.Server(config).run(sockets=[listening])
