"""What a visitor sees behind their code, and what happens to it meanwhile, for tests."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from support.domain import conversing
from support.models import HelpRequest
from tests.factories.vault import unlocked
from tests.support.visitor import Visitor, hidden, soup, token
from vault.models import OpenReturn

COOKIE = "__Host-return"
PAGE = "support/conversation/"
CONTACT = "support/conversation/contact/"
SHUT_OUT = "support/conversation/shut-out/"
DELETE = "support/conversation/delete/"


def request_of(_visitor: Visitor) -> HelpRequest:
    """Return the one request whose code is open."""
    return HelpRequest.objects.get(envelope__in=OpenReturn.objects.values("envelope"))


def request_of_another() -> HelpRequest:
    """Return the one request whose code is not open."""
    return HelpRequest.objects.exclude(envelope__in=OpenReturn.objects.values("envelope")).get()


def signed(page: HttpResponse, **fields) -> dict:
    """Return what a form of this page sends, with these fields filled in."""
    return {
        "form_token": token(page),
        "conversation": hidden(page, name="conversation"),
        **fields,
    }


def further(page: HttpResponse, body: str) -> dict:
    """Return what the form for a further message sends."""
    return signed(page, body=body)


def said(page: HttpResponse) -> list[tuple[str, str]]:
    """Return author and words of each message on the page."""
    return [
        (line.find(class_="message__author").get_text(strip=True), line.find(dir="auto").get_text())
        for line in soup(page).select("ol.conversation > li")
    ]


def section(page: HttpResponse, name: str) -> str:
    """Return what the section under the heading with this id says, white space folded."""
    found = soup(page).main.find(attrs={"aria-labelledby": name})
    return " ".join(found.get_text(" ").split())


def staff_open(request: HelpRequest) -> None:
    """Open a request as whoever answers it."""
    conversing.open_request(request=request, key=unlocked(request.assigned_to.user))


def staff_answers(visitor: Visitor, body: str) -> None:
    """Open and answer the request whose code is open."""
    request = request_of(visitor)
    staff_open(request)
    conversing.answer_request(request=request, body=body, alias=request.assigned_to.alias_en)


def idle() -> None:
    """Let the time pass after which an open code is closed."""
    limit = timedelta(seconds=settings.VAULT_IDLE_SECONDS)
    OpenReturn.objects.update(used_at=timezone.now() - limit)
