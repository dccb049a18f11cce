"""A code that is unknown, malformed, deleted, purged: one answer, at one and the same cost."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from support.domain import conversing, deleting, retaining
from support.models import HelpRequest, Tally
from tests.factories.support import submit
from tests.support.visitor import Visitor, token
from vault.crypto import return_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def codes(open_form, monkeypatch) -> dict[str, str]:
    """Codes that open nothing, each for another reason, while others do."""
    monkeypatch.setattr(retaining, "erase_freed_rows", lambda: True)  # not within a transaction
    deleted, purged, stays = (submit(open_form, body=f"Number {n}") for n in range(3))
    conversing.close_request(request=purged.request)
    retaining.warn_and_purge(now=timezone.now() + timedelta(days=31))
    deleting.delete_request(envelope=deleted.request.envelope)
    assert list(HelpRequest.objects.all()) == [stays.request]
    assert {row.what for row in Tally.objects.all()} >= {"deleted", "purged"}
    return {
        "unknown": return_code.generate(),
        "malformed": "12 monkeys",
        "deleted": deleted.code,
        "purged": purged.code,
    }


def test_answer_and_cost_are_the_same(codes, monkeypatch):
    runs, real = [], return_code.stretch
    monkeypatch.setattr(
        return_code, "stretch", lambda *args, **kwargs: runs.append(1) or real(*args, **kwargs)
    )
    seen = {}
    for why, typed in codes.items():
        visitor = Visitor()
        form_token = token(visitor.get("return/"))
        runs.clear()
        with CaptureQueriesContext(connection) as queries:
            page = visitor.post("return/", {"form_token": form_token, "code": typed})
        body = page.content.decode().replace(token(page), "-").replace(typed, "-")
        seen[why] = page.status_code, dict(page.cookies), body, len(runs), len(queries)
    assert len({repr(answer) for answer in seen.values()}) == 1
    status, cookies, _body, argon2id_runs, _queries = seen["unknown"]
    assert (status, cookies, argon2id_runs) == (200, {}, 1)
