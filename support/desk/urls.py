"""Addresses of the desk, under the admin's `desk/`."""

from django.urls import path

from support.desk import views

app_name = "support_desk"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("availability/", views.availability, name="availability"),
    path("<uuid:request_id>/", views.request_page, name="request"),
    path("<uuid:request_id>/share/", views.share_page, name="share"),
    path("<uuid:request_id>/close/", views.close_page, name="close"),
]
