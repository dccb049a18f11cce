"""The inbox narrowed by state, by who answers, by facets and age, and counted."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from support.models import Exclusion, HelpRequest, ReadMark, VolunteerProfile
from tests.factories import support, vault
from tests.factories.inboxes import fill_inbox
from tests.support.desk import Desk, address, soup, text
from vault.models import Grant, SealedMessage

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # noon, so that no test meets midnight


@pytest.fixture(autouse=True)
def one_factor(settings) -> None:
    """Signing in with two factors is tested elsewhere."""
    settings.WAGTAIL_2FA_REQUIRED = False


@pytest.fixture(autouse=True)
def noon(monkeypatch) -> None:
    """Stop the clock: what is "today" must not change within a test."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def open_(open_form) -> support.OpenForm:
    """Terms, levels and people."""
    return open_form


@pytest.fixture
def me(open_form) -> VolunteerProfile:
    """The volunteer whose inbox it is."""
    return open_form.volunteers[0]


def make(me: VolunteerProfile, *, hours: float = 0, **fields) -> HelpRequest:
    """Make one request that came some hours ago."""
    row = fill_inbox(
        me,
        1,
        now=timezone.now().replace(second=0, microsecond=0) - timedelta(hours=hours),
        **fields,
    )[0]
    row.refresh_from_db()
    return row


def found(me: VolunteerProfile, **query) -> set[str]:
    """Return the addresses of the requests that the inbox lists."""
    return set(Desk(me.user).cards(**query))


def addresses(*rows: HelpRequest) -> set[str]:
    """Return the addresses of requests."""
    return {address(row) for row in rows}


def labels(page, selector: str) -> list[str]:
    """Return what links say."""
    return [link.get_text(" ", strip=True) for link in page.select(selector)]


# Order


def test_order_is_unanswered_then_urgent_then_longest_wait_then_latest(me):
    days_old = make(me, urgency="days", hours=50)
    days_new = make(me, urgency="days", hours=2)
    urgent = make(me, urgency="now", hours=1)
    weeks = make(me, urgency="weeks", hours=200)
    answered_old = make(me, urgency="now", status="answered", hours=90)
    answered_new = make(me, urgency="weeks", status="answered", hours=3)
    order = [urgent, days_old, days_new, weeks, answered_new, answered_old]
    assert Desk(me.user).cards() == [address(row) for row in order]


def test_a_second_message_or_a_new_clock_sends_nobody_to_the_end(me):
    wrote_twice = make(me, urgency="days", hours=30, last_message_at=NOW)
    new_clock = make(me, urgency="days", hours=20, waiting_since=NOW)
    between = make(me, urgency="days", hours=25)
    order = [wrote_twice, between, new_clock]
    assert Desk(me.user).cards() == [address(row) for row in order]


# States


def states(me: VolunteerProfile) -> dict[str, HelpRequest]:
    """Make a request in each state; those that are not overdue say so in their name."""
    return {
        "new": make(me, urgency="now"),
        "waiting": make(me, urgency="weeks", status="waiting"),
        "overdue": make(me, urgency="now", hours=3),
        "opened": make(me, urgency="now", hours=3, acknowledged_at=NOW),
        "answered": make(me, urgency="now", hours=9, status="answered"),
        "closed": make(me, urgency="now", hours=9, status="closed", closed_at=NOW),
        "held": make(me, urgency="now", hours=3, is_held=True),
        "held-closed": make(me, hours=3, is_held=True, status="closed", closed_at=NOW),
    }


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("needs-answer", {"new", "waiting", "overdue", "opened"}),
        ("overdue", {"overdue"}),
        ("open", {"new", "waiting", "overdue", "opened", "answered"}),
        ("answered", {"answered"}),
        ("held", {"held"}),
        ("closed", {"closed", "held-closed"}),
    ],
)
def test_each_state_lists_exactly_its_requests_and_counts_them(me, show, names):
    rows = states(me)
    assert found(me, show=show) == addresses(*(rows[name] for name in names))
    page = soup(Desk(me.user).inbox(show=show))
    chosen = page.select_one(".desk-filters a[aria-current]")
    assert chosen.select_one(".desk-count").get_text() == str(len(names))


def test_counts_stand_at_each_state(me):
    states(me)
    assert labels(soup(Desk(me.user).inbox()), ".desk-filters a") == [
        "Open 5",
        "Needs an answer 4",
        "Overdue 1",
        "Answered 1",
        "Held for review 1",
        "Closed 2",
    ]


