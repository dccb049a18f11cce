"""An editor reads, right after publishing, where the other language stands."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import RequestFactory
from django.utils import timezone
from wagtail_localize.models import StringTranslation

from bilingual.desk.after_publishing import after_publish_page
from home.models import StandardPage
from tests.bilingual.test_publishing import edit
from tests.factories.pages import make_both, make_page, translate

pytestmark = pytest.mark.django_db


def told(page: StandardPage) -> list[str]:
    request = RequestFactory().get("/")
    request.session = {}
    request._messages = FallbackStorage(request)
    after_publish_page(request, StandardPage.objects.get(pk=page.pk))
    return [str(message) for message in get_messages(request)]


def test_nothing_is_said_when_all_is_current() -> None:
    both = make_both(StandardPage)
    assert told(both["en"]) == []
    assert told(both["ar"]) == []
    assert told(make_page(StandardPage)) == []


def test_it_says_how_many_passages_wait() -> None:
    both = make_both(StandardPage, introduction="Old words")
    edit(both["en"], introduction="New words")
    assert ["keeps its earlier text until 1 passage" in text for text in told(both["en"])] == [True]


@pytest.mark.parametrize("whole", [True, False])
def test_it_says_whether_a_schedule_is_followed(whole: bool) -> None:
    page = make_page(StandardPage, live=False)
    translate(page, publish=False)
    if not whole:
        StringTranslation.objects.filter(context__path="title").delete()
    draft = StandardPage.objects.get(pk=page.pk)
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    draft.save_revision().publish()
    expected = "goes live at the same time" if whole else "does not go live with it"
    assert [expected in text for text in told(page)] == [True]
