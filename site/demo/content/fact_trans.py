"""A page of facts: trans people's identities are real and part of human diversity."""

PAGE = {
    "key": "fact_trans",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "trans-identities-are-real", "ar": "هويات-العابرين-والعابرات-حقيقية"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "cause",
        "reading_level": "general",
        "last_reviewed": "2026-10-12",
        "review_by": "2027-10-12",
    },
    "en": {
        "title": "Trans people's identities are real and part of human diversity",
        "search_description": "What the World Health Organization and research say about trans people's identities, and how old they are.",
        "reviewed_by": "A trans member of our group, with a doctor",
        "summary_text": "According to the World Health Organization, trans identities are not conditions of mental ill-health. People who live outside the gender they were assigned are known from many cultures.",
        "fact": (
            "<p>In ICD-11, in effect since 2022, the World Health Organization has moved gender incongruence out of the chapter on mental disorders and into one on conditions related to sexual health [1]. Its reason: trans and gender-diverse identities are not conditions of mental ill-health, and to classify them so can cause enormous stigma. The entry as such was kept so that people can get the care they need [2].</p>"
            "<p>In the first field study for this change, 250 trans adults were interviewed in Mexico City. Distress and difficulties in daily life were more strongly predicted by rejection and violence than by gender incongruence itself [3].</p>"
            "<p>Nor is any of this new. An appendix to a paper in The Lancet refers to more than 40 names for trans women alone, in 20 countries of Asia and the Pacific, some of them traditional [4]. Arabic sources tell of people outside the order of men and women as early as the first century of Islam, though their roles were not ours [5].</p>"
        ),
        "myth": "Being trans is a mental illness, or a fashion that young people pick up on the internet.",
        "why_misleading": (
            "<p>The first half <b>confuses cause and effect</b>: it takes what rejection does to people for a sign that something was wrong with them before.</p>"
            "<p>The second half <b>mistakes visibility for novelty</b>. That more people speak of something does not mean that it has only just begun to exist. A study in North America followed 317 children who were already living in another gender with their family's support. Five years later, on average, 94% identified as trans girls or trans boys, 3.5% as non-binary and 2.5% no longer as trans; 7.3% had changed at least once on the way [6]. For these children it was no passing fashion. The same figures show that a few find another answer, and that nobody should be pushed either way.</p>"
        ),
        "fact_again": "<p>An identity is not a diagnosis. Attempts to argue it away are linked with harm: in a survey of 27,715 trans adults in the United States, those who recalled such attempts by professionals, secular or religious, reported severe distress and suicide attempts more often than those who had spoken to a professional without being pressed [7]. Being respected is the least that all of us can offer.</p>",
    },
    "ar": {
        "title": "هويات العابرين والعابرات حقيقية، وهي جزء من التنوع البشري",
        "search_description": "ما تقوله منظمة الصحة العالمية والأبحاث عن هويات العابرين والعابرات، وكم هي قديمة.",
        "reviewed_by": "عضوة عابرة من مجموعتنا مع طبيبة",
        "summary_text": "ترى منظمة الصحة العالمية أن هويات العابرين والعابرات ليست من حالات اعتلال الصحة النفسية. وتعرف ثقافات كثيرة أناسًا يعيشون خارج الجندر المنسوب إليهم عند الولادة.",
        "fact": (
            "<p>في التصنيف الدولي للأمراض ICD-11، المعمول به منذ عام 2022، نقلت منظمة الصحة العالمية «عدم التوافق الجندري» من فصل الاضطرابات النفسية إلى فصل الحالات المتصلة بالصحة الجنسية [1]. وعلّلت ذلك بأن الهويات العابرة والمتنوّعة جندريًا ليست من حالات اعتلال الصحة النفسية، وأن تصنيفها كذلك قد يسبّب وصمًا هائلًا. أمّا بقاء البند نفسه فلكي يحصل الناس على الرعاية التي يحتاجون إليها [2].</p>"
            "<p>وفي أول دراسة ميدانية لهذا التغيير أُجريت مقابلات مع 250 من البالغين العابرين والعابرات في العاصمة المكسيكية. كان الرفض والعنف أقدر على تفسير الضيق وصعوبات الحياة اليومية من عدم التوافق الجندري نفسه [3].</p>"
            "<p>وليس شيء من هذا جديدًا. فملحق ورقة منشورة في مجلة The Lancet يشير إلى أكثر من 40 اسمًا للنساء العابرات وحدهنّ في 20 بلدًا من آسيا والمحيط الهادئ، بعضها أسماء تقليدية [4]. وتحكي المصادر العربية عن أناس خارج الحدود المرسومة بين الرجال والنساء منذ القرن الأول للهجرة، وإن لم تكن أدوارهم هي أدوارنا [5].</p>"
        ),
        "myth": "العبور الجندري مرض نفسي، أو موضة يلتقطها الشباب من الإنترنت.",
        "why_misleading": (
            "<p>الشطر الأول <b>يخلط بين السبب والنتيجة</b>: يأخذ ما يفعله الرفض بالناس دليلًا على أن خللًا كان فيهم من قبل.</p>"
            "<p>والشطر الثاني <b>يخلط بين الظهور والحداثة</b>. فأن يكثر الحديث عن شيء لا يعني أنه وُجد لتوّه. تابعت دراسة في أمريكا الشمالية 317 طفلًا وطفلة كانوا يعيشون أصلًا في جندر آخر بدعم من عائلاتهم. وبعد خمس سنوات في المتوسط كان 94% منهم يعرّفون أنفسهم بناتٍ عابرات أو صبيانًا عابرين، و3.5% لاثنائيين، ولم يعد 2.5% يعدّون أنفسهم عابرين، وكان 7.3% قد غيّروا مرة واحدة على الأقل في الأثناء [6]. لم يكن الأمر عند هؤلاء الأطفال موضة زائلة. والأرقام نفسها تُظهر أن قلّة تصل إلى جواب آخر، وأنه لا يجوز دفع أحد في أيّ اتجاه.</p>"
        ),
        "fact_again": "<p>الهوية ليست تشخيصًا. ومحاولات صرف الناس عنها مرتبطة بالأذى: ففي استطلاع شمل 27715 من البالغين العابرين والعابرات في الولايات المتحدة، أبلغ من تذكّروا محاولات كهذه على أيدي مختصّين أو مرشدين دينيين عن ضيق شديد ومحاولات انتحار أكثر ممّن تحدّثوا إلى مختصّين من دون أن يُضغط عليهم [7]. والاحترام أقلّ ما يمكن لكلّ منّا أن يقدّمه.</p>",
    },
    "sources": [
        {
            "title": "ICD-11: International Classification of Diseases, 11th Revision",
            "publisher": "World Health Organization",
            "url": "https://icd.who.int/",
            "published": "2019",
            "accessed": "2026-10-12",
            "note": {
                "en": "Adopted in 2019, in effect since 1 January 2022.",
                "ar": "اعتُمد عام 2019 ويُعمل به منذ 1 كانون الثاني/يناير 2022.",
            },
        },
        {
            "title": "Gender incongruence and transgender health in the ICD",
            "publisher": "World Health Organization",
            "url": "https://www.who.int/standards/classifications/frequently-asked-questions/gender-incongruence-and-transgender-health-in-the-icd",
            "published": "",
            "accessed": "2026-10-12",
            "note": {
                "en": "Questions and answers on the reasons for the change; the page bears no date.",
                "ar": "أسئلة وأجوبة عن أسباب التغيير، والصفحة بلا تاريخ.",
            },
        },
        {
            "title": "Removing transgender identity from the classification of mental disorders: a Mexican field study for ICD-11",
            "publisher": "Rebeca Robles and others, The Lancet Psychiatry 3(9)",
            "url": "https://doi.org/10.1016/S2215-0366(16)30165-1",
            "published": "2016",
            "accessed": "2026-10-12",
            "note": {
                "en": "Interviews in one clinic, looking back on adolescence.",
                "ar": "مقابلات في عيادة واحدة تستعيد سنوات المراهقة.",
            },
        },
        {
            "title": "Transgender people: health at the margins of society",
            "publisher": "Sam Winter and others, The Lancet 388",
            "url": "https://doi.org/10.1016/S0140-6736(16)00683-8",
            "published": "2016",
            "accessed": "2026-10-12",
            "note": {
                "en": "The first web appendix is about names in many languages.",
                "ar": "الملحق الأول على الشبكة يتناول الأسماء في لغات كثيرة.",
            },
        },
        {
            "title": "The Effeminates of Early Medina",
            "publisher": "Everett K. Rowson, Journal of the American Oriental Society 111(4)",
            "url": "https://doi.org/10.2307/603399",
            "published": "1991",
            "accessed": "2026-10-12",
            "note": {
                "en": "Warns against equating the people it describes with today's identities.",
                "ar": "يحذّر من مساواة من يتحدّث عنهم بهويات اليوم.",
            },
        },
        {
            "title": "Gender Identity 5 Years After Social Transition",
            "publisher": "Kristina R. Olson and others, Pediatrics 150(2)",
            "url": "https://doi.org/10.1542/peds.2021-056082",
            "published": "2022",
            "accessed": "2026-10-12",
            "note": {
                "en": "Children with supportive families; the findings do not speak for everybody.",
                "ar": "أطفال تساندهم عائلاتهم، فالنتائج لا تسري على الجميع.",
            },
        },
        {
            "title": "Association Between Recalled Exposure to Gender Identity Conversion Efforts and Psychological Distress and Suicide Attempts Among Transgender Adults",
            "publisher": "Jack L. Turban and others, JAMA Psychiatry 77(1)",
            "url": "https://doi.org/10.1001/jamapsychiatry.2019.2285",
            "published": "2020",
            "accessed": "2026-10-12",
            "note": {
                "en": "A cross-sectional survey: it shows a link, not a cause.",
                "ar": "استطلاع مقطعي يُظهر صلة ولا يثبت سببًا.",
            },
        },
    ],
    "related_services": ["trans-circle", "name-and-papers"],
    "related_pages": ["fact_gender_care", "fact_visibility"],
}
