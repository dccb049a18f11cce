"""The directory's terms: kinds of service, whom services are for, languages that are spoken."""

from wagtail.admin.panels import ObjectList

from core.vocabulary import SpokenLanguage
from resources.desk.directory_base import TermForm, TermViewSet, term_panels
from resources.models import Audience, ServiceKind


class ServiceKindViewSet(TermViewSet):
    """Kinds of service."""

    model = ServiceKind
    name = "service-kinds"
    icon = "tag"
    edit_handler = ObjectList(term_panels(), base_form_class=TermForm)


class AudienceViewSet(TermViewSet):
    """Whom services are for."""

    model = Audience
    name = "service-audiences"
    icon = "group"
    edit_handler = ObjectList(term_panels(), base_form_class=TermForm)


class SpokenLanguageViewSet(TermViewSet):
    """Languages that are spoken at services."""

    model = SpokenLanguage
    name = "spoken-languages"
    icon = "globe"
    edit_handler = ObjectList(term_panels(), base_form_class=TermForm)
