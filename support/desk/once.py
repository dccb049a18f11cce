"""Tells a form that was sent twice from one that was sent again with other words."""

import logging
from uuid import UUID, uuid4

from support.desk.forms import OnceForm
from support.desk.reading import open_or_404
from support.desk.visits import Visit
from vault.crypto.errors import CryptoError
from vault.domain.keys import UnlockedKey
from vault.domain.messages import read_messages
from vault.models import SealedMessage

logger = logging.getLogger("sanad.support")


def id_of(visit: Visit, key: UnlockedKey, form: OnceForm, *, body: str) -> UUID:
    """Return the id under which a form's words are added.

    A browser that goes back may show a form whose words were sent, under the same token. What
    somebody wrote into it then is another message, and must not pass for the one that is there.
    """
    known = form.known_id
    if known is None:
        return form.message_id
    record = visit.help_request.envelope_id
    if not SealedMessage.objects.filter(pk=known, envelope=record).exists():
        return known
    try:
        messages = read_messages(record=open_or_404(visit, key))
    except CryptoError:
        logger.error("whether words were sent before cannot be seen: a message was damaged")
        return uuid4()  # twice rather than not at all
    is_same = any(one.id == known and one.payload.get("body") == body for one in messages)
    return known if is_same else uuid4()
