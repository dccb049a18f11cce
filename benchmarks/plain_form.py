"""A plain Django form that stores what was typed: the reference for what sealing costs."""

from datetime import timedelta

from django import forms
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.views.decorators.csrf import csrf_exempt

from config.urls import urlpatterns as site


class PlainForm(forms.Form):
    """The same number of fields as the request form."""

    topic = forms.CharField()
    urgency = forms.CharField()
    language = forms.CharField()
    region = forms.CharField(required=False)
    body = forms.CharField()


@csrf_exempt  # as the request form is; nothing here is ever served
def take_in(request: HttpRequest) -> HttpResponse:
    """Validate a form and store one row."""
    form = PlainForm(request.POST)
    if form.is_valid():
        Session.objects.create(
            session_key=get_random_string(32),
            session_data=form.cleaned_data["body"],
            expire_date=timezone.now() + timedelta(days=1),
        )
    return HttpResponse("taken in")


urlpatterns = [path("plain/", take_in), *site]
