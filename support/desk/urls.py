"""Addresses of the desk, under the admin's `desk/`."""

from django.urls import include, path

from support.desk import (
    bulk,
    conversation,
    drafts,
    ending,
    handing_over,
    inbox,
    notes,
    pictures,
    pile,
    recusing,
    saved_views,
    sharing,
    stepping_in,
)

app_name = "support_desk"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("", include("support.desk.key_urls")),
    path("availability/", inbox.availability, name="availability"),
    path("views/", saved_views.views_page, name="views"),
    path("views/<int:view_id>/", saved_views.view_page, name="view"),
    path("views/<int:view_id>/delete/", saved_views.delete_view_page, name="delete_view"),
    path("several/", bulk.several, name="several"),
    path("several/hand-over/", bulk.hand_over_page, name="hand_over_several"),
    path("several/release/", pile.release, name="release_several"),
    path("several/delete/", pile.delete, name="delete_several"),
    path("ending/", ending.ending_page, name="ending"),
    path("<uuid:request_id>/keep/", ending.keep, name="keep"),
    path("<uuid:request_id>/", conversation.request_page, name="request"),
    path("<uuid:request_id>/picture/<uuid:file_id>/", pictures.picture, name="picture"),
    path("<uuid:request_id>/draft/", drafts.draft, name="draft"),
    path("<uuid:request_id>/note/", notes.note, name="note"),
    path("<uuid:request_id>/step-in/", stepping_in.step_in, name="step_in"),
    path("<uuid:request_id>/recuse/", recusing.recuse_page, name="recuse"),
    path("<uuid:request_id>/hand-over/", handing_over.hand_over_page, name="hand_over"),
    path("<uuid:request_id>/share/", sharing.share_page, name="share"),
    path("<uuid:request_id>/close/", conversation.close_page, name="close"),
    path("<uuid:request_id>/reopen/", conversation.reopen, name="reopen"),
]
