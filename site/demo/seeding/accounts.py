"""The demo's accounts. Their passphrases are published here, so they open nothing elsewhere.

`core.auth.StaffBackend` refuses these accounts unless `DEMO` is set.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """A demo account.

    Attributes:
        username, password: for the sign-in.
        name: what Wagtail greets the person with.
        role: what the list of sign-ins says about them.
        groups: names of groups.
        passphrase: opens their staff key at the desk; empty for those who have no desk.
        language: of the admin.
    """

    username: str
    password: str
    name: str
    role: str
    groups: tuple[str, ...] = ()
    passphrase: str = ""
    language: str = "en"
    is_superuser: bool = False


ACCOUNTS = (
    Account(
        username="admin",
        password="sanad demo admin",  # noqa: S106 - published on purpose
        name="Admin",
        role="administrator: everything but requests for help",
        is_superuser=True,
    ),
    Account(
        username="salma",
        password="sanad demo salma",  # noqa: S106 - published on purpose
        name="Salma",
        role="editor, and volunteer for law, housing, work and anything else",
        groups=("Editors", "Moderators", "Translators", "Volunteers"),
        passphrase="lantern olive harbor window thread morning",  # noqa: S106 - published on purpose
    ),
    Account(
        username="ziad",
        password="sanad demo ziad",  # noqa: S106 - published on purpose
        name="زياد",
        role=(
            "translator, and volunteer for health, mental health, talking and work; "
            "his admin speaks Arabic"
        ),
        groups=("Editors", "Translators", "Volunteers"),
        passphrase="copper garden letter pigeon river salt",  # noqa: S106 - published on purpose
        language="ar",
    ),
    Account(
        username="rim",
        password="sanad demo rim",  # noqa: S106 - published on purpose
        name="ريم",
        role=(
            "volunteer for housing, essentials, talking and mental health; her admin speaks Arabic"
        ),
        groups=("Volunteers",),
        passphrase="basil mirror staircase cotton evening bridge",  # noqa: S106 - published on purpose
        language="ar",
    ),
    Account(
        username="nour",
        password="sanad demo nour",  # noqa: S106 - published on purpose
        name="Nour",
        role="duty coordinator",
        groups=("Volunteers", "Coordinators"),
        passphrase="almond candle ferry notebook shelter wind",  # noqa: S106 - published on purpose
    ),
    Account(
        username="karim",
        password="sanad demo karim",  # noqa: S106 - published on purpose
        name="كريم",
        role="duty coordinator; his admin speaks Arabic",
        groups=("Volunteers", "Coordinators"),
        passphrase="balcony ginger market pencil summer well",  # noqa: S106 - published on purpose
        language="ar",
    ),
    Account(
        username="maha",
        password="sanad demo maha",  # noqa: S106 - published on purpose
        name="Maha",
        role="keeps the directory of services, and opens the contacts of suggestions",
        groups=("Directory keepers",),
        passphrase="orchard ladder violin pepper meadow stone",  # noqa: S106 - published on purpose
    ),
)


def sign_ins() -> str:
    """Return the list of demo sign-ins as text for a terminal."""
    lines = ["Demo sign-ins (refused outside the demo), at /admin/:", ""]
    for account in ACCOUNTS:
        lines.append(f"  {account.username:<7} password:   {account.password}")
        if account.passphrase:
            lines.append(f"  {'':<7} passphrase: {account.passphrase}")
        lines.append(f"  {'':<7} {account.role}")
    return "\n".join(lines)
