"""The terms of the directory: kinds of service, and whom a service is for."""

from django.utils.translation import gettext_lazy as _

from core.vocabulary import BilingualTerm


class ServiceKind(BilingualTerm):
    """A kind of service, such as health or legal help; HSDS calls it a taxonomy term."""

    class Meta(BilingualTerm.Meta):
        verbose_name = _("kind of service")
        verbose_name_plural = _("kinds of service")


class Audience(BilingualTerm):
    """Whom a service is there for, where it is not for everybody."""

    class Meta(BilingualTerm.Meta):
        verbose_name = _("whom it is for")
        verbose_name_plural = _("whom services are for")
