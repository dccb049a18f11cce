"""A page of facts: what intersex means, how common it is, and why it is not the same as trans."""

PAGE = {
    "key": "fact_intersex",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "intersex-is-about-the-body", "ar": "ثنائية-الجنس-في-صفات-الجسد"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "misrepresentation",
        "reading_level": "general",
        "last_reviewed": "2026-11-08",
        "review_by": "2027-11-08",
    },
    "en": {
        "title": "Intersex people are born with bodies that vary; they exist in every society",
        "search_description": "What intersex means, why numbers differ so widely, and what the United Nations asks for intersex children.",
        "summary_text": "Some people are born with sex traits that do not fit the usual ideas of a male or a female body. That says nothing about whom they love or which gender they are.",
        "reviewed_by": "A doctor, with an intersex reader",
        "fact": (
            "<p>The United Nations Human Rights Council speaks of people with innate variations in sex characteristics: in the anatomy, the organs, the hormones or the chromosomes. They exist in all societies, says its resolution of April 2024, the first on the subject; 24 states voted for it, 23 abstained and none was against [1]. A variation may show at birth, at puberty, or never without a test.</p>"
            "<p>How many people that is depends on what is counted. A much-quoted survey of the medical literature counted every departure from the average, hormonal ones included, and came to figures of up to two in a hundred births [2]. Whoever counts only bodies that doctors cannot classify at birth, or whose chromosomes do not match their appearance, comes to about two in ten thousand [3]. Both figures are in use, so it is worth asking which is meant.</p>"
            "<p>Most of these bodies are healthy. The Council expressed grave concern about treatment that is unnecessary or could wait and is carried out without the person's own consent, on children as well [1]. Human Rights Watch has described what such operations can leave behind: scars, loss of feeling, infertility and distrust of doctors [4].</p>"
        ),
        "myth": "Intersex is just another word for trans, and hardly anybody really is.",
        "why_misleading": (
            "<p>The first half <b>misrepresents</b> what the word means. Intersex is about the body with which one is born; trans is about the gender that one knows oneself to be. Many intersex people are simply women or men, some are neither, and some are trans as well, just as other people are. Nor does the body say anything about orientation.</p>"
            "<p>The second half makes rarity an argument. Even the smallest of the figures above means that in a city of a million there are some two hundred people. And what is rare is not thereby wrong.</p>"
        ),
        "fact_again": "<p>A body that is different is not a mistake that has to be hidden. Where there is no danger to life or health, an operation can wait until the person can decide. Parents who have just been told need calm, honest words and other families to talk to, not haste.</p>",
    },
    "ar": {
        "title": "يولد ثنائيو الجنس بأجساد متنوّعة، وهم موجودون في كلّ مجتمع",
        "search_description": "ما معنى ثنائية الجنس، ولماذا تختلف الأرقام كثيرًا، وما الذي تطلبه الأمم المتحدة للأطفال ثنائيي الجنس.",
        "summary_text": "يولد بعض الناس بصفات جسدية لا تطابق التصوّر الشائع عن جسد الذكر أو الأنثى. ولا يقول ذلك شيئًا عمّن يحبّون ولا عن جندرهم.",
        "reviewed_by": "طبيبة مع قارئ ثنائي الجنس",
        "fact": (
            "<p>يتحدّث مجلس حقوق الإنسان التابع للأمم المتحدة عن أشخاص لديهم تنوّعات خِلقية في الخصائص الجنسية: في التشريح أو الأعضاء أو الهرمونات أو الكروموسومات. وهم موجودون في المجتمعات كلّها كما جاء في قراره الصادر في نيسان/أبريل 2024، وهو الأول في هذا الموضوع، وقد أيّدته 24 دولة وامتنعت 23 ولم تعارضه أيّ دولة [1]. قد يظهر التنوّع عند الولادة أو عند البلوغ، وقد لا يظهر أبدًا من دون فحص.</p>"
            "<p>أمّا عددهم فيتوقّف على ما يُحصى. فثمّة مسح للأدبيات الطبية يكثر الاستشهاد به أحصى كلّ ما يحيد عن المتوسط، ومنه ما هو هرموني، فوصل إلى أرقام تبلغ اثنين من كلّ مئة مولود [2]. ومن يُحصِ الأجساد التي لا يستطيع الأطباء تصنيفها عند الولادة أو التي لا توافق كروموسوماتُها مظهرَها فحسب، يصل إلى نحو اثنين من كلّ عشرة آلاف [3]. والرقمان كلاهما متداول، فيحسن أن نسأل أيّهما المقصود.</p>"
            "<p>ومعظم هذه الأجساد سليم. وقد أعرب المجلس عن قلق بالغ إزاء تدخّلات طبية لا ضرورة لها أو يمكن أن تنتظر، تُجرى من دون رضا الشخص نفسه، وعلى الأطفال أيضًا [1]. ووصفت هيومن رايتس ووتش ما قد تخلّفه عمليات كهذه: ندوب وفقدان الإحساس وعقم وانعدام الثقة بالأطباء [4].</p>"
        ),
        "myth": "ثنائية الجنس اسم آخر للعبور الجندري، ويكاد لا يكون هناك أحد كذلك فعلًا.",
        "why_misleading": (
            "<p>الشطر الأول <b>يحرّف معنى الكلمة</b>. فثنائية الجنس تخصّ الجسد الذي يولد به الإنسان، والعبور يخصّ الجندر الذي يعرف نفسه به. كثيرون من ثنائيي الجنس وثنائياته نساء أو رجال ببساطة، وبعضهم لا هذا ولا ذاك، وبعضهم عابرون أيضًا شأن غيرهم من الناس. ولا يقول الجسد شيئًا عن الميل كذلك.</p>"
            "<p>والشطر الثاني يجعل من الندرة حجّة. فحتى أصغر الأرقام المذكورة يعني أن في مدينة يسكنها مليون إنسان نحو مئتي شخص. ثم إن ما يندر ليس خطأً لأنه نادر.</p>"
        ),
        "fact_again": "<p>الجسد المختلف ليس غلطة ينبغي إخفاؤها. وحيث لا خطر على الحياة أو الصحة، يمكن أن تنتظر العملية إلى أن يستطيع صاحب الجسد أن يقرّر. والأهل الذين عرفوا للتوّ يحتاجون إلى كلمات هادئة صادقة وإلى عائلات أخرى يتحدّثون إليها، لا إلى العجلة.</p>",
    },
    "sources": [
        {
            "title": "A/HRC/RES/55/14: Combating discrimination, violence and harmful practices against intersex persons",
            "publisher": "United Nations Human Rights Council",
            "url": "https://docs.un.org/en/A/HRC/RES/55/14",
            "published": "2024",
            "accessed": "2026-11-08",
            "note": {
                "en": "A resolution states a political will; it changes no country's law by itself.",
                "ar": "القرار يعبّر عن إرادة سياسية، ولا يغيّر بنفسه قانون أيّ بلد.",
            },
        },
        {
            "title": "How sexually dimorphic are we? Review and synthesis",
            "publisher": "Melanie Blackless and others, American Journal of Human Biology 12(2)",
            "url": "https://doi.org/10.1002/(SICI)1520-6300(200003/04)12:2%3C151::AID-AJHB1%3E3.0.CO;2-F",
            "published": "2000",
            "accessed": "2026-11-08",
            "note": {
                "en": "The origin of the figure of 1.7%; most of it is a late hormonal variation that many never notice.",
                "ar": "منه جاءت نسبة 1.7%، ومعظمها تنوّع هرموني متأخّر لا يلحظه كثيرون.",
            },
        },
        {
            "title": "How common is intersex? A response to Anne Fausto-Sterling",
            "publisher": "Leonard Sax, The Journal of Sex Research 39(3)",
            "url": "https://doi.org/10.1080/00224490209552139",
            "published": "2002",
            "accessed": "2026-11-08",
            "note": {
                "en": "A narrow definition that leaves out most people who call themselves intersex. We name it because it is often quoted.",
                "ar": "تعريف ضيّق يُخرج معظم من يسمّون أنفسهم ثنائيي الجنس. نذكره لأنه كثيرًا ما يُستشهد به.",
            },
        },
        {
            "title": "“I Want to Be Like Nature Made Me”: Medically Unnecessary Surgeries on Intersex Children in the US",
            "publisher": "Human Rights Watch and interACT",
            "url": "https://www.hrw.org/report/2017/07/25/i-want-be-nature-made-me/medically-unnecessary-surgeries-intersex-children-us",
            "published": "2017",
            "accessed": "2026-11-08",
            "note": {
                "en": "Interviews in one country; they show what can happen, not how often.",
                "ar": "مقابلات في بلد واحد، تُظهر ما يمكن أن يحدث لا كم مرة يحدث.",
            },
        },
    ],
    "related_pages": ["fact_trans"],
}
