"""Addresses that belong to no page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.factories.pages import make_site


def lines(response) -> list[str]:
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    return response.content.decode().splitlines()


def test_robots_are_kept_to_what_is_there_to_be_found(client: Client) -> None:
    assert lines(client.get("/robots.txt", secure=True)) == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /ar/return/",
        "Disallow: /ar/search/",
        "Disallow: /en/return/",
        "Disallow: /en/search/",
        "",
        "Sitemap: https://sanad.example/sitemap.xml",
    ]


class TestSecurityTxt:
    """RFC 9116."""

    def fields(self, client: Client) -> dict[str, list[str]]:
        fields: dict[str, list[str]] = {}
        for line in lines(client.get("/.well-known/security.txt", secure=True)):
            name, value = line.split(": ", 1)
            fields.setdefault(name, []).append(value)
        return fields

    def test_it_has_what_the_rfc_asks_for(self, client: Client) -> None:
        fields = self.fields(client)
        assert fields.pop("Contact") == ["mailto:security@sanad.example"]
        assert len(fields.pop("Expires")) == 1
        assert fields == {
            "Preferred-Languages": ["ar, en"],
            "Canonical": ["https://sanad.example/.well-known/security.txt"],
        }

    def test_it_expires_within_the_year_and_not_soon(self, client: Client) -> None:
        (value,) = self.fields(client)["Expires"]
        left = datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) - datetime.now(
            UTC
        )
        assert timedelta(days=30) < left < timedelta(days=365)

    def test_it_is_the_same_all_day(self, client: Client) -> None:
        assert self.fields(client) == self.fields(client)


class TestHealth:
    @pytest.mark.django_db
    def test_both_say_yes(self, client: Client) -> None:
        for path in ("/healthz/live", "/healthz/ready"):
            response = client.get(path)
            assert (response.status_code, response.json()) == (200, {"status": "ok"})

    def test_ready_says_no_while_the_database_is_gone(self, client, monkeypatch) -> None:
        def gone(*args, **kwargs):
            raise OperationalError("no such host db-1.internal")

        monkeypatch.setattr(connection, "cursor", gone)
        response = client.get("/healthz/ready")
        assert (response.status_code, response.json()) == (503, {"status": "unavailable"})
        assert client.get("/healthz/live").status_code == 200  # the process itself answers

    @pytest.mark.django_db
    def test_a_load_balancer_may_ask_over_plain_http(self, client: Client, settings) -> None:
        settings.SECURE_SSL_REDIRECT = True
        make_site()
        assert client.get("/healthz/ready").status_code == 200
        redirect = client.get("/en/")
        assert (redirect.status_code, redirect.headers["Location"]) == (
            301,
            "https://testserver/en/",
        )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/robots.txt", "/sitemap.xml", "/healthz/live", "/.well-known/security.txt"]
)
def test_they_take_no_input_and_set_no_cookie(client: Client, path: str) -> None:
    make_site()
    for method in ("post", "put", "delete"):
        assert getattr(client, method)(path, secure=True).status_code == 405
    for method in ("get", "head"):
        response = getattr(client, method)(path, secure=True)
        assert response.status_code == 200
        assert response.cookies.output() == ""
        assert response.headers.get("Vary") is None
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz/live", "/healthz/ready"])
def test_the_machine_itself_may_ask_under_any_name_over_plain_http(client, settings, path) -> None:
    settings.ALLOWED_HOSTS = ["sanad.example"]
    settings.SECURE_SSL_REDIRECT = True
    response = client.get(path, headers={"host": "127.0.0.1:8000"})
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert response.cookies == {}


def test_a_static_file_is_for_our_own_pages_alone(client) -> None:
    response = client.get("/static/css/sanad.css")
    assert response.status_code == 200
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in response
