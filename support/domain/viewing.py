"""Keeps choices of the inbox's filters under names of a volunteer's own."""

from django.db import IntegrityError, transaction

from support.models import SavedView, VolunteerProfile

MOST_VIEWS = 12  # tabs that a phone can still show


class NameTaken(Exception):
    """The person has a view of this name."""


class TooManyViews(Exception):
    """The person has as many views as can be shown."""


def save_view(*, profile: VolunteerProfile, name: str, query: str) -> SavedView:
    """Keep a choice of filters.

    Args:
        profile: whose view it is; nobody else sees it.
        name: cleaned text. It is stored in the open.
        query: of the inbox's address, known values only.

    Raises:
        NameTaken, TooManyViews
    """
    with transaction.atomic():
        # Locked, so that two browsers do not save one view too many.
        VolunteerProfile.objects.select_for_update().get(pk=profile.pk)
        if profile.saved_views.count() >= MOST_VIEWS:
            raise TooManyViews
        try:
            with transaction.atomic():
                return SavedView.objects.create(profile=profile, name=name, query=query)
        except IntegrityError as error:
            raise NameTaken from error


def rename_view(*, view: SavedView, name: str) -> None:
    """Give a view another name.

    Raises:
        NameTaken
    """
    view.name = name
    try:
        with transaction.atomic():
            view.save(update_fields=["name"])
    except IntegrityError as error:
        raise NameTaken from error


def delete_view(*, view: SavedView) -> None:
    """Forget a view; the requests in it are not touched."""
    view.delete()