def test_the_pile_is_named_where_there_is_one_and_always_to_coordinators(open_form, me):
    make(me)
    make(open_form.coordinator)
    named = "Held for review 0"
    assert named not in labels(soup(Desk(me.user).inbox()), ".desk-filters a")
    assert named in labels(soup(Desk(open_form.coordinator.user).inbox()), ".desk-filters a")


@pytest.mark.parametrize(
    ("urgency", "is_held", "hours", "is_overdue"),
    [
        ("now", False, 1.9, False),
        ("now", False, 2, True),
        ("now", True, 5.9, False),
        ("now", True, 6, True),
    ],
)
def test_overdue_begins_when_the_hours_are_over(me, urgency, is_held, hours, is_overdue):
    row = make(me, urgency=urgency, is_held=is_held, hours=hours)
    card = soup(Desk(me.user).inbox(show="held" if is_held else "open"))
    assert bool(card.select(".desk-tag--late")) is is_overdue
    assert address(row) in str(card)


# Facets


def test_each_facet_leaves_exactly_its_requests(open_form, me):
    topic, region = open_form.topics[1], open_form.regions[1]
    arabic = support.make_language("ar")
    other = make(me, topic=open_form.topics[0], urgency="days")
    rows = {
        "topic": (topic.code, make(me, topic=topic, urgency="days")),
        "region": (region.code, make(me, region=region, urgency="days")),
        "language": (arabic.code, make(me, language=arabic, urgency="days")),
        "urgency": ("weeks", make(me, urgency="weeks")),
    }
    for name, (code, row) in rows.items():
        assert found(me, **{name: code}) == addresses(row)
    assert found(me) == addresses(other, *(row for _code, row in rows.values()))
    without = [row for name, (_code, row) in rows.items() if name != "topic"]
    assert found(me, topic="-") == addresses(*without)


def test_facets_narrow_together_and_each_can_be_removed(open_form, me):
    topic = open_form.topics[1]
    both = make(me, topic=topic, urgency="now")
    make(me, topic=topic, urgency="weeks")
    make(me, topic=open_form.topics[0], urgency="now")
    assert found(me, topic=topic.code, urgency="now") == addresses(both)
    page = soup(Desk(me.user).inbox(topic=topic.code, urgency="now", show="open"))
    chips = page.select(".desk-chips a")
    assert [chip["href"] for chip in chips] == [
        f"?show=open&topic={topic.code}",
        "?show=open&urgency=now",
        "?show=open",
    ]
    assert "Urgent: today" in chips[0].get_text()


def test_who_answers_leaves_exactly_theirs(open_form, me):
    other = open_form.volunteers[1]
    rows = {
        "mine": make(me, assigned_to=me, backup=other),
        "standing-by": make(me, assigned_to=other, backup=me),
        "coordinators": make(me),
    }
    for who, row in rows.items():
        assert found(me, who=who) == addresses(row)


def test_ages_leave_and_count_exactly_theirs(me):
    today = make(me, received_at=NOW)
    days = make(me, received_at=NOW - timedelta(days=3))
    weeks = make(me, received_at=NOW - timedelta(days=8))
    months = make(me, received_at=NOW - timedelta(days=31))
    assert found(me, age="today") == addresses(today)
    assert found(me, age="week") == addresses(today, days)
    assert found(me, age="over-week") == addresses(weeks, months)
    assert found(me, age="over-month") == addresses(months)
    assert labels(soup(Desk(me.user).inbox()), ".desk-ages a") == [
        "From today 1",
        "From the last 7 days 2",
        "Older than a week 2",
        "Older than a month 1",
    ]


def test_counts_agree_with_what_their_links_lead_to(open_form, me):
    topic = open_form.topics[0]
    states(me)
    make(me, topic=topic, hours=300)
    make(me, topic=topic, status="answered", hours=1)
    desk = Desk(me.user)
    for query in ({}, {"age": "over-week"}, {"topic": topic.code, "show": "answered"}):
        page = soup(desk.inbox(**query))
        for link in page.select(".desk-filters a, .desk-ages a:not([aria-current])"):
            there = soup(desk.client.get(reverse("support_desk:inbox") + link["href"]))
            count = int(link.select_one(".desk-count").get_text())
            assert len(there.select(".desk-card")) == count, link["href"]


