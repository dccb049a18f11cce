"""The demo's terms, crisis contacts, staff and requests for help; every person is invented.

No number here can be dialled and no address belongs to anybody: `+000` is no country, `example.org`
and `demo.invalid` are reserved for examples.
"""

TOPICS = (
    {
        "code": "legal",
        "label_en": "Law and documents",
        "label_ar": "القانون والأوراق الرسمية",
        "help_en": "A summons, an arrest, papers that do not match you, or a question about your rights.",
        "help_ar": "استدعاء أو توقيف أو أوراق لا تطابقكم أو سؤال عن حقوقكم.",
    },
    {
        "code": "health",
        "label_en": "Health",
        "label_ar": "الصحة",
        "help_en": "A doctor who treats you with respect, tests, medicines, or care around transition.",
        "help_ar": "من يعالجكم باحترام، أو فحوص أو أدوية أو رعاية تتصل بالعبور الجندري.",
    },
    {
        "code": "mental-health",
        "label_en": "Mental health",
        "label_ar": "الصحة النفسية",
        "help_en": "Finding a counsellor who will not try to change you, or getting through a bad time.",
        "help_ar": "من يعالجكم ولا يسعى إلى تغييركم، أو عون على اجتياز أيام صعبة.",
    },
    {
        "code": "housing",
        "label_en": "A safe place to stay",
        "label_ar": "مكان آمن للإقامة",
        "help_en": "You had to leave home, may have to soon, or are not safe where you are.",
        "help_ar": "اضطُررتم إلى مغادرة البيت، أو قد تُضطرّون قريبًا، أو لستم آمنين حيث أنتم.",
    },
    {
        "code": "essentials",
        "label_en": "Money and essentials",
        "label_ar": "المال والحاجات الأساسية",
        "help_en": "Food, rent, clothes, transport or a telephone when the month is longer than the money.",
        "help_ar": "طعام أو إيجار أو ملابس أو مواصلات أو هاتف حين يطول الشهر ويقصر المال.",
    },
    {
        "code": "talk",
        "label_en": "Somebody to talk to",
        "label_ar": "من يصغي إليكم",
        "help_en": "You want to be heard by a person who knows such a life from the inside.",
        "help_ar": "تريدون أن يصغي إليكم إنسان يعرف هذه الحياة من داخلها.",
    },
    {
        "code": "work",
        "label_en": "Work and training",
        "label_ar": "العمل والتدريب",
        "help_en": "Looking for work, trouble at work, courses, or a CV with gaps.",
        "help_ar": "بحث عن عمل أو مشكلة في العمل أو دورات أو سيرة ذاتية فيها فجوات.",
    },
    {
        "code": "other",
        "label_en": "Something else",
        "label_ar": "أمر آخر",
        "help_en": "It fits nowhere above, or you would rather not choose. Complaints about us belong here too.",
        "help_ar": "لا يندرج في ما سبق، أو تفضّلون عدم الاختيار. وهنا أيضًا مكان الشكوى منّا.",
    },
)

REGIONS = (
    {"code": "north", "label_en": "The north", "label_ar": "الشمال"},
    {"code": "coast", "label_en": "The coast", "label_ar": "الساحل"},
    {"code": "capital", "label_en": "The capital and around it", "label_ar": "العاصمة وضواحيها"},
    {"code": "south", "label_en": "The south", "label_ar": "الجنوب"},
    {"code": "east", "label_en": "The east", "label_ar": "الشرق"},
    {"code": "abroad", "label_en": "Outside the country", "label_ar": "خارج البلاد"},
)

CRISIS_CONTACTS = (
    {
        "code": "night-line",
        "label_en": "Night line (example)",
        "label_ar": "خط الليل (مثال)",
        "description_en": "People who listen when it gets too much. They ask for no name.",
        "description_ar": "أناس يصغون حين يفوق الأمر الاحتمال، ولا يسألون عن الاسم.",
        "phone": "+000 000 0001",
        "url": "https://example.org/night-line",
        "hours_en": "Every night from 20:00 to 06:00",
        "hours_ar": "كلّ ليلة من 20:00 إلى 06:00",
    },
    {
        "code": "legal-duty",
        "label_en": "Lawyers on duty (example)",
        "label_ar": "المحامون المناوبون (مثال)",
        "description_en": "For arrests and summonses. Say only that you need the lawyer on duty.",
        "description_ar": "للتوقيف والاستدعاء. قولوا فقط إنكم تحتاجون إلى المحامي المناوب.",
        "phone": "+000 000 0002",
        "url": "https://example.org/lawyers-on-duty",
        "hours_en": "Day and night",
        "hours_ar": "ليلًا ونهارًا",
    },
    {
        "code": "safe-house",
        "label_en": "Safe house line (example)",
        "label_ar": "هاتف البيت الآمن (مثال)",
        "description_en": "A bed for the first nights. Arabic only; they never call back unasked.",
        "description_ar": "سرير لليالي الأولى. يجيبون بالعربية فقط، ولا يعاودون الاتصال برقم ما لم يُطلب منهم ذلك.",
        "phone": "+000 000 0003",
        "url": "https://example.org/safe-house",
        "hours_en": "Every day from 09:00 to 23:00",
        "hours_ar": "كلّ يوم من 09:00 إلى 23:00",
    },
)

