"""A volunteer at the desk: signs in, unlocks, reads, answers."""

import re
from dataclasses import dataclass, field
from uuid import uuid4

from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.factories.vault import PASSPHRASE


def sign_in(user: User) -> Client:
    """Return a browser in which `user`, who may enter the admin, is signed in."""
    user.user_permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    client = Client()
    client.force_login(user)
    return client


def soup(response: HttpResponse) -> BeautifulSoup:
    """Return the parsed page."""
    return BeautifulSoup(response.content, "html.parser")


def text(response: HttpResponse) -> str:
    """Return what the page's content says, white space folded."""
    return re.sub(r"\s+", " ", soup(response).find(class_="desk").get_text(" ")).strip()


def address(request, name: str = "request") -> str:
    """Return the address of a request for help at the desk."""
    return reverse(f"support_desk:{name}", args=[request.pk if request else uuid4()])


@dataclass
class Desk:
    """One person's desk, in one browser."""

    user: User
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = sign_in(self.user)

    def unlock(self, passphrase: str = PASSPHRASE, **data) -> HttpResponse:
        """Send the passphrase."""
        return self.client.post(reverse("vault_desk:unlock"), {"passphrase": passphrase, **data})

    def inbox(self, **query) -> HttpResponse:
        """Open the inbox."""
        return self.client.get(reverse("support_desk:inbox"), query)

    def cards(self, **query) -> list[str]:
        """Return the addresses of the requests that the inbox lists, in its order."""
        return [link["href"] for link in soup(self.inbox(**query)).select(".desk-card__title a")]

    def open(self, request) -> HttpResponse:
        """Open a request."""
        return self.client.get(address(request))

    def token(self, request) -> str:
        """Return the token of a fresh reply form."""
        page = soup(self.open(request))
        return page.find("input", {"name": "message_token"})["value"]

    def reply(self, request, body: str, *, token: str = "", **data) -> HttpResponse:
        """Send an answer."""
        return self.client.post(address(request), {"body": body, "message_token": token, **data})

    def post(self, request, name: str, data: dict | None = None) -> HttpResponse:
        """Send a form of one of a request's further pages."""
        return self.client.post(address(request, name), data or {})

    def step_in(self, request, *, reason: str = "coordinates") -> HttpResponse:
        """Say why one reads what another one answers."""
        return self.post(request, "step_in", {"reason": reason})
