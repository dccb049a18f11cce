"""A page of facts: nobody becomes queer by seeing it. Nobody has reviewed it yet, on purpose."""

PAGE = {
    "key": "fact_visibility",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "seeing-does-not-make-queer", "ar": "الرؤية-لا-تصنع-الميل"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "conspiracy",
        "reading_level": "general",
        "last_reviewed": None,
        "review_by": None,
    },
    "en": {
        "title": "Nobody becomes queer by seeing queer people",
        "search_description": "What research says about the causes of orientation, about children of lesbian mothers, and about left-handers.",
        "summary_text": "Research finds little sign that other people's example shapes whom somebody is drawn to. What becomes more common with openness is saying so.",
        "reviewed_by": "",
        "fact": (
            "<p>Six researchers from different fields went through what is known of the causes of sexual orientation. There is considerably more evidence for non-social causes than for social ones, they conclude; the evidence for the social cause most often named, recruitment by gay adults, is weak [1].</p>"
            "<p>If example were enough, children of lesbian mothers should mostly become lesbian or gay. Susan Golombok and Fiona Tasker saw 25 such children again when they were grown up. The great majority were heterosexual. Some had been more ready to try out a relationship with somebody of their own sex, as openness allows [2].</p>"
        ),
        "myth": "They show it everywhere in order to turn our children.",
        "why_misleading": (
            "<p>The claim needs a <b>conspiracy</b>: people with one plan, one aim and the power to change what they themselves were never able to change. Most queer people grew up with films, songs and weddings about men and women only. It did not make them heterosexual.</p>"
            "<p>It is true that more young people than before call themselves queer. Left-handers teach us caution here. Among 1,277 people between 65 and 100, only 6.9% preferred the left hand, fewer than among the young; how many it was differed with whether anybody had tried to switch them to the right one [3]. The researchers see several causes at work. What they are with queer people, nobody has shown, and fashions in words exist. But counting what is said is not counting what is felt.</p>"
            "<p>An often-quoted article of 2018 supposed that young people become trans by contagion. It had asked parents, found on sites for worried parents, and none of the young people. The journal later published a correction which states that the study does not prove such a phenomenon [4].</p>"
        ),
        "fact_again": "<p>A story with two fathers in it does not change a child; it tells the one child in the class whom it concerns that there is a place for them. Children who ask are best served by a short, true answer.</p>",
    },
    "ar": {
        "title": "لا أحد يصبح كويرًا لأنه رأى أناسًا كوير",
        "search_description": "ما تقوله الأبحاث عن أسباب الميل الجنسي، وعن أبناء الأمّهات المثليات وبناتهنّ، وعن الكتابة باليد اليسرى.",
        "summary_text": "لا تجد الأبحاث ما يُذكر من الدلائل على أن قدوة الآخرين تصنع ميل أحد. ما يكثر مع الانفتاح هو التصريح به.",
        "reviewed_by": "",
        "fact": (
            "<p>راجع ستة من الباحثين في اختصاصات مختلفة ما يُعرف عن أسباب الميل الجنسي. وخلصوا إلى أن الأدلّة على أسباب غير اجتماعية أكثر بكثير من الأدلّة على أسباب اجتماعية، وأن الأدلّة على السبب الاجتماعي الأكثر تردّدًا، أي استدراج البالغين المثليين لغيرهم، ضعيفة [1].</p>"
            "<p>ولو كانت القدوة تكفي لصار معظم أبناء الأمّهات المثليات وبناتهنّ مثليين ومثليات. التقت سوزان غولومبوك وفيونا تاسكر 25 منهم مجدّدًا بعد أن كبروا، فإذا الغالبية العظمى مغايرون ومغايرات. وكان بعضهم أكثر استعدادًا لأن يجرّب علاقة مع شخص من جنسه، كما يسمح الانفتاح [2].</p>"
        ),
        "myth": "يعرضونه في كلّ مكان ليجعلوا أولادنا مثلهم.",
        "why_misleading": (
            "<p>يحتاج هذا القول إلى <b>مؤامرة</b>: أناس لهم خطة واحدة وغاية واحدة، وقدرة على أن يغيّروا في غيرهم ما لم يستطيعوا قطّ تغييره في أنفسهم. لقد نشأ معظم الكوير على أفلام وأغانٍ وأعراس ليس فيها إلا رجل وامرأة، ولم يجعلهم ذلك مغايرين.</p>"
            "<p>صحيح أن من يسمّون أنفسهم كويرًا بين الشباب أكثر من ذي قبل. لكنّ من يكتبون باليد اليسرى يعلّموننا الحذر هنا. فبين 1277 شخصًا تتراوح أعمارهم بين 65 و100 سنة لم يفضّل اليد اليسرى إلا 6.9%، وهم أقلّ ممّا هم بين الشباب، واختلف عددهم بحسب ما إذا كان أحد قد حاول تحويلهم إلى اليمنى [3]. وترى الباحثتان أن للأمر أسبابًا عدّة. أمّا أسبابه في حالة الكوير فلم يثبتها أحد، وللكلمات موضات. غير أن إحصاء ما يُقال ليس إحصاءً لما يُحَسّ.</p>"
            "<p>وثمّة مقال يكثر الاستشهاد به، نُشر عام 2018، افترض أن الشباب يصبحون عابرين بالعدوى. وكان قد سأل آباء وأمّهات عثر عليهم في مواقع لأهل قلقين، ولم يسأل أحدًا من الشباب أنفسهم. ثم نشرت المجلة تصويبًا يقول إن الدراسة لا تثبت ظاهرة كهذه [4].</p>"
        ),
        "fact_again": "<p>حكاية فيها رجلان يربّيان طفلهما لا تغيّر أحدًا، بل تقول للطفل الوحيد الذي تعنيه في الصفّ إن له مكانًا. ومن يسأل من الأطفال فخير ما يُعطى جواب قصير صادق.</p>",
    },
    "sources": [
        {
            "title": "Sexual Orientation, Controversy, and Science",
            "publisher": "J. Michael Bailey and others, Psychological Science in the Public Interest 17(2)",
            "url": "https://doi.org/10.1177/1529100616637616",
            "published": "2016",
            "accessed": "2026-11-20",
            "note": {
                "en": "A long review; on women much less is known than on men.",
                "ar": "مراجعة طويلة، والمعروف عن النساء أقلّ بكثير من المعروف عن الرجال.",
            },
        },
        {
            "title": "Do Parents Influence the Sexual Orientation of Their Children? Findings From a Longitudinal Study of Lesbian Families",
            "publisher": "Susan Golombok and Fiona Tasker, Developmental Psychology 32(1)",
            "url": "https://doi.org/10.1037/0012-1649.32.1.3",
            "published": "1996",
            "accessed": "2026-11-20",
            "note": {
                "en": "A very small group in one country.",
                "ar": "مجموعة صغيرة جدًا في بلد واحد.",
            },
        },
        {
            "title": "Hand preference side and its relation to hand preference switch history among old and oldest-old adults",
            "publisher": "Clare Porac and Ingrid C. Friesen, Developmental Neuropsychology",
            "url": "https://pure.psu.edu/en/publications/hand-preference-side-and-its-relation-to-hand-preference-switch-h",
            "published": "2000",
            "accessed": "2026-11-20",
            "note": {
                "en": "About hands, not about orientation: a comparison, no proof.",
                "ar": "عن الأيدي لا عن الميل، فهي تشبيه لا برهان.",
            },
        },
        {
            "title": "Correction: Parent reports of adolescents and young adults perceived to show signs of a rapid onset of gender dysphoria",
            "publisher": "Lisa Littman, PLOS ONE 14(3)",
            "url": "https://doi.org/10.1371/journal.pone.0214157",
            "published": "2019",
            "accessed": "2026-11-20",
            "note": {
                "en": "The author's own correction; it leads to the first version.",
                "ar": "تصويب صاحبة الدراسة نفسها، ومنه يُوصل إلى النسخة الأولى.",
            },
        },
    ],
    "related_pages": ["fact_trans", "fact_families"],
}
