"""The demo's directory: services by kind, what readers said of them, and what they suggested.

Every organisation and every address is invented, and no number can be dialled: all lie within
`+000 555 0100` to `+000 555 0199`. No country has a code that begins with zero (ITU-T E.164), and
555-0100 to 555-0199 is the block that North America's numbering plan keeps for fiction, so the
number leads nowhere even if a telephone drops the zeros. Web and mail addresses are on
`example.org`, which is reserved for examples (RFC 2606).

Days are said as how long ago they were, so that the demo is as fresh on any day. The exact address
of every service whose address is not public holds one of `PRIVATE_MARKS`, which stand in no text
for readers: where one is seen, an address has leaked.
"""

from demo.content import (
    directory_centres,
    directory_health,
    directory_housing_money,
    directory_legal,
    directory_mental_health,
    directory_online,
    directory_work,
)
from demo.content.directory_organisations import ORGANISATIONS

PHONES_FROM, PHONES_TO = "+000 555 0100", "+000 555 0199"
PRIVATE_MARKS = ("Quince", "السفرجل")

SERVICES = (
    *directory_health.SERVICES,
    *directory_mental_health.SERVICES,
    *directory_legal.SERVICES,
    *directory_housing_money.SERVICES,
    *directory_work.SERVICES,
    *directory_centres.SERVICES,
    *directory_online.SERVICES,
)

# Service, reason, days ago. The second one that says "unsafe" flags the entry.
REPORTS = (
    ("host-families", "unsafe", 5),
    ("host-families", "unsafe", 2),
    ("host-families", "hostile", 2),
    ("wednesday-supper", "closed", 12),
    ("living-with-hiv", "wrong", 20),
    ("telephone-repair-evenings", "hostile", 3),
    ("womens-morning", "unsafe", 1),
)

# `contact` is sealed to those who keep the directory; empty means that none was given.
SUGGESTIONS = (
    {
        "name": "عيادة الأسنان عند الجسر",
        "kind": "health",
        "description": "طبيبة أسنان تستقبل المتعايشين والمتعايشات مع الفيروس كأيّ إنسان، ولا تضع موعدهم في آخر النهار. ذهبتُ إليها ثلاث مرات، ونادتني باسمي لا بالاسم الذي في البطاقة.",
        "reach": "+000 555 0190، صباحًا",
        "language": "ar",
        "contact": "اكتبوا إليّ على dentist.tip@example.org، وموضوع الرسالة «موعد» فقط.",
        "days_ago": 4,
    },
    {
        "name": "Rainproof, a walking group for women",
        "kind": "community-centre",
        "description": "Every first Sunday ten to fifteen women walk for three hours, in any weather. They meet at a bus stop outside the city. I can bring you in touch with the two who lead it; please ask them before you list it.",
        "reach": "https://example.org/rainproof",
        "language": "en",
        "contact": "Signal, user name rainproof.77 (I am one of the two)",
        "days_ago": 9,
    },
    {
        "name": "خيّاط يقصّر ويوسّع بلا أسئلة",
        "kind": None,
        "description": "ليس جمعية، لكنه يأخذ المقاسات باحترام ويخيط للعابرين والعابرات ما لا يجدونه في السوق. لا أعرف هل يناسب الدليل.",
        "reach": "دكّانه في آخر سوق الخيّاطين، بعد العصر",
        "language": "ar",
        "contact": "",
        "days_ago": 31,
    },
)

__all__ = [
    "ORGANISATIONS",
    "PHONES_FROM",
    "PHONES_TO",
    "PRIVATE_MARKS",
    "REPORTS",
    "SERVICES",
    "SUGGESTIONS",
]
