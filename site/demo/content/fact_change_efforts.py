"""A page of facts: no treatment is shown to change orientation, and the attempts can harm."""

PAGE = {
    "key": "fact_change_efforts",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "no-treatment-changes-orientation", "ar": "لا-علاج-يغير-الميل-الجنسي"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "anecdote",
        "reading_level": "general",
        "last_reviewed": "2026-10-12",
        "review_by": "2027-10-12",
    },
    "en": {
        "title": "No treatment has been shown to change sexual orientation, and the attempts can do harm",
        "search_description": "What reviews, surveys and the United Nations say about so-called “conversion therapy”.",
        "reviewed_by": "A psychologist of our group",
        "summary_text": "Reviews of the research find that efforts to change a person's orientation are unlikely to succeed and carry a risk of harm. The American Psychological Association advises support that accepts the person instead.",
        "fact": (
            "<p>A task force of the American Psychological Association examined the published studies and concluded in 2009 that such efforts are unlikely to be successful and involve some risk of harm. Few of the studies were well designed, and most could not show that a reported change came from the treatment [1]. The Lebanese Psychiatric Society declared itself strongly opposed to these efforts in 2013 [4].</p>"
            "<p>Later surveys point the same way. Among young LGBTQ people in the United States asked in 2018, those who had gone through efforts to change their orientation or gender identity were more than twice as likely to report a suicide attempt. One survey cannot prove a cause, but the link remained when discrimination, threats and other burdens were taken into account [2].</p>"
            "<p>The United Nations' Independent Expert on sexual orientation and gender identity reported in 2020 that these practices inflict severe pain and suffering, with long-lasting damage, and called for a global ban [3].</p>"
        ),
        "myth": "With the right therapy and enough will-power, anybody can become heterosexual.",
        "why_misleading": (
            "<p>The claim lives on single stories: somebody stands up and says “I was cured”. That is a <b>hasty generalisation</b>. One story tells us neither what caused a change, nor how long it lasts, nor how many others tried in vain.</p>"
            "<p>It also <b>mixes up three things</b>: what people do, what they call themselves, and whom they are drawn to. A person can be brought to hide, to marry or to keep silent. The attraction is not changed by that.</p>"
            "<p>And it borrows from something true. In some people attraction shifts in the course of life, of its own accord. Studies that follow people over years show this; they do not show that it can be brought about on purpose [5].</p>"
        ),
        "fact_again": "<p>Nobody needs to be changed, and nobody has been shown a safe way to do it. If you are being pressed, or if it was done to you, you can write to us; we will believe you.</p>",
    },
    "ar": {
        "title": "لم يثبت أن علاجًا يغيّر الميل الجنسي، والمحاولات نفسها قد تؤذي",
        "search_description": "ما تقوله المراجعات العلمية والاستطلاعات والأمم المتحدة عمّا يُسمّى «العلاج التحويلي».",
        "reviewed_by": "مختصّة نفسية من مجموعتنا",
        "summary_text": "تجد مراجعات الأبحاث أن محاولات تغيير الميل الجنسي لا يُرجَّح أن تنجح، وأنها تنطوي على خطر الأذى. وتنصح الجمعية الأمريكية لعلم النفس بدلًا منها بدعم يقبل الشخص كما هو.",
        "fact": (
            "<p>فحصت لجنة من الجمعية الأمريكية لعلم النفس الدراسات المنشورة، وخلصت عام 2009 إلى أن هذه المحاولات لا يُرجَّح أن تنجح وأنها تنطوي على قدر من خطر الأذى. قليل من تلك الدراسات كان محكم التصميم، ومعظمها لم يستطع أن يُظهر أن التغيّر الذي ذكره المشاركون نتج من العلاج [1]. وأعلنت الجمعية اللبنانية للطب النفسي عام 2013 معارضتها الشديدة لهذه المحاولات [4].</p>"
            "<p>وتشير استطلاعات لاحقة إلى الاتجاه نفسه. فبين شباب مجتمع الميم الذين سُئلوا في الولايات المتحدة عام 2018، زاد احتمال الإبلاغ عن محاولة انتحار على الضعف عند من خضعوا لمحاولات تغيير ميلهم أو هويتهم الجندرية. لا يثبت استطلاع واحد سببًا، لكنّ الصلة بقيت بعد احتساب التمييز والتهديد وأعباء أخرى [2].</p>"
            "<p>وجاء في تقرير الخبير المستقلّ للأمم المتحدة المعني بالميل الجنسي والهوية الجندرية عام 2020 أن هذه الممارسات تُلحق بالناس ألمًا ومعاناة شديدين وتخلّف ضررًا طويل الأمد، ودعا إلى حظرها في العالم كلّه [3].</p>"
        ),
        "myth": "بالعلاج المناسب وقوة الإرادة يمكن لأيّ شخص أن يصبح مغاير الميل.",
        "why_misleading": (
            "<p>يعيش هذا القول على قصص مفردة: يقف أحدهم ويقول «لقد شُفيت». هذا <b>تعميم متسرّع</b>. فالقصة الواحدة لا تخبرنا بسبب التغيّر، ولا بالمدة التي يدومها، ولا بعدد من حاولوا بلا جدوى.</p>"
            "<p>وهو أيضًا <b>يخلط بين ثلاثة أمور</b>: ما يفعله الناس، وما يسمّون به أنفسهم، ومن ينجذبون إليه. قد يُدفع المرء إلى أن يتخفّى أو يتزوّج أو يسكت، ولا يتغيّر بذلك انجذابه.</p>"
            "<p>ثم إنه يستعير شيئًا صحيحًا. فعند بعض الناس يتبدّل الانجذاب في مجرى العمر من تلقاء نفسه. هذا ما تُظهره دراسات تتابع الناس سنوات، لكنها لا تُظهر أنه يمكن إحداثه عمدًا [5].</p>"
        ),
        "fact_again": "<p>لا أحد بحاجة إلى أن يُغيَّر، ولم يثبت أن لذلك طريقًا آمنًا. إن كان هناك من يضغط عليكم، أو إن حدث لكم ذلك من قبل، فيمكنكم أن تكتبوا إلينا، وسنصدّقكم.</p>",
    },
    "sources": [
        {
            "title": "Report of the Task Force on Appropriate Therapeutic Responses to Sexual Orientation",
            "publisher": "American Psychological Association",
            "url": "https://www.apa.org/pi/lgbt/resources/therapeutic-response.pdf",
            "published": "2009",
            "accessed": "2026-10-12",
            "note": {
                "en": "A systematic review of the studies on efforts to change orientation.",
                "ar": "مراجعة منهجية للدراسات عن محاولات تغيير الميل.",
            },
        },
        {
            "title": "Self-Reported Conversion Efforts and Suicidality Among US LGBTQ Youths and Young Adults, 2018",
            "publisher": "Amy E. Green and others, American Journal of Public Health 110(8)",
            "url": "https://doi.org/10.2105/AJPH.2020.305701",
            "published": "2020",
            "accessed": "2026-10-12",
            "note": {
                "en": "A cross-sectional online survey of people aged 13 to 24.",
                "ar": "استطلاع مقطعي على الإنترنت لمن تتراوح أعمارهم بين 13 و24 سنة.",
            },
        },
        {
            "title": "A/HRC/44/53: Practices of so-called “conversion therapy”",
            "publisher": "United Nations Independent Expert on protection against violence and discrimination based on sexual orientation and gender identity",
            "url": "https://www.ohchr.org/en/documents/thematic-reports/ahrc4453-practices-so-called-conversion-therapy-report-independent",
            "published": "2020",
            "accessed": "2026-10-12",
            "note": {
                "en": "Report to the Human Rights Council.",
                "ar": "تقرير مقدّم إلى مجلس حقوق الإنسان.",
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
            "title": "Scrutinizing Immutability: Research on Sexual Orientation and U.S. Legal Advocacy for Sexual Minorities",
            "publisher": "Lisa M. Diamond and Clifford J. Rosky, The Journal of Sex Research 53(4-5)",
            "url": "https://doi.org/10.1080/00224499.2016.1139665",
            "published": "2016",
            "accessed": "2026-10-12",
            "note": {
                "en": "On changes of attraction that occur of their own accord.",
                "ar": "عن تغيّرات الانجذاب التي تحدث من تلقاء نفسها.",
            },
        },
    ],
    "related_services": ["family-talks", "night-listening"],
}