def test_unread_is_what_was_written_since_the_person_was_here(me):
    never_opened, read, written_again = (make(me) for _ in range(3))
    for row in (read, written_again):
        ReadMark.objects.create(request=row, profile=me, number=1)
    SealedMessage.objects.create(
        envelope=written_again.envelope, direction="visitor", number=2, sealed=b"x", sent_at=NOW
    )
    assert found(me, unread="yes") == addresses(never_opened, written_again)
    assert len(soup(Desk(me.user).inbox()).select(".desk-tag--unread")) == 2


# Nonsense, emptiness and pages


NONSENSE = [
    {"show": "<script>"},
    {"show": ""},
    {"p": "x"},
    {"p": "999"},
    {"p": "-1"},
    {"topic": "nobody' OR 1=1"},
    {"age": "yesterday"},
    {"who": "\x00"},
    {"unread": "<b>"},
    {"select": "<script>alert(1)</script>"},
    {"q": "kestrel"},
]


@pytest.mark.parametrize("query", NONSENSE, ids=str)
def test_nonsense_in_the_address_is_taken_calmly(me, query):
    row = make(me)
    response = Desk(me.user).inbox(**query)
    assert response.status_code == 200
    assert [link["href"] for link in soup(response).select(".desk-card__title a")] == [address(row)]
    assert "alert(1)" not in response.content.decode()


def test_a_topic_that_was_deleted_since_is_ignored(open_form, me):
    topic = open_form.topics[2]
    row = make(me, topic=topic)
    topic.delete()
    assert found(me, topic=topic.code) == addresses(row)


def test_nothing_found_says_so_and_offers_to_clear(me):
    make(me, urgency="weeks")
    page = soup(Desk(me.user).inbox(show="open", urgency="now"))
    assert "No requests of this kind." in page.get_text()
    assert page.select_one(".desk-empty a")["href"] == "?show=open"
    assert not soup(Desk(me.user).inbox(show="answered")).select(".desk-empty a")


def test_nothing_at_all_offers_no_filters(me):
    page = soup(Desk(me.user).inbox())
    assert "No requests are entrusted to you yet." in page.get_text()
    assert not page.select(".desk-filters, .desk-narrow")


def test_pages_keep_the_filters_and_one_that_is_not_there_is_the_last(me):
    fill_inbox(me, 27, urgency="now")
    make(me, urgency="weeks")
    desk = Desk(me.user)
    assert len(desk.cards(urgency="now")) == 25
    assert len(desk.cards(urgency="now", p="2")) == 2
    assert desk.cards(urgency="now", p="99") == desk.cards(urgency="now", p="2")
    page = soup(desk.inbox(urgency="now", p="2"))
    assert "Page 2 of 2" in page.get_text(" ")
    assert page.find("a", rel="prev")["href"] == "?show=open&urgency=now&p=1"


# Who sees what


def test_others_requests_are_neither_listed_nor_counted(open_form, me):
    mine = make(me)
    shut_out = make(me, urgency="now")
    Exclusion.objects.create(request=shut_out, profile=me, why="shut_out")
    make(open_form.volunteers[1])
    revoked = make(me)
    Grant.objects.filter(envelope=revoked.envelope).delete()
    assert found(me) == addresses(mine)
    page = soup(Desk(me.user).inbox())
    assert labels(page, ".desk-filters a") == [
        "Open 1",
        "Needs an answer 1",
        "Overdue 0",
        "Answered 0",
        "Closed 0",
    ]
    home = Desk(me.user).client.get(reverse("wagtailadmin_home"))
    assert "1 request needs an answer." in home.content.decode()


def test_superuser_without_a_grant_sees_an_empty_inbox(me):
    make(me)
    root = support.make_volunteer(user=vault.UserFactory(is_superuser=True))
    assert found(root) == set()
    assert "No requests are entrusted to you yet." in text(Desk(root.user).inbox())


def test_nobody_without_a_profile_has_an_inbox(me):
    assert Desk(vault.UserFactory(is_superuser=True)).inbox().status_code == 404


# Nine are of the admin: session, person, rights, profile, languages and what menus show. The
# others: terms, times, hours, counts, order, rows, views, key.
INBOX_QUERIES = 20


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_inbox_asks_the_database_equally_often(open_form, me, django_assert_num_queries, rows):
    fill_inbox(me, rows, topic=open_form.topics[0], region=open_form.regions[0], assigned_to=me)
    desk = Desk(me.user)
    desk.inbox()  # what is read once per process
    with django_assert_num_queries(INBOX_QUERIES):
        assert len(desk.cards(urgency="", show="open")) == min(rows, 25)