# One person may have several roles; capacity is the number of open requests at a time.
VOLUNTEERS = (
    {
        "username": "salma",
        "alias_en": "Salma",
        "alias_ar": "سلمى",
        "roles": ["editor", "volunteer"],
        "languages": ["ar", "en"],
        "topics": ["legal", "housing", "work", "other"],
        "regions": ["capital", "coast", "abroad"],
        "capacity": 4,
        "email": "salma@demo.invalid",
    },
    {
        "username": "ziad",
        "alias_en": "Ziad",
        "alias_ar": "زياد",
        "roles": ["translator", "volunteer"],
        "languages": ["ar", "en"],
        "topics": ["health", "mental-health", "talk", "work"],
        "regions": ["north", "capital", "east", "abroad"],
        "capacity": 3,
        "email": "ziad@demo.invalid",
    },
    {
        "username": "rim",
        "alias_en": "Rim",
        "alias_ar": "ريم",
        "roles": ["volunteer"],
        "languages": ["ar", "en"],
        "topics": ["housing", "essentials", "talk", "mental-health"],
        "regions": ["north", "coast", "capital", "south", "east"],
        "capacity": 5,
        "email": "rim@demo.invalid",
    },
    {
        "username": "nour",
        "alias_en": "Nour",
        "alias_ar": "نور",
        "roles": ["coordinator"],
        "languages": ["ar", "en"],
        "topics": [
            "legal",
            "health",
            "mental-health",
            "housing",
            "essentials",
            "talk",
            "work",
            "other",
        ],
        "regions": ["north", "coast", "capital", "south", "east", "abroad"],
        "capacity": 6,
        "email": "nour@demo.invalid",
    },
    {
        "username": "karim",
        "alias_en": "Karim",
        "alias_ar": "كريم",
        "roles": ["coordinator"],
        "languages": ["ar"],
        "topics": [
            "legal",
            "health",
            "mental-health",
            "housing",
            "essentials",
            "talk",
            "work",
            "other",
        ],
        "regions": ["north", "coast", "capital", "south", "east", "abroad"],
        "capacity": 6,
        "email": "karim@demo.invalid",
    },
)

# `region` may be empty: "rather not say". `contact` may be empty: the code is the only way back.
REQUESTS = (
    {
        "topic": "talk",
        "language": "ar",
        "region": "north",
        "urgency": "weeks",
        "story": (
            "مرحبًا. أنا امرأة في الرابعة والعشرين، وأعرف منذ المدرسة أنني أحبّ الفتيات، ولم أقل ذلك لأحد قطّ. "
            "قرأت صفحاتكم في الليل ثلاث مرات. لا أريد شيئًا محدّدًا، "
            "أريد فقط أن أكتب هذه الجملة لإنسان وأن يجيبني أحد. هل كان الأمر هكذا عندكم أيضًا؟"
        ),
        "contact": {},
        "reply": (
            "مرحبًا بكِ، وشكرًا لأنكِ كتبتِ هذه الجملة لنا. نعم، كان الأمر هكذا عندي أيضًا، "
            "وقد قلتها أول مرة وأنا في الثلاثين. لا شيء يجب أن يحدث بعدها إن لم تريدي ذلك. "
            "أنا هنا كلّ أسبوع وأقرأ ما تكتبين. وإن أحببتِ، فحدّثيني عن الليلة التي قرأتِ فيها صفحاتنا: "
            "ما الذي جعلكِ تعودين إليها؟"
        ),
    },
    {
        "topic": "housing",
        "language": "ar",
        "region": "coast",
        "urgency": "now",
        "story": (
            "أنا شابّ عابر، عمري 21 سنة. وجد أخي رسائل في هاتفي، وأمهلني أبي حتى نهاية الأسبوع لأغادر البيت. "
            "معي حقيبة صغيرة ونقود تكفي أربعة أيام أو خمسة. لا أريد مشكلة مع أهلي، "
            "أريد مكانًا أنام فيه من يوم الجمعة، وأن أعرف كيف آخذ أوراقي معي."
        ),
        "contact": {
            "method": "phone",
            "details": "+000 000 0104",
            "safe_hours": "بين الساعة 10 والساعة 13، حين أكون في العمل",
            "may_leave_message": False,
        },
        "reply": "",
    },
    {
        "topic": "work",
        "language": "en",
        "region": "abroad",
        "urgency": "days",
        "story": (
            "I moved here eight months ago. My manager has found out that I live with my boyfriend, "
            "and since then I get no shifts. My permit depends on the job. Next Tuesday I am to sign "
            "a paper saying that I resign of my own will. Should I sign? I would also be glad of help "
            "with a CV in English; I was a dental technician at home."
        ),
        "contact": {
            "method": "email",
            "details": "visitor@demo.invalid",
            "safe_hours": "Any time; only I read this mailbox",
            "may_leave_message": True,
        },
        "reply": (
            "Thank you for writing before signing. Please do not sign on Tuesday: say that you need "
            "a few days to read it, and ask for a copy. We have asked a lawyer who knows permits "
            "where you are, without naming you, and expect an answer tomorrow evening; come back "
            "with your code then. Meanwhile note down the dates of the shifts you lost. As for the "
            "CV: gladly. Tell me about the last laboratory you worked in and what you made there."
        ),
    },
)
