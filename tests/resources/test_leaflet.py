"""Sending a page on: words to copy, plain text, a leaflet; and nothing of a page that is closed."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from resources.models import ArticlePage, MythPage
from resources.plain_text import plain_text_of
from resources.qr import QUIET, QrCode
from tests.contracts.html import Answer, foreign, inline_code, loads
from tests.factories.pages import make_both, make_page, make_site, translate

ENDS = ("text/", "leaflet/")


class TestPlainText:
    def test_paragraphs_lists_and_addresses(self) -> None:
        html = (
            "<h2>A heading</h2><p>One <b>two</b>\n three &amp; four.</p><ol><li>a</li><li><p>b</p>"
            '</li></ol><ul><li>c</li></ul><p>See <a href="/en/x/">here</a>, '
            '<a href="https://a.example/">there</a>, <a href="#a">up</a>.</p>'
            '<img alt="A tree" src="/x"><script>no()</script>'
        )
        assert plain_text_of(html).split("\n\n") == [
            "A heading",
            "One two three & four.",
            "1. a",
            "2. b",
            "- c",
            f"See here ({settings.SITE_URL}/en/x/), there (https://a.example/), up.",
            "A tree",
        ]


class TestCode:
    def test_it_is_drawn_as_it_was_made(self) -> None:
        """Drawn back from the path, the modules are those of the library."""
        import segno

        address = f"{settings.SITE_URL}/ar/resources/%D9%87%D9%88%D9%8A%D8%A7%D8%AA/"
        code = QrCode(address)
        drawn = set()
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path):
            drawn |= {(int(x) + step, int(y)) for step in range(int(length))}
        rows = list(segno.make(address, error="l", micro=False).matrix)
        assert drawn == {
            (x + QUIET, y + QUIET)
            for y, row in enumerate(rows)
            for x, is_black in enumerate(row)
            if is_black
        }
        assert code.size == len(rows) + 2 * QUIET
        assert re.sub(r"[Mhvz\d -]", "", code.path) == ""  # a path and nothing else


@pytest.mark.django_db
class TestShared:
    def test_the_words_to_copy_name_neither_us_nor_the_myth(self) -> None:
        both = make_both(MythPage, title="A fact", summary_text="In short.", myth="THE-MYTH")
        for page in both.values():
            answer = Answer.to(Client(), page.url)
            field = answer.one("textarea#share-text")
            assert field.has_attr("readonly")
            assert answer.one("label[for=share-text]").get_text(strip=True)
            words = field.get_text().strip()
            assert words == f"{page.title}\n\n{page.summary}\n\n{settings.SITE_URL}{page.url}"
            assert not re.search("Sanad|سند(?!/)", words.replace(settings.SITE_URL, ""))
            hrefs = {link["href"] for link in answer.soup.select(".share a")}
            assert hrefs == {page.url + end for end in ENDS}

    def test_the_plain_text_has_all_parts_and_sources_in_order(self) -> None:
        fields = {
            "title": "THE-TITLE",
            "summary_text": "SHORT",
            "fact": "<p>FACT [1]</p>",
            "myth": "MYTH",
            "why_misleading": "<p>WHY [2]</p>",
            "fact_again": "<p>AGAIN</p>",
        }
        for code, page in make_both(MythPage, sources=2, **fields).items():
            response = Client().get(page.url + "text/", secure=True)
            assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
            assert response.headers["Content-Language"] == code
            assert response.headers["Cache-Control"] == "no-store"
            assert response.headers["X-Robots-Tag"] == "noindex"
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert response.cookies.output() == ""
            text = response.content.decode()
            order = ["THE-TITLE", "SHORT", "FACT [1]", "MYTH", "WHY [2]", "AGAIN", "[1] title 0"]
            order += ["https://source.example/0", "[2] title 1", settings.SITE_URL + page.url]
            places = [text.index(words) for words in order]
            assert places == sorted(places)
            assert text.count("MYTH") == 1
            assert not re.search("<[a-z]", text)

    def test_an_article_s_text_holds_every_block(self) -> None:
        page = make_page(ArticlePage)
        text = Client().get(page.url + "text/", secure=True).content.decode()
        for name in ("paragraph", "heading", "quote", "callout"):
            assert f"of a {name}" in text or "Words of" in text
        assert "https://elsewhere.example/" in text

    def test_the_leaflet_fits_its_page_in_both_languages(self) -> None:
        both = make_both(MythPage, title="A fact", fact="<p>FACT [1]</p>", myth="THE-MYTH")
        for code, page in both.items():
            answer = Answer.to(Client(), page.url + "leaflet/")
            assert answer.one("html")["lang"] == code
            sheet = answer.one("article.leaflet")
            assert page.title in sheet.get_text()
            assert page.summary in sheet.get_text()
            assert "FACT" in sheet.get_text()
            assert "[1]" not in sheet.get_text()  # the sources are not on it
            assert "THE-MYTH" not in sheet.get_text()
            assert not re.search("Sanad|سند", sheet.get_text().replace(settings.SITE_URL, ""))
            code_ = sheet.select_one("svg[role=img] path")
            assert code_["d"] == QrCode(settings.SITE_URL + page.url).path
            assert answer.one("meta[name=robots]")["content"] == "noindex"
            assert answer.soup.select("link[rel=canonical], link[hreflang], meta[property]") == []
            other = both["ar" if code == "en" else "en"]
            assert answer.one("nav.languages a")["href"] == other.url + "leaflet/"
            assert inline_code(answer.soup) == []
            assert foreign(loads(answer.soup)) == []
            assert answer.header("Cache-Control") == "no-store"
            assert answer.response.cookies.output() == ""
            # It says its title once: the sheet's.
            assert len(answer.soup.find_all("h1")) == 1

    @pytest.mark.parametrize("how", ["type", "page"])
    def test_of_a_discreet_page_only_the_neutral_title_goes_on(self, how, monkeypatch) -> None:
        fields = {"title": "Quite revealing", "summary_text": "Telling."}
        if how == "type":
            monkeypatch.setattr(MythPage, "is_discreet", True)
        else:
            fields["discreet_title"] = "A note"
        page = make_page(MythPage, **fields)
        neutral = "Something to read" if how == "type" else "A note"
        words = Answer.to(Client(), page.url).one("#share-text").get_text().strip()
        assert words == f"{neutral}\n\n{settings.SITE_URL}{page.url}"
        text = Client().get(page.url + "text/", secure=True).content.decode()
        assert text.startswith(f"{neutral}\n")
        assert "Quite revealing" not in text
        head = str(Answer.to(Client(), page.url + "leaflet/").one("head"))
        assert not [secret for secret in fields.values() if secret != "A note" and secret in head]

    @pytest.mark.parametrize("end", ENDS)
    def test_of_what_not_everybody_may_read_there_is_nothing(self, end: str) -> None:
        client = Client()
        page = make_page(MythPage)
        arabic = translate(page, publish=False)
        assert client.get(page.url + end, secure=True).status_code == 200
        assert client.get((arabic.url or "/ar/x/") + end, secure=True).status_code == 404
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        assert client.get(page.url + end, secure=True).status_code == 404
        PageViewRestriction.objects.all().delete()
        PageViewRestriction.objects.create(
            page=make_site().en, restriction_type=PageViewRestriction.LOGIN
        )
        assert client.get(page.url + end, secure=True).status_code == 404
        PageViewRestriction.objects.all().delete()
        page.unpublish()
        assert client.get(page.url + end, secure=True).status_code == 404

    def test_no_other_address_below_a_page_answers_and_none_takes_input(self) -> None:
        client, page = Client(), make_page(ArticlePage)
        for end in ("text/leaflet/", "leaflet/x/", "texts/", "x/"):
            assert client.get(page.url + end, secure=True).status_code == 404
        for end in ENDS:
            assert client.post(page.url + end, secure=True).status_code == 405
            assert client.head(page.url + end, secure=True).status_code == 200

    def test_they_cost_no_more_for_three_sources_than_for_one(self) -> None:
        from django.db import connection

        counts = set()
        for number in (1, 3):
            page = make_page(MythPage, sources=number)
            for end in ENDS:
                Client().get(page.url + end, secure=True)
                with CaptureQueriesContext(connection) as captured:
                    Client().get(page.url + end, secure=True)
                counts.add((end, len(captured)))
        assert len(counts) == len(ENDS)
