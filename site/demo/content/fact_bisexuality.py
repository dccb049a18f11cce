"""A page of facts: bisexuality lasts, and is no stop on the way to something else."""

PAGE = {
    "key": "fact_bisexuality",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "bisexuality-is-not-a-phase", "ar": "ازدواج-الميل-ليس-مرحلة"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "false-choice",
        "reading_level": "plain",
        "last_reviewed": "2026-11-08",
        "review_by": "2027-11-08",
    },
    "en": {
        "title": "Bisexuality is an orientation of its own, and it lasts",
        "search_description": "What a study over ten years, laboratory research and a review of mental health say about bisexual women and men.",
        "summary_text": "Some people are drawn to more than one gender, and stay so. A study that followed women for ten years found no sign of a passing stage.",
        "reviewed_by": "Two bisexual members of our group",
        "fact": (
            "<p>Lisa Diamond spoke five times in ten years with 79 women who called themselves lesbian, bisexual or nothing at all. If bisexuality were a stage, its number should have shrunk. The opposite happened: more women took up a bisexual or unlabelled identity than gave one up, and few of those who had one ended as lesbian or heterosexual [1].</p>"
            "<p>About men there was long a doubt. In 2020 researchers put together the data of eight earlier studies with more than 500 men. Those who said that they were drawn to women and men also responded to both in the laboratory, on average more evenly than other men [2].</p>"
        ),
        "myth": "Bisexual people are only confused: sooner or later they decide for one side.",
        "why_misleading": (
            "<p>The saying offers a <b>false choice</b>: as if there were two drawers, and whoever lies in neither had not yet been tidied away. Nobody demands of a person who loves the sea and the mountains that they choose.</p>"
            "<p>It lives on something true. Some lesbian and gay people did first call themselves bisexual, because that was easier to say. And in Diamond's study two thirds of all the women changed the word they used at least once [1]. A change of word is no proof that the attraction was pretended.</p>"
            "<p>Being doubted from both sides has a price. A review of the research finds that depression and anxiety are at least as common among bisexual people as among lesbian and gay people, and more common than among heterosexual people; its authors point to discrimination, to invisibility and to the lack of support that affirms them [3].</p>"
        ),
        "fact_again": "<p>Whoever is with a woman today and with a man tomorrow has not changed sides. Bisexual people need not prove anything, neither by a list of partners nor by a decision.</p>",
    },
    "ar": {
        "title": "ازدواج الميل الجنسي ميل قائم بذاته، وهو يدوم",
        "search_description": "ما تقوله دراسة امتدّت عشر سنوات وأبحاث مخبرية ومراجعة عن الصحة النفسية في شأن مزدوجات الميل ومزدوجيه.",
        "summary_text": "ينجذب بعض الناس إلى أكثر من جندر واحد، ويبقون كذلك. وقد تابعت دراسة نساءً عشر سنوات فلم تجد ما يدلّ على مرحلة عابرة.",
        "reviewed_by": "اثنان من مزدوجي الميل في مجموعتنا",
        "fact": (
            "<p>تحدّثت ليزا دايموند خمس مرات خلال عشر سنوات إلى 79 امرأة يسمّين أنفسهنّ مثليات أو مزدوجات الميل أو لا يسمّين أنفسهنّ شيئًا. لو كان ازدواج الميل مرحلة لنقص عدد صاحباته مع الوقت، غير أن العكس هو ما حدث: كانت اللواتي اتّخذن هوية مزدوجة أو بلا تسمية أكثر من اللواتي تركنها، وقليلات ممّن كنّ كذلك انتهين إلى المثلية أو المغايرة [1].</p>"
            "<p>أمّا الرجال فطال الشكّ في أمرهم. وفي عام 2020 جمع باحثون بيانات ثماني دراسات سابقة شملت أكثر من 500 رجل. من قالوا إنهم ينجذبون إلى النساء والرجال استجابوا في المختبر للطرفين أيضًا، على نحو أكثر توازنًا في المتوسط من سائر الرجال [2].</p>"
        ),
        "myth": "مزدوجو الميل حائرون لا أكثر، وسيختارون عاجلًا أو آجلًا هذا الجانب أو ذاك.",
        "why_misleading": (
            "<p>يضعنا هذا القول أمام <b>خيار زائف</b>، كأن في الدنيا دُرجين لا ثالث لهما، ومن لم يكن في أحدهما فهو لم يُرتَّب بعد. ولا أحد يطالب من يحبّ البحر والجبل معًا بأن يختار بينهما.</p>"
            "<p>وهو يعيش على شيء صحيح. فبعض المثليين والمثليات سمّوا أنفسهم أول الأمر مزدوجي الميل لأن قول ذلك كان أسهل. وفي دراسة دايموند غيّر ثلثا النساء جميعًا الكلمة التي يستعملنها مرة واحدة على الأقل [1]. غير أن تغيير الكلمة لا يثبت أن الانجذاب كان ادّعاءً.</p>"
            "<p>وللتكذيب من الجانبين ثمن. فقد وجدت مراجعة للأبحاث أن الاكتئاب والقلق بين مزدوجي الميل ومزدوجاته لا يقلّان عمّا هما بين المثليين والمثليات، وأنهما أكثر منهما بين المغايرين. ويشير أصحابها إلى التمييز، وإلى التغييب، وإلى قلّة الدعم الذي يعترف بهم [3].</p>"
        ),
        "fact_again": "<p>من كان اليوم مع امرأة وغدًا مع رجل لم ينتقل من صفّ إلى صفّ. وليس على مزدوجي الميل ومزدوجاته أن يثبتوا شيئًا، لا بقائمة من الأسماء ولا بقرار.</p>",
    },
    "sources": [
        {
            "title": "Female Bisexuality From Adolescence to Adulthood: Results From a 10-Year Longitudinal Study",
            "publisher": "Lisa M. Diamond, Developmental Psychology 44(1)",
            "url": "https://doi.org/10.1037/0012-1649.44.1.5",
            "published": "2008",
            "accessed": "2026-11-08",
            "note": {
                "en": "A small group of women in the United States, aged 18 to 25 at the beginning.",
                "ar": "مجموعة صغيرة من النساء في الولايات المتحدة تراوحت أعمارهنّ في البداية بين 18 و25 سنة.",
            },
        },
        {
            "title": "Robust evidence for bisexual orientation among men",
            "publisher": "Jeremy Jabbour and others, Proceedings of the National Academy of Sciences 117(31)",
            "url": "https://doi.org/10.1073/pnas.2003631117",
            "published": "2020",
            "accessed": "2026-11-08",
            "note": {
                "en": "Volunteers, and a measure that catches only a part of what attraction is. Nobody needs a laboratory to know whom they love.",
                "ar": "متطوّعون، ومقياس لا يلتقط من الانجذاب إلا جزءًا. ولا يحتاج أحد إلى مختبر ليعرف من يحبّ.",
            },
        },
        {
            "title": "Prevalence of Depression and Anxiety Among Bisexual People Compared to Gay, Lesbian, and Heterosexual Individuals: A Systematic Review and Meta-Analysis",
            "publisher": "Lori E. Ross and others, The Journal of Sex Research 55(4-5)",
            "url": "https://doi.org/10.1080/00224499.2017.1387755",
            "published": "2018",
            "accessed": "2026-11-08",
            "note": {
                "en": "Brings many studies together, most of them from rich countries.",
                "ar": "تجمع دراسات كثيرة، معظمها من بلدان غنية.",
            },
        },
    ],
    "related_pages": ["fact_orientation", "fact_asexuality"],
}
