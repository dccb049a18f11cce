"""The demo's further questions: asked after a kind of help was chosen, all but one left free."""

# `after` names an earlier question and the answer to it; codes stay, whatever the wording.
QUESTIONS = (
    {
        "code": "legal-deadline",
        "topic": "legal",
        "kind": "yes_no",
        "label_en": "Is there a date by which something has to happen?",
        "label_ar": "هل هناك موعد يجب أن يحدث شيء قبله؟",
        "help_en": "A summons, a hearing, the end of a residence permit.",
        "help_ar": "استدعاء أو جلسة أو انتهاء إقامة.",
    },
    {
        "code": "legal-date",
        "topic": "legal",
        "kind": "short",
        "label_en": "Which date, roughly?",
        "label_ar": "متى تقريبًا؟",
        "is_required": True,
        "after": ("legal-deadline", "yes"),
    },
    {
        "code": "legal-lawyer",
        "topic": "legal",
        "kind": "one",
        "label_en": "Do you have a lawyer?",
        "label_ar": "هل لديكم محامٍ/ية؟",
        "choices": (
            ("none", "No", "لا"),
            ("trusted", "Yes, and I trust them", "نعم، وأثق به/ا"),
            ("untrusted", "Yes, but I am not sure of them", "نعم، لكنني لست على يقين منه/ا"),
        ),
    },
    {
        "code": "housing-when",
        "topic": "housing",
        "kind": "one",
        "label_en": "From when do you need a place?",
        "label_ar": "ابتداءً من متى تحتاجون إلى مكان؟",
        "is_required": True,
        "choices": (
            ("tonight", "Tonight", "هذه الليلة"),
            ("week", "This week", "هذا الأسبوع"),
            ("later", "Later", "لاحقًا"),
        ),
    },
    {
        "code": "housing-safe-now",
        "topic": "housing",
        "kind": "yes_no",
        "label_en": "Are you somewhere safe at this moment?",
        "label_ar": "هل أنتم في مكان آمن في هذه اللحظة؟",
        "help_en": "If not, please look at the numbers at the top of the form, too.",
        "help_ar": "إن لم تكونوا كذلك فانظروا أيضًا إلى الأرقام في أعلى الاستمارة.",
        "after": ("housing-when", "tonight"),
    },
    {
        "code": "housing-with",
        "topic": "housing",
        "kind": "many",
        "label_en": "Who comes with you?",
        "label_ar": "من يأتي معكم؟",
        "choices": (
            ("partner", "A partner", "شريك/ة"),
            ("child", "Children", "أطفال"),
            ("parent", "Somebody I care for", "شخص أعتني به"),
            ("animal", "An animal", "حيوان"),
        ),
    },
    {
        "code": "health-what",
        "topic": "health",
        "kind": "many",
        "label_en": "What is it about?",
        "label_ar": "بمَ يتعلّق الأمر؟",
        "choices": (
            ("doctor", "A doctor who treats me with respect", "طبيب/ة يعاملني باحترام"),
            ("tests", "Tests, such as for HIV", "فحوص، كفحص فيروس نقص المناعة"),
            ("medicine", "Medicines", "أدوية"),
            ("transition", "Care around transition", "رعاية تتصل بالعبور الجندري"),
        ),
    },
    {
        "code": "essentials-first",
        "topic": "essentials",
        "kind": "long",
        "label_en": "What is needed first, and for how many people?",
        "label_ar": "ما الذي تحتاجون إليه أولًا، ولكم شخصًا؟",
        "help_en": "No receipts, no proof.",
        "help_ar": "لا نطلب فواتير ولا إثباتًا.",
    },
)

# Kurdish is spoken by one of the demo's volunteers, French by none: then the coordinators answer.
LANGUAGES = (
    {"code": "ckb", "label_en": "Kurdish (Sorani)", "label_ar": "الكردية (السورانية)"},
    {"code": "fr", "label_en": "French", "label_ar": "الفرنسية"},
)

# Where a text points to pages of the site, these are linked below it in the language of the answer.
ANSWERS = (
    {
        "label_en": "We have read you",
        "label_ar": "قرأنا رسالتكم",
        "topics": (),
        "links": ("safety",),
        "body_en": (
            "Thank you for writing to us. I have read your message, and I stay with it from here on.\n\n"
            "I will ask around and write again within two days, here, behind your code. If something "
            "changes before that, write to me: you need not wait for my answer."
        ),
        "body_ar": (
            "شكرًا لأنكم كتبتم إلينا. قرأت رسالتكم، وأتابعها معكم من الآن.\n\n"
            "سأسأل وأعود إليكم خلال يومين، هنا، خلف رمزكم. وإن تغيّر شيء قبل ذلك فاكتبوا إليّ: "
            "لا حاجة إلى انتظار جوابي."
        ),
    },
    {
        "label_en": "Before a summons",
        "label_ar": "قبل الاستجابة لاستدعاء",
        "topics": ("legal",),
        "links": ("safety",),
        "body_en": (
            "Please do not go alone, and not before a lawyer has seen the summons. Until then: answer "
            "no calls about it, sign nothing, and leave at home any telephone that you need not take.\n\n"
            "May I ask the lawyer on duty today? Say yes or no here. I pass on nothing without it."
        ),
        "body_ar": (
            "نرجو ألّا تذهبوا وحدكم، ولا قبل أن يطّلع محامٍ/ية على الاستدعاء. وإلى ذلك الحين: لا تجيبوا عن "
            "مكالمات بشأنه، ولا توقّعوا شيئًا، واتركوا في البيت كلّ هاتف لا حاجة إليه.\n\n"
            "هل أسأل المحامي/ة المناوب/ة اليوم؟ أجيبوا هنا بنعم أو لا. لن أنقل شيئًا من دون ذلك."
        ),
    },
    {
        "label_en": "A place for the first nights",
        "label_ar": "مكان لليالي الأولى",
        "topics": ("housing",),
        "links": (),
        "body_en": (
            "There may be a place for the first nights. To ask for it I need three things from you, as "
            "roughly as you like: from which day, how many you are, and whether there are stairs that "
            "you cannot climb.\n\nI will not write the address here. Somebody meets you."
        ),
        "body_ar": (
            "قد يكون هناك مكان لليالي الأولى. ولأسأل عنه أحتاج منكم إلى ثلاثة أشياء، بقدر ما تحبّون من "
            "التفصيل: من أيّ يوم، وكم أنتم، وهل من درج لا تستطيعون صعوده.\n\n"
            "لن أكتب العنوان هنا. سيلاقيكم أحدنا."
        ),
    },
    {
        "label_en": "Before we close this",
        "label_ar": "قبل أن نُغلق هذا الطلب",
        "topics": (),
        "links": ("resources",),
        "body_en": (
            "It seems that what you asked for has been found. I would close this now. It stays readable "
            "for you until it is deleted, and if you write again it opens by itself.\n\nTake care, "
            "and thank you for your trust."
        ),
        "body_ar": (
            "يبدو أن ما سألتم عنه قد وُجد، وأودّ أن أُغلق هذا الطلب الآن. يبقى مقروءًا لكم إلى أن يُحذف، "
            "وإن كتبتم مرة أخرى فُتح من تلقاء نفسه.\n\nاعتنوا بأنفسكم، وشكرًا على ثقتكم."
        ),
    },
)
