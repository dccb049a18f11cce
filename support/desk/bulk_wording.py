"""Words for what happens to several requests at once."""

from django.utils.translation import gettext_lazy as _

from support.domain.handing_over_many import Refusal
from support.models import VolunteerProfile

REFUSAL = {
    Refusal.GONE: _("It is not there any more, or not open to you any more."),
    Refusal.NOT_READABLE: _("You stand by for it: step in first."),
    Refusal.CLOSED: _("It is closed."),
    Refusal.EXCLUDED: _("This person must not have anything to do with it."),
    Refusal.ANSWERS_ALREADY: _("This person answers it already."),
    Refusal.NO_KEY: _("This person has no key any more."),
    Refusal.TOO_FEW: _("Too few people could open it then. Let whoever answered so far stand by."),
    Refusal.CHANGED: _("It was given a new key at this moment. Try again."),
    Refusal.DAMAGED: _(
        "It could not be opened: what is stored of it was damaged, or changed by somebody. "
        "Please tell whoever runs the site."
    ),
}


def name_with_load(profile: VolunteerProfile) -> str:
    """Return who could take requests over, with how many they have and take.

    Args:
        profile: one of `roster.volunteers()`.
    """
    said = (
        _("%(name)s (has %(load)d of %(capacity)d)")
        if profile.is_available
        else _("%(name)s (paused, has %(load)d of %(capacity)d)")
    )
    return str(said) % {
        "name": profile.alias,
        "load": profile.open_load,
        "capacity": profile.capacity,
    }
