"""Documents that editors offer: handed over as files, never run in the reader's browser."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from tests.factories.pages import make_site

pytestmark = pytest.mark.django_db


def make_document(name: str, content: bytes = b"<script>alert(1)</script>"):
    make_site()
    return get_document_model().objects.create(
        title="A leaflet",
        file=ContentFile(content, name=name),
        collection=Collection.get_first_root_node(),
    )


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "style.css", "code.js", "leaflet"])
def test_a_file_that_could_run_is_only_saved(client: Client, name: str) -> None:
    response = client.get(make_document(name).url, secure=True)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.cookies.output() == ""


def test_its_file_has_no_second_address(client: Client) -> None:
    document = make_document("leaflet.pdf")
    assert client.get(f"/media/{document.file.name}", secure=True).status_code == 404


def test_a_closed_collection_leads_to_the_one_sign_in(client: Client) -> None:
    document = make_document("leaflet.pdf")
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    response = client.get(document.url, secure=True)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in/?next=/documents/")
    assert client.cookies.output() == ""
