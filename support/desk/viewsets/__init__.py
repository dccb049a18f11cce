"""What coordinators edit without a developer.

Requests for help are not among it and never will be: Wagtail's listings, histories and exports
would show or copy them to people without a grant.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from support.desk.viewsets.answers import AnswerTemplateViewSet
from support.desk.viewsets.policy import PolicyViewSet
from support.desk.viewsets.questions import QuestionViewSet
from support.desk.viewsets.vocabulary import (
    AnswerLanguageViewSet,
    CrisisContactViewSet,
    RegionViewSet,
    TopicViewSet,
    UrgencyViewSet,
)
from support.desk.viewsets.volunteers import VolunteerViewSet


class HelpDeskSettings(ModelViewSetGroup):
    """The menu of what coordinators edit."""

    items = (
        TopicViewSet,
        QuestionViewSet,
        RegionViewSet,
        AnswerLanguageViewSet,
        UrgencyViewSet,
        CrisisContactViewSet,
        VolunteerViewSet,
        AnswerTemplateViewSet,
        PolicyViewSet,
    )
    menu_label = _("Desk settings")
    menu_name = "routing"  # no name may begin with another's: both would light up
    menu_icon = "sliders"
    menu_order = 310
