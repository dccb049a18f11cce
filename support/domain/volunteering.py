"""What volunteers decide about their own work."""

from support.models import VolunteerProfile


def set_availability(*, profile: VolunteerProfile, is_available: bool) -> None:
    """Say whether new requests may be routed to this volunteer; open ones stay with them."""
    profile.is_available = is_available
    profile.save(update_fields=["is_available"])
