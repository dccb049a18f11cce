"""The sitemap names what everybody may read, in every language, and nothing else."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Collection, Page, PageViewRestriction

from home.models import StandardPage
from resources.models import MythPage, ResourcesIndexPage
from tests.factories.pages import make_both, make_page, make_site, translate

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def entries(client) -> dict[str, dict[str, str]]:
    """Return each page's address with its alternates; one that is named twice fails.

    Services that pages point to are listed too: tests/resources/test_directory_sitemap.py.
    """
    response = client.get("/sitemap.xml", secure=True)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/xml"
    assert response.cookies.output() == ""
    urls = ElementTree.fromstring(response.content).findall(f"{SITEMAP}url")  # noqa: S314 - ours
    found = {
        url.find(f"{SITEMAP}loc").text: {
            link.get("hreflang"): link.get("href") for link in url.findall(LINK)
        }
        for url in urls
    }
    assert len(found) == len(urls)
    return {url: others for url, others in found.items() if "/resources/services/" not in url}


def absolute(page: Page) -> str:
    return f"https://sanad.example{page.url}"


def test_b9_sitemap_lists_all_locales(client) -> None:
    tree = make_site()
    index = make_both(ResourcesIndexPage)
    myth = make_both(MythPage)
    alone = make_page(StandardPage)
    hidden = hide_some()
    found = entries(client)
    expected = {}
    for both in ({"ar": tree.ar, "en": tree.en}, index, myth):
        names = {code: absolute(page) for code, page in both.items()}
        default = "https://sanad.example/" if both["ar"] == tree.ar else names["ar"]
        expected |= {url: {**names, "x-default": default} for url in names.values()}
    expected[absolute(alone)] = dict.fromkeys(("en", "x-default"), absolute(alone))
    assert found == expected
    assert not [path for path in hidden if any(path in address for address in found)]


def hide_some() -> list[str]:
    """Make pages that nobody may find, and return a part of each one's address."""
    draft = make_page(StandardPage, live=False, slug="a-draft")
    unpublished = make_page(StandardPage, slug="was-live")
    unpublished.unpublish()
    closed = make_page(StandardPage, slug="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    below = make_page(StandardPage, parent=closed, slug="below-closed")
    groups = make_page(StandardPage, slug="for-a-group")
    PageViewRestriction.objects.create(page=groups, restriction_type=PageViewRestriction.GROUPS)
    later = make_page(StandardPage, live=False, slug="goes-live-later")
    later.go_live_at = timezone.now() + timedelta(days=1)
    later.save_revision().publish()
    expired = make_page(StandardPage, slug="over")
    expired.expire_at = timezone.now() - timedelta(minutes=1)
    expired.save()
    call_command("publish_scheduled", verbosity=0)
    arabic_draft = make_page(StandardPage, live=False, slug="arabic-draft")
    translate(arabic_draft, publish=False, words={"slug": "مسودة-عربية"})
    hidden = [draft, unpublished, closed, below, groups, later, expired, arabic_draft]
    assert len({page.slug for page in hidden}) == 8
    return [page.slug for page in hidden]


def test_arabic_addresses_are_written_as_the_protocol_wants(client) -> None:
    page = make_both(StandardPage)["ar"]
    (address,) = [url for url in entries(client) if "standard" in url and "/ar/" in url]
    assert address.isascii()
    assert address == absolute(page)


def test_a_page_moved_out_of_a_closed_section_is_listed_again(client) -> None:
    closed = make_page(StandardPage)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    page = make_page(StandardPage, parent=closed)
    assert absolute(page) not in entries(client)
    page.move(make_site().en, pos="last-child")
    page = StandardPage.objects.get(pk=page.pk)
    assert absolute(page) in entries(client)


def test_a_neighbour_of_a_closed_page_is_listed(client) -> None:
    # Paths are compared by their beginning: 00010001000A is not below 00010001.
    closed, neighbour = make_page(StandardPage), make_page(StandardPage)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert absolute(closed) not in entries(client)
    assert absolute(neighbour) in entries(client)


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_the_database_once(client, number: int, django_assert_num_queries) -> None:
    make_site()
    for _ in range(number):
        make_both(StandardPage)
    entries(client)  # the addresses of sites are in the cache from here on
    with django_assert_num_queries(3):  # the site, the pages, and whether there are services
        assert len(entries(client)) == 2 + 2 * number


def test_open_pages_are_those_that_wagtail_calls_public() -> None:
    from core.selectors import open_to_all

    make_site()
    hide_some()
    make_both(MythPage)
    ours = set(open_to_all(Page.objects.live()).values_list("pk", flat=True))
    assert ours == set(Page.objects.live().public().values_list("pk", flat=True))
    assert Collection.get_first_root_node() is not None
