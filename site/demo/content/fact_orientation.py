"""A page of facts: being gay, lesbian or bisexual is a normal variation, and needs no cure."""

PAGE = {
    "key": "fact_orientation",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "orientation-is-a-normal-variation", "ar": "الميل-الجنسي-تنوع-طبيعي"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "cause",
        "reading_level": "general",
        "last_reviewed": "2026-10-12",
        "review_by": "2027-10-12",
    },
    "en": {
        "title": "Being gay, lesbian or bisexual is a normal variation of human sexuality",
        "search_description": "What psychology, psychiatry and the World Health Organization's classification say about sexual orientation.",
        "reviewed_by": "A psychologist of our group",
        "summary_text": "Attraction to people of one's own sex, or of more than one, is a normal and positive variation of human sexuality. It calls for no treatment.",
        "fact": (
            "<p>A task force of the American Psychological Association reviewed decades of research and wrote in 2009 that attraction, feelings and behaviour between people of the same sex are normal and positive variations of human sexuality [1].</p>"
            "<p>The American Psychiatric Association removed homosexuality from its list of disorders in 1973, after comparing the theories that called it an illness with those that saw it as normal [2]. A working group for the World Health Organization later looked for any medical use of diagnoses based on sexual orientation, found none, and recommended deleting them [3]. ICD-11, the classification in effect since 2022, no longer contains them [4].</p>"
            "<p>In our region the Lebanese Psychiatric Society said the same in 2013: homosexuality is not a mental disorder and does not need to be treated. By itself it causes no defect in judgement, stability or reliability, nor in social and professional abilities [5].</p>"
        ),
        "myth": "Homosexuality is an illness, so it has to be treated.",
        "why_misleading": (
            "<p>Some lesbian, gay and bisexual people do suffer, and it is tempting to take their suffering for a symptom. That <b>confuses cause and effect</b>. A much-cited review by Ilan Meyer explains the higher rates of mental distress by stress from outside: stigma, prejudice and discrimination, and the effort of living with them [6].</p>"
            "<p>Others point out that it once stood in the handbooks. That is an <b>appeal to outdated authority</b>: it quotes a decision and leaves out that the same profession examined it and took it back [2].</p>"
        ),
        "fact_again": "<p>There is nothing here to cure. What can change is the stigma, and whoever suffers under it deserves care that takes them as they are.</p>",
    },
    "ar": {
        "title": "المثلية وازدواج الميل من التنوع الطبيعي في الجنسانية البشرية",
        "search_description": "ما يقوله علم النفس والطب النفسي وتصنيف منظمة الصحة العالمية عن الميل الجنسي.",
        "reviewed_by": "مختصّة نفسية من مجموعتنا",
        "summary_text": "الانجذاب إلى أشخاص من الجنس نفسه، أو من أكثر من جنس، تنوّع طبيعي وإيجابي في الجنسانية البشرية. وهو لا يستدعي علاجًا.",
        "fact": (
            "<p>راجعت لجنة من الجمعية الأمريكية لعلم النفس أبحاث عقود من الزمن، وكتبت عام 2009 أن الانجذاب والمشاعر والسلوك بين أفراد الجنس الواحد تنوّعات طبيعية وإيجابية في الجنسانية البشرية [1].</p>"
            "<p>وحذفت الجمعية الأمريكية للطب النفسي المثلية من قائمة الاضطرابات عام 1973، بعد أن قارنت النظريات التي عدّتها مرضًا بتلك التي رأتها أمرًا طبيعيًا [2]. ثم بحث فريق عمل لمنظمة الصحة العالمية عن أيّ فائدة طبية لتشخيصات مبنية على الميل الجنسي، فلم يجد شيئًا وأوصى بحذفها [3]. وهي لم تعد موجودة في التصنيف الدولي للأمراض ICD-11 المعمول به منذ عام 2022 [4].</p>"
            "<p>وفي منطقتنا قالت الجمعية اللبنانية للطب النفسي الأمر نفسه عام 2013: ليست المثلية اضطرابًا نفسيًا ولا تحتاج إلى علاج، وهي في حدّ ذاتها لا تسبّب خللًا في القدرة على الحكم على الأمور ولا في الاستقرار أو الموثوقية، ولا في القدرات الاجتماعية والمهنية [5].</p>"
        ),
        "myth": "المثلية مرض، ولذلك يجب علاجها.",
        "why_misleading": (
            "<p>بعض المثليين والمثليات ومزدوجي الميل ومزدوجاته يعانون فعلًا، ويسهل أن تُحسب معاناتهم عَرَضًا لمرض. في هذا <b>خلط بين السبب والنتيجة</b>. فثمّة مراجعة علمية لإيلان ماير يكثر الاستشهاد بها تفسّر ارتفاع معدلات الضيق النفسي بضغوط من الخارج، هي الوصم والتحيّز والتمييز، وبما يتطلّبه العيش معها من جهد [6].</p>"
            "<p>ويذكّر آخرون بأنها وردت يومًا في كتب الطب النفسي. هذا <b>احتجاج بمرجع متقادم</b>: يستشهد بقرار ويسكت عن أن أهل الاختصاص أنفسهم أعادوا النظر فيه ورجعوا عنه [2].</p>"
        ),
        "fact_again": "<p>ليس هنا ما يُشفى منه. ما يمكن تغييره هو الوصم، ومن يعاني منه يستحقّ رعاية تقبله كما هو.</p>",
    },
    "sources": [
        {
            "title": "Report of the Task Force on Appropriate Therapeutic Responses to Sexual Orientation",
            "publisher": "American Psychological Association",
            "url": "https://www.apa.org/pi/lgbt/resources/therapeutic-response.pdf",
            "published": "2009",
            "accessed": "2026-10-12",
            "note": {
                "en": "A review of the research by a task force of six.",
                "ar": "مراجعة للأبحاث أعدّها فريق من ستة مختصّين ومختصّات.",
            },
        },
        {
            "title": "Out of DSM: Depathologizing Homosexuality",
            "publisher": "Jack Drescher, Behavioral Sciences 5(4)",
            "url": "https://doi.org/10.3390/bs5040565",
            "published": "2015",
            "accessed": "2026-10-12",
            "note": {
                "en": "How the decision of 1973 came about.",
                "ar": "كيف جاء قرار عام 1973.",
            },
        },
        {
            "title": "Proposed declassification of disease categories related to sexual orientation in the International Statistical Classification of Diseases and Related Health Problems (ICD-11)",
            "publisher": "Susan D. Cochran and others, Bulletin of the World Health Organization 92",
            "url": "https://doi.org/10.2471/BLT.14.135541",
            "published": "2014",
            "accessed": "2026-10-12",
            "note": {
                "en": "The working group's reasons and recommendation.",
                "ar": "حجج فريق العمل وتوصيته.",
            },
        },
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
            "title": "Lebanese Psychology Society: Homosexuality is Not a Mental Ilness",
            "publisher": "International Day Against Homophobia, Transphobia and Biphobia",
            "url": "https://may17.org/lebanon-lebanon-may-17th-lebanese-psychology-society-homosexuality-is-not-a-mental-ilness/",
            "published": "2013",
            "accessed": "2026-10-12",
            "note": {
                "en": "Quotes the statement of the Lebanese Psychiatric Society of 11 July 2013; title and spelling as published.",
                "ar": "يقتبس بيان الجمعية اللبنانية للطب النفسي الصادر في 11 تموز/يوليو 2013، والعنوان كما نُشر.",
            },
        },
        {
            "title": "Prejudice, Social Stress, and Mental Health in Lesbian, Gay, and Bisexual Populations: Conceptual Issues and Research Evidence",
            "publisher": "Ilan H. Meyer, Psychological Bulletin 129(5)",
            "url": "https://doi.org/10.1037/0033-2909.129.5.674",
            "published": "2003",
            "accessed": "2026-10-12",
            "note": {
                "en": "On stress that stigma adds to everyday life.",
                "ar": "عن الضغوط التي يضيفها الوصم إلى الحياة اليومية.",
            },
        },
    ],
    "related_pages": ["fact_change_efforts", "fact_bisexuality"],
}
