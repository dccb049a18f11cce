"""Addresses of the request form, and of the conversation behind a return code."""

from django.urls import path

from support import views

app_name = "support"
urlpatterns = [
    path("", views.ask, name="request"),
    path("conversation/", views.conversation, name="conversation"),
    path("conversation/delete/", views.delete, name="delete"),
]
