"""A page of facts: gender-affirming care goes step by step, and what is known and not known of it."""

PAGE = {
    "key": "fact_gender_care",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "gender-affirming-care-step-by-step", "ar": "الرعاية-المؤكدة-للجندر-خطوة-خطوة"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "misrepresentation",
        "reading_level": "expert",
        "last_reviewed": "2026-06-15",
        "review_by": "2026-12-15",
    },
    "en": {
        "title": "Gender-affirming care goes step by step, and before puberty it needs no medicine",
        "search_description": "What guidelines recommend at which age, what research shows, and what is still disputed.",
        "summary_text": "Before puberty the leading guidelines recommend neither medicines nor operations. For adults hormones go with a better quality of life; for adolescents the evidence is weaker, and experts argue about it.",
        "reviewed_by": "A doctor for hormones, with two trans readers",
        "fact": (
            "<p>Care usually begins without any medicine: with listening, with time, with a name and pronouns. The guideline of the Endocrine Society, an association of hormone specialists, recommends against puberty blockers and hormones before puberty, and suggests waiting with operations on the genitals until the person is of age [1]. The Standards of Care of the professional association WPATH likewise ask for a thorough assessment of each adolescent and for the involvement of parents, unless that would do harm [2].</p>"
            "<p>For adults the picture is fairly clear. A systematic review of 20 studies found that hormone therapy went with a better quality of life, less depression and less anxiety; the authors add that many of the studies were small and open to bias [3]. A pooled analysis put regret after operations at about 1%, with the warning that regret had been measured in very different ways [4].</p>"
            "<p>For adolescents experts disagree. A review for the English health service complained in 2024 of a lack of high-quality research on puberty blockers: it could draw no conclusion about their effect on distress or mental health, and found that bones may become less dense during the treatment [5]. England has since restricted them to research; associations in other countries hold that they remain justified in individual cases. We say so because you will meet both opinions, and because weak evidence means “we do not know enough”, neither “it helps” nor “it harms”.</p>"
        ),
        "myth": "Children are operated on as soon as they say that they are trans.",
        "why_misleading": (
            "<p>The sentence <b>misrepresents</b> what care is. It makes a single cut out of a path of many steps, most of which are conversations, and turns children into what concerns adults, and some older adolescents in some countries.</p>"
            "<p>It also leaves out the other side of the scales. To do nothing is a decision as well: an unwanted puberty cannot be undone. That is why those who give care weigh up with each person, and why laws that forbid it to everybody help nobody to weigh.</p>"
        ),
        "fact_again": "<p>Nobody has to take a step in order to be trans, and nobody should be pushed into one or held back from one by force. If you take hormones without a doctor because there is none, you are not the only one: write to us, and we shall look together for somebody who at least checks your blood.</p>",
    },
    "ar": {
        "title": "الرعاية المؤكِّدة للجندر تسير خطوة خطوة، ولا دواء فيها قبل البلوغ",
        "search_description": "ما توصي به الإرشادات الطبية في كلّ عمر، وما تُظهره الأبحاث، وما لا يزال موضع خلاف.",
        "summary_text": "قبل البلوغ لا توصي أبرز الإرشادات بأدوية ولا بعمليات. وعند البالغين تترافق الهرمونات مع نوعية حياة أفضل. أمّا عند المراهقين فالأدلّة أضعف، والخبراء مختلفون فيها.",
        "reviewed_by": "طبيب غدد صمّاء مع قارئين عابرين",
        "fact": (
            "<p>تبدأ الرعاية عادةً بلا أيّ دواء: بالإصغاء، وبالوقت، وبالاسم والضمائر. وتوصي إرشادات جمعية الغدد الصمّاء، وهي رابطة للمختصّين في الهرمونات، بعدم إعطاء حاصرات البلوغ ولا الهرمونات قبل البلوغ، وتقترح تأجيل العمليات على الأعضاء التناسلية إلى سنّ الرشد [1]. كذلك تطلب معايير الرعاية الصادرة عن رابطة WPATH المهنية تقييمًا وافيًا لكلّ مراهق ومراهقة، وإشراك الوالدين ما لم يكن في ذلك ضرر [2].</p>"
            "<p>والصورة عند البالغين واضحة إلى حدّ بعيد. وجدت مراجعة منهجية لعشرين دراسة أن العلاج بالهرمونات ترافق مع نوعية حياة أفضل واكتئاب أقلّ وقلق أقلّ، ويضيف أصحابها أن كثيرًا من الدراسات صغير وعُرضة للتحيّز [3]. وقدّر تحليل مجمّع نسبة الندم بعد العمليات بنحو 1%، منبّهًا إلى أن الندم قيس بطرق شديدة الاختلاف [4].</p>"
            "<p>أمّا المراهقون والمراهقات فالخبراء في شأنهم مختلفون. فقد شكت مراجعة أُعدّت لهيئة الصحة في إنجلترا عام 2024 من قلّة الأبحاث العالية الجودة عن حاصرات البلوغ: لم تستطع أن تخلص إلى شيء في أثرها على الضيق أو الصحة النفسية، ووجدت أن كثافة العظام قد تنقص في أثناء العلاج [5]. وقد حصرتها إنجلترا منذئذ بالأبحاث، في حين ترى جمعيات في بلدان أخرى أنها تبقى مسوَّغة في حالات فردية. نقول هذا لأنكم ستسمعون الرأيين، ولأن ضعف الأدلّة معناه «لا نعرف ما يكفي»، وليس معناه أنها تنفع ولا أنها تضرّ.</p>"
        ),
        "myth": "يُجرون العمليات للأطفال ما إن يقولوا إنهم عابرون.",
        "why_misleading": (
            "<p>هذا القول <b>يحرّف</b> معنى الرعاية. فهو يختزل في مبضع واحد طريقًا من خطوات كثيرة معظمها محادثات، وينسب إلى الأطفال ما يخصّ البالغين وبعض المراهقين الأكبر سنًّا في بعض البلدان.</p>"
            "<p>وهو يُسقط كذلك الكفّة الأخرى من الميزان. فالامتناع عن الفعل قرار أيضًا: والبلوغ الذي لا يريده صاحبه لا رجوع عنه. لذلك يوازن مقدّمو الرعاية الأمر مع كلّ شخص على حدة، ولذلك لا تعين القوانين التي تمنعها عن الجميع أحدًا على الموازنة.</p>"
        ),
        "fact_again": "<p>لا يحتاج أحد إلى خطوة بعينها ليكون عابرًا، ولا يجوز أن يُدفع أحد إلى خطوة ولا أن يُمنع منها قسرًا. إن كنتم تأخذون الهرمونات بلا طبيب لأنكم لا تجدون طبيبًا، فلستم وحدكم: اكتبوا إلينا، ونبحث معًا عمّن يفحص دمكم على الأقلّ.</p>",
    },
    "sources": [
        {
            "title": "Endocrine Treatment of Gender-Dysphoric/Gender-Incongruent Persons: An Endocrine Society Clinical Practice Guideline",
            "publisher": "Wylie C. Hembree and others, The Journal of Clinical Endocrinology & Metabolism 102(11)",
            "url": "https://doi.org/10.1210/jc.2017-01658",
            "published": "2017",
            "accessed": "2026-06-15",
            "note": {
                "en": "The guideline itself grades much of its evidence as low or very low.",
                "ar": "تصنّف الإرشادات نفسها كثيرًا من أدلّتها بأنها ضعيفة أو ضعيفة جدًا.",
            },
        },
        {
            "title": "Standards of Care for the Health of Transgender and Gender Diverse People, Version 8",
            "publisher": "Eli Coleman and others (WPATH), International Journal of Transgender Health 23(sup1)",
            "url": "https://doi.org/10.1080/26895269.2022.2100644",
            "published": "2022",
            "accessed": "2026-06-15",
            "note": {
                "en": "Written by professionals who give this care; for adolescents it names conditions, not fixed ages.",
                "ar": "كتبها مختصّون يقدّمون هذه الرعاية، وهي تضع للمراهقين شروطًا لا أعمارًا ثابتة.",
            },
        },
        {
            "title": "Hormone Therapy, Mental Health, and Quality of Life Among Transgender People: A Systematic Review",
            "publisher": "Kellan E. Baker and others, Journal of the Endocrine Society 5(4)",
            "url": "https://doi.org/10.1210/jendso/bvab011",
            "published": "2021",
            "accessed": "2026-06-15",
            "note": {
                "en": "Could draw no conclusion about death by suicide. Paid for by WPATH.",
                "ar": "لم تستطع الخلوص إلى شيء في شأن الوفاة انتحارًا. موّلتها WPATH.",
            },
        },
        {
            "title": "Regret after Gender-affirmation Surgery: A Systematic Review and Meta-analysis of Prevalence",
            "publisher": "Valeria P. Bustos and others, Plastic and Reconstructive Surgery – Global Open 9(3)",
            "url": "https://doi.org/10.1097/GOX.0000000000003477",
            "published": "2021",
            "accessed": "2026-06-15",
            "note": {
                "en": "Many people were lost to follow-up in the studies; an erratum has been published.",
                "ar": "انقطعت متابعة كثيرين في الدراسات، ونُشر لها تصويب.",
            },
        },
        {
            "title": "Interventions to suppress puberty in adolescents experiencing gender dysphoria or incongruence: a systematic review",
            "publisher": "Jo Taylor and others, Archives of Disease in Childhood 109(Suppl 2)",
            "url": "https://doi.org/10.1136/archdischild-2023-326669",
            "published": "2024",
            "accessed": "2026-06-15",
            "note": {
                "en": "One of the reviews for the Cass Review, whose conclusions other experts dispute.",
                "ar": "إحدى مراجعات «تقرير كاس» الذي يجادل خبراء آخرون في خلاصاته.",
            },
        },
    ],
    "related_pages": ["fact_trans"],
    "related_services": ["hormone-care", "trans-circle"],
}
