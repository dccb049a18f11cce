"""A visitor without scripts: opens pages, fills in forms, presses buttons."""

import re

from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from support.domain import contacting
from vault.domain import records
from vault.domain.messages import read_messages

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
TERMS = ("contact", "safe_hours", "may_leave_message")
BODY = "My landlord wants me out by Friday."


def soup(response: HttpResponse) -> BeautifulSoup:
    """Return the parsed page."""
    return BeautifulSoup(response.content, "html.parser")


def hidden(response: HttpResponse, *, name: str, form: int = 0) -> str | None:
    """Return the value of a hidden field of the page's `form`, or nothing."""
    field = soup(response).main.find_all("form")[form].find("input", {"name": name})
    return field["value"] if field else None


def token(response: HttpResponse) -> str:
    """Return the token of the page's first form."""
    return hidden(response, name="form_token")


def code(response: HttpResponse) -> str:
    """Return the twenty digits of a return code that the page shows."""
    shown = soup(response).main.find(class_="return-code__digits")
    assert shown["dir"] == "ltr"
    groups = shown.get_text().split()
    assert [len(group) for group in groups] == [4] * 5
    return "".join(groups)


def title(response: HttpResponse) -> str:
    """Return the document's title."""
    return re.sub(r"\s+", " ", soup(response).title.get_text()).strip()


def heading(response: HttpResponse) -> str:
    """Return the text of the one first heading."""
    (found,) = soup(response).find_all("h1")
    return found.get_text(strip=True)


def summary_errors(response: HttpResponse) -> list[tuple[str | None, str]]:
    """Return where each line of the error summary leads, and what it says."""
    return [
        (line.a["href"] if line.a else None, re.sub(r"\s+", " ", line.get_text()).strip())
        for line in soup(response).select(".error-summary li")
    ]


def kept(response: HttpResponse, name: str) -> str:
    """Return what the page holds in a field, visible or hidden."""
    field = soup(response).main.find(["textarea", "input"], {"name": name})
    if field.name == "textarea":
        return field.text.removeprefix("\n")  # HTML drops one line end after the tag
    if field.get("type") in {"radio", "checkbox"}:
        chosen = soup(response).main.find("input", {"name": name, "checked": True})
        return chosen["value"] if chosen else ""
    return field.get("value", "")


def sealed_payload(typed: str) -> dict:
    """Return what lies behind a code: the words of the first message, and the terms of contact."""
    record = records.open_by_code(keys=records.stretch_code(typed=typed))
    terms = contacting.read_contact(record=record)
    return {**read_messages(record=record)[0].payload, **{name: terms[name] for name in TERMS}}


class Visitor:
    """Somebody in front of a browser that says where a post comes from."""

    def __init__(self, *, language: str = "en", headers: dict | None = None) -> None:
        self.language = language
        self.client = Client()
        self.headers = SAME_ORIGIN if headers is None else headers

    def path(self, tail: str) -> str:
        """Return an address in the visitor's language."""
        return f"/{self.language}/{tail}"

    def get(self, tail: str, **extra) -> HttpResponse:
        """Open a page."""
        return self.client.get(self.path(tail), **extra)

    def post(self, tail: str, data: dict, *, headers: dict | None = None, **extra) -> HttpResponse:
        """Send a form."""
        headers = self.headers if headers is None else headers
        return self.client.post(self.path(tail), data, headers=headers, **extra)

    def answers(self, opened, **changes) -> dict:
        """Return a filled-in form with a fresh token; `changes` replace single answers."""
        return {
            "form_token": token(self.get("support/")),
            "topic": opened.topics[0].code,
            "urgency": "days",
            "language": "en",
            "region": "",
            "body": BODY,
            "contact": "",
            "safe_hours": "",
            "may_leave_message": "",
            **changes,
        }

    def send(self, answers: dict) -> HttpResponse:
        """Press the last button."""
        return self.post("support/", {**answers, "step": "send"})

    def come_back(self, typed: str) -> HttpResponse:
        """Type a return code."""
        form_token = token(self.get("return/"))
        return self.post("return/", {"form_token": form_token, "code": typed})

    def ask_and_come_back(self, opened, **changes) -> HttpResponse:
        """Send a request, type its code, and return the page of the conversation."""
        self.code = code(self.send(self.answers(opened, **changes)))
        response = self.come_back(self.code)
        assert response.status_code == 302
        return self.client.get(response["Location"])
