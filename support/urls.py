"""Addresses of the request form, and of the conversation behind a return code."""

from django.urls import path

from support.views import (
    asking,
    contact,
    conversation,
    deleting,
    pictures,
    protection,
    shutting_out,
)

app_name = "support"
urlpatterns = [
    path("", asking.ask, name="request"),
    path("protection/", protection.protection, name="protection"),
    path("conversation/", conversation.conversation, name="conversation"),
    path("conversation/contact/", contact.contact, name="contact"),
    path("conversation/shut-out/", shutting_out.shut_out, name="shut_out"),
    path("conversation/picture/<uuid:file_id>/", pictures.picture, name="picture"),
    path("conversation/delete/", deleting.delete, name="delete"),
]
