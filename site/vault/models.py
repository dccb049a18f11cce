"""What the vault keeps: keys, envelopes, sealed messages, and who may open which envelope.

Every sealed column is wrapped once more under the environment's key ring, bound to its table,
column and row (`vault.storage`): read and written through `domain`, never directly.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKey(models.Model):
    """The public half of the organisation's offline key; its private half is on no server."""

    public_key = models.BinaryField(max_length=32)
    fingerprint = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("organisation's key")
        verbose_name_plural = _("organisation's keys")
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"],
                condition=models.Q(is_current=True),
                name="vault_one_organisation_key",
            )
        ]

    def __str__(self) -> str:
        return self.fingerprint


class StaffKey(models.Model):
    """A person's key pair; the private half opens with a passphrase that only they have."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_keys"
    )
    public_key = models.BinaryField(max_length=32)
    salt = models.BinaryField(max_length=16)
    opslimit = models.PositiveSmallIntegerField()
    memlimit = models.PositiveIntegerField(help_text="bytes")
    wrapped_secret = models.BinaryField()
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("staff key")
        verbose_name_plural = _("staff keys")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(revoked_at=None),
                name="vault_one_living_staff_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}/{self.pk}"


class Envelope(models.Model):
    """One sealed record: the public keys of its compartments, and the way in by return code.

    What staff note among themselves is sealed to `staff_public_key`, to which no code leads.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    public_key = models.BinaryField(max_length=32)
    staff_public_key = models.BinaryField(max_length=32, default=b"")
    # Found by the code alone; not invertible without the environment's pepper.
    return_lookup = models.BinaryField(max_length=32, unique=True)
    # The conversation's private key, sealed to the public half of a pair that the code makes.
    return_public_key = models.BinaryField(max_length=32, default=b"")
    return_secret = models.BinaryField()

    class Meta:
        verbose_name = _("sealed record")
        verbose_name_plural = _("sealed records")

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class SealedMessage(models.Model):
    """One message of a record, sealed to the compartment that its direction belongs to."""

    class Direction(models.TextChoices):
        FROM_VISITOR = "visitor", _("from the visitor")
        FROM_STAFF = "staff", _("from staff")
        NOTE = "note", _("among staff")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    envelope = models.ForeignKey(Envelope, on_delete=models.CASCADE, related_name="messages")
    direction = models.CharField(max_length=10, choices=Direction)
    # Orders the messages of one record, without a gap.
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sealed message")
        verbose_name_plural = _("sealed messages")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["envelope", "number"], name="vault_message_number")
        ]

    def __str__(self) -> str:
        return f"{self.envelope_id}/{self.number}"


class SealedPart(models.Model):
    """A sealed text of a record that is replaced rather than added to, such as a draft."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    envelope = models.ForeignKey(Envelope, on_delete=models.CASCADE, related_name="parts")
    name = models.CharField(max_length=40)
    is_staff_only = models.BooleanField()
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sealed part")
        verbose_name_plural = _("sealed parts")
        constraints = [models.UniqueConstraint(fields=["envelope", "name"], name="vault_part_name")]

    def __str__(self) -> str:
        return f"{self.envelope_id}/{self.name}"


class SealedFile(models.Model):
    """A picture of a message, sealed to the same compartment; in the database, so that it is
    taken in, deleted and backed up together with its message, or not at all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    envelope = models.ForeignKey(Envelope, on_delete=models.CASCADE, related_name="files")
    message = models.ForeignKey(SealedMessage, on_delete=models.CASCADE, related_name="files")
    number = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("sealed file")
        verbose_name_plural = _("sealed files")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="vault_file_number")
        ]

    def __str__(self) -> str:
        return f"{self.message_id}/{self.number}"


class Grant(models.Model):
    """The record's root secret, sealed to one holder: a staff key or the organisation's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    envelope = models.ForeignKey(Envelope, on_delete=models.CASCADE, related_name="grants")
    staff_key = models.ForeignKey(
        # PROTECT: deleting a person's account must not take away the last way into a record.
        StaffKey,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grants",
    )
    organisation_key = models.ForeignKey(
        OrganisationKey, null=True, blank=True, on_delete=models.PROTECT, related_name="grants"
    )
    sealed_secret = models.BinaryField()
    granted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(staff_key=None) ^ models.Q(organisation_key=None),
                name="vault_grant_one_holder",
            ),
            models.UniqueConstraint(fields=["envelope", "staff_key"], name="vault_grant_staff"),
            models.UniqueConstraint(
                fields=["envelope", "organisation_key"], name="vault_grant_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.envelope_id} → {self.staff_key_id or 'organisation'}"


class OpenReturn(models.Model):
    """A return code that is open in somebody's browser, for some minutes.

    Holds the record's private key under a key that only the visitor's cookie holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_digest = models.BinaryField(max_length=32, unique=True)
    envelope = models.ForeignKey(Envelope, on_delete=models.CASCADE, related_name="+")
    sealed_secret = models.BinaryField()
    used_at = models.DateTimeField()

    class Meta:
        verbose_name = _("open return code")
        verbose_name_plural = _("open return codes")

    def __str__(self) -> str:
        return str(self.envelope_id)


class AccessLogEntry(models.Model):
    """Who opened which record, when and by which means; it outlives the record's deletion."""

    class Means(models.TextChoices):
        GRANT = "grant", _("with their own key")
        ORGANISATION = "organisation", _("with both parts of the organisation's key")
        REKEYED = "rekeyed", _("to give it a new key")

    means = models.CharField(max_length=20, choices=Means, default=Means.GRANT)
    # Who stood at the server's console, in their own words: there is no account there.
    operator = models.CharField(max_length=80, blank=True)
    envelope_id = models.UUIDField(db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("opening of a record")
        verbose_name_plural = _("openings of records")
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.envelope_id} {self.opened_at:%Y-%m-%d}"
