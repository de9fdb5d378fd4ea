"""Nobody but its own pages, on this machine or with the token, may ask the workbench for anything."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.faces.web.app import make_app
from sayso.faces.web.security import Hosts, Keys, Limits, check_address, is_loopback
from sayso.model.errors import InputError
from sayso.store import Library
from tests.faces.web.conftest import HERE, Served, form_of

TOKEN = "a token of some length"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.3.2.1"])
def test_this_machine_needs_no_token(host: str) -> None:
    check_address(host, None)
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "desk.example", "127.0.0.1.example", ""])
def test_another_address_needs_one(host: str, library: Library) -> None:
    with pytest.raises(InputError, match="token"):
        make_app(library, host=host)
    with pytest.raises(InputError, match="16 characters"):
        make_app(library, host=host, token="short")
    make_app(library, host=host, token=TOKEN)


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8017", "127.0.0.1@evil.example", ""]
)
def test_another_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421
    assert client.get("/api/openapi.json", headers={"host": host}).status_code == 421
    assert client.get("/static/page.css", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:9", "localhost:8017", "LOCALHOST", "[::1]:8017"])
def test_our_own_names_are_not(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_two_host_headers_are_refused(client: TestClient) -> None:
    assert client.get("/", headers=[("host", "127.0.0.1"), ("host", "evil.example")]).status_code == 421


def test_an_open_address_admits_addresses_and_the_names_given() -> None:
    hosts = Hosts.of("0.0.0.0", ["desk.example"])
    assert hosts.admit("192.168.1.7:8017") and hosts.admit("Desk.Example") and hosts.admit("[fe80::1]:80")
    assert not hosts.admit("evil.example") and not hosts.admit("desk.example.evil.example")


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "https://127.0.0.1:8017"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
    ],
)
def test_a_write_from_another_page_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    form = form_of(client.get("/").text)
    sent = client.post("/who", data={"form": form, "who": "Mara"}, headers=headers)
    assert sent.status_code == 403
    assert "sayso_who" not in sent.cookies


def test_a_write_from_our_own_page_is_taken(client: TestClient) -> None:
    form = form_of(client.get("/").text)
    headers = {"origin": HERE, "sec-fetch-site": "same-origin"}
    sent = client.post("/who", data={"form": form, "who": "Mara Lind"}, headers=headers)
    assert sent.status_code == 303
    assert "Mara Lind" in client.get("/").text


def test_a_form_that_is_not_ours_is_refused(client: TestClient) -> None:
    form = form_of(client.get("/").text)
    for given in ("", form[:-1] + ("0" if form[-1] != "0" else "1")):
        assert client.post("/who", data={"form": given, "who": "Mara"}).status_code == 403
    client.cookies.clear()
    assert client.post("/who", data={"form": form, "who": "Mara"}).status_code == 403, "another browser's"


def test_the_api_takes_no_forms(client: TestClient) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""):
        sent = client.post("/api/decisions", content=b"{}", headers={"content-type": kind})
        assert sent.status_code == 415


PAGES = ("/", "/add", "/nothing", "/static/page.css", "/static/workbench.js", "/api/openapi.json", "/add/no")


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers
    assert "max-age" in headers["cache-control"] if path.startswith("/static/") else True


def test_refusals_have_them_too(client: TestClient) -> None:
    assert "default-src 'none'" in client.get("/", headers={"host": "evil.example"}).headers["content-security-policy"]


def test_cookies_are_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    for cookie in client.get("/").headers.get_list("set-cookie"):
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie


# --- the token


@pytest.fixture
def guarded(library: Library) -> Any:
    app = make_app(library, token=TOKEN, host="0.0.0.0")
    with TestClient(app, base_url="http://192.168.1.4:8017", follow_redirects=False) as made:
        yield made


def test_without_the_token_there_is_only_the_way_in(guarded: TestClient) -> None:
    assert guarded.get("/").headers["location"] == "/login"
    assert guarded.get("/reports/r0").headers["location"] == "/login"
    assert guarded.get("/api/openapi.json").status_code == 401
    assert guarded.post("/who", data={"who": "x"}).status_code == 401
    assert guarded.get("/login").status_code == 200
    assert guarded.get("/static/page.css").status_code == 200


def test_the_token_lets_in_once_and_for_all(guarded: TestClient) -> None:
    form = form_of(guarded.get("/login").text)
    came = guarded.post("/login", data={"form": form, "token": TOKEN})
    assert came.status_code == 303
    assert "HttpOnly" in came.headers["set-cookie"] and "SameSite=strict" in came.headers["set-cookie"]
    assert TOKEN not in came.headers["set-cookie"]
    assert guarded.get("/").status_code == 200
    form = form_of(guarded.get("/").text)
    guarded.post("/logout", data={"form": form})
    assert guarded.get("/").headers["location"] == "/login"


def test_a_wrong_token_does_not(guarded: TestClient) -> None:
    form = form_of(guarded.get("/login").text)
    assert guarded.post("/login", data={"form": form, "token": TOKEN + "x"}).status_code == 403
    assert guarded.get("/").headers["location"] == "/login"


def test_guessing_is_slowed(guarded: TestClient) -> None:
    for _ in range(10):
        assert guarded.get("/api/openapi.json", headers={"authorization": "Bearer guess"}).status_code == 401
    form = form_of(guarded.get("/login").text)
    assert guarded.post("/login", data={"form": form, "token": TOKEN}).status_code == 429


def test_programs_send_the_token_with_each_call(guarded: TestClient) -> None:
    assert guarded.get("/api/openapi.json", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.parametrize("made_up", ["", "x", "99999999999.", "99999999999.deadbeef", "-1.x", "9" * 400 + ".x", "１.x"])
def test_a_session_cannot_be_made_up(made_up: str) -> None:
    assert not Keys(TOKEN).in_session(made_up)


def test_a_session_is_of_one_process() -> None:
    assert not Keys(TOKEN).in_session(Keys(TOKEN).session())


# --- strangers' words


def test_a_script_in_a_report_stays_words(client: TestClient, library: Library) -> None:
    hostile = next(r.report.id for r in library.readings() if "window.bad" in r.text)
    for path in ("/", "/?q=lamp", f"/reports/{hostile}", f"/reports/{hostile}/remove"):
        page = client.get(path).text
        assert "<script>window" not in page and "<img" not in page and "onclick=x>" not in page.replace("&gt;", "")
        assert "&lt;script&gt;" in page
        assert "{{ 7*7 }}" in page or path.startswith("/?q"), "no template is made of it"
        assert "\u202e" not in page


def test_the_original_is_saved_and_never_shown(client: TestClient, id_of: Callable[[str], str]) -> None:
    answer = client.get(f"/reports/{id_of('Tidewire')}/original")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert b"<html" in answer.content


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/%2e%2e/page.py",
        "/static/....//app.py",
        "/static/%00",
        "/reports/..%2f..%2flibrary.sqlite",
        "/reports/../../etc/passwd",
        "/reports/..%2f/original",
        "/add/..%2f..",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    assert client.get(path).status_code in (303, 404)


def test_what_was_done_cannot_be_made_up(client: TestClient) -> None:
    assert 'class="did"' not in client.get("/?did=Call+this+number").text


@pytest.mark.parametrize(
    "back", ["//evil.example/", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/\n/x"]
)
def test_nobody_is_sent_elsewhere(client: TestClient, back: str) -> None:
    form = form_of(client.get("/").text)
    sent = client.post("/who", data={"form": form, "who": "Mara", "back": back})
    assert sent.headers["location"] == "/?did=who"


# --- size and time


def test_a_large_upload_is_refused_before_it_is_read(library: Library, pipeline: Any) -> None:
    with Served(library, pipeline) as running:
        host, port = running.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=20) as sent:
            head = f"POST /add HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 100000000\r\n"
            sent.sendall((head + "Content-Type: multipart/form-data; boundary=x\r\n\r\n").encode())
            assert sent.recv(2_000).startswith(b"HTTP/1.1 413")


def test_a_large_upload_that_hides_its_size_is_cut(library: Library, pipeline: Any) -> None:
    with Served(library, pipeline, Limits(body_bytes=1_000_000)) as running:
        host, port = running.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=20) as sent:
            head = f"POST /add HTTP/1.1\r\nHost: {host}:{port}\r\nTransfer-Encoding: chunked\r\n"
            sent.sendall((head + "Content-Type: multipart/form-data; boundary=x\r\n\r\n").encode())
            block = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"a" * 100_000
            try:
                for _ in range(100):
                    sent.sendall(f"{len(block):x}\r\n".encode() + block + b"\r\n")
            except OSError:
                pass  # it stopped listening, which is what was wanted
            with contextlib.suppress(ConnectionResetError):
                assert sent.recv(2_000).startswith(b"HTTP/1.1 413")
    assert library.counts()["reports"] == 20


def test_a_slow_upload_is_given_up(library: Library, pipeline: Any) -> None:
    with Served(library, pipeline, Limits(body_seconds=0.3)) as running:
        host, port = running.address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=20) as sent:
            head = f"POST /add HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 5000\r\n"
            sent.sendall((head + "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n").encode())
            assert sent.recv(2_000).startswith(b"HTTP/1.1 408")


def test_too_many_files_are_refused(library: Library, pipeline: Any) -> None:
    with TestClient(make_app(library, pipeline=pipeline, limits=Limits(files=3)), base_url=HERE) as asks:
        form = form_of(asks.get("/add").text)
        files = [("files", (f"{n}.txt", b"A line.", "text/plain")) for n in range(4)]
        assert asks.post("/add", data={"form": form}, files=files).status_code == 400


def test_a_busy_library_is_said_to_be_busy(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    def locked(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(Library, "search", locked)
    answer = client.get("/")
    assert answer.status_code == 503
    assert "database is locked" not in answer.text


def test_a_fault_of_ours_tells_nothing_of_the_inside(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret/path/library.sqlite")

    monkeypatch.setattr(Library, "search", broken)
    with TestClient(make_app(library), base_url=HERE, raise_server_exceptions=False) as asks:
        answer = asks.get("/")
        assert answer.status_code == 500
        assert "secret" not in answer.text and "Traceback" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]
