"""A page of facts: there are believers who are queer, whatever one thinks of it."""

PAGE = {
    "key": "fact_faith",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "there-are-queer-believers", "ar": "هناك-مؤمنون-ومؤمنات-كوير"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "false-choice",
        "reading_level": "general",
        "last_reviewed": "2026-11-10",
        "review_by": "2028-11-10",
    },
    "en": {
        "title": "There are Muslims and Christians who are queer and believe",
        "search_description": "What sociologists and survey researchers found about faith among LGBTQ people.",
        "summary_text": "Many queer people pray, fast or go to church. How they bring this together with who they are differs from one to the other; that they exist is not in doubt.",
        "reviewed_by": "Two believers of our group, one Muslim and one Christian",
        "fact": (
            "<p>Scott Siraj al-Haqq Kugle travelled to five countries and lets fifteen gay, lesbian and trans Muslims speak in his book: of families, mosques, verses and fear, and of support groups in which they found a way to remain what they are, Muslims among other things [1].</p>"
            "<p>Andrew Yip asked lesbian, gay and bisexual Christians and Muslims in Britain how they live with the texts. They do not deny that some passages speak against them. They ask about the time and the language in which these were read, and who has the right to interpret them, and look for what strengthens them [2].</p>"
            "<p>In the United States, where such questions are asked in surveys, 47% of LGBT adults counted as religious, by how often they attend a service and what religion means to them; 106,000 of them were estimated to be Muslim [3].</p>"
        ),
        "myth": "You have to choose: either you believe or you are one of those.",
        "why_misleading": (
            "<p>That is a <b>false choice</b>. It may be what a community demands; it does not describe the people. Whoever has to choose often loses in either case: the one thing is the ground on which they stand, the other is themselves.</p>"
            "<p>Nor is it true that faith always heals or always harms. A meta-analysis of 73 studies found, for sexual minorities, a slight positive link between religiousness and health on average, with large differences: it depended, among other things, on whether the surroundings support both [4].</p>"
            "<p>What a religion teaches is not for us to say. Its scholars disagree, and we are a mutual-aid group. We say only what can be counted and read.</p>"
        ),
        "fact_again": "<p>You need give up neither in order to come to us. In our circles some pray and some do not, and nobody has to explain why.</p>",
    },
    "ar": {
        "title": "هناك كوير مؤمنون، مسلمون ومسيحيون",
        "search_description": "ما وجده باحثون في علم الاجتماع واستطلاعات الرأي عن الإيمان في مجتمع الميم.",
        "summary_text": "كثيرون من الكوير يصلّون أو يصومون أو يقصدون الكنيسة. وتختلف طرقهم في الجمع بين ذلك وبين ما هم عليه، أمّا وجودهم فلا شكّ فيه.",
        "reviewed_by": "مؤمنتان من مجموعتنا، مسلمة ومسيحية",
        "fact": (
            "<p>زار سكوت سراج الحقّ كوغل خمسة بلدان، وترك الكلام في كتابه لخمسة عشر من المسلمين والمسلمات، مثليين ومثليات وعابرين وعابرات: عن العائلة والمسجد والآيات والخوف، وعن مجموعات مساندة وجدوا فيها طريقًا ليبقوا على ما هم عليه، ومن ذلك أنهم مسلمون [1].</p>"
            "<p>وسأل أندرو ييب مسيحيين ومسلمين من المثليين والمثليات ومزدوجي الميل في بريطانيا كيف يعيشون مع النصوص. إنهم لا ينكرون أن بعض المواضع تتكلّم ضدّهم، لكنهم يسألون عن الزمان واللغة اللذين قُرئت فيهما، وعمّن له حقّ التأويل، ويبحثون عمّا يقوّيهم [2].</p>"
            "<p>وفي الولايات المتحدة، حيث تُطرح أسئلة كهذه في الاستطلاعات، عُدّ 47% من البالغين في مجتمع الميم متديّنين بحسب مواظبتهم على الشعائر ومكانة الدين عندهم، وقُدّر عدد المسلمين بينهم بنحو 106 آلاف [3].</p>"
        ),
        "myth": "عليك أن تختار: إمّا أن تكون مؤمنًا وإمّا أن تكون من هؤلاء.",
        "why_misleading": (
            "<p>هذا <b>خيار زائف</b>. قد يكون ممّا تطلبه جماعة ما، لكنه لا يصف الناس. ومن يُرغم على الاختيار كثيرًا ما يخسر في الحالين: أحد الأمرين هو الأرض التي يقف عليها، والآخر هو نفسه.</p>"
            "<p>وليس صحيحًا كذلك أن الإيمان يشفي دائمًا أو يؤذي دائمًا. فقد وجد تحليل جمع 73 دراسة صلة إيجابية طفيفة في المتوسط بين التديّن والصحة لدى الأقليات الجنسية، مع فروق كبيرة تتوقّف، من بين ما تتوقّف عليه، على أن يسند المحيط الأمرين معًا [4].</p>"
            "<p>أمّا ما يعلّمه دين من الأديان فليس لنا أن نقوله. علماؤه مختلفون، ونحن مجموعة تكافل. لا نقول إلا ما يمكن أن يُعدّ ويُقرأ.</p>"
        ),
        "fact_again": "<p>لا يلزمكم أن تتخلّوا عن هذا أو ذاك لتأتوا إلينا. في حلقاتنا من يصلّي ومن لا يصلّي، ولا أحد مضطرّ إلى أن يفسّر.</p>",
    },
    "sources": [
        {
            "title": "Living Out Islam: Voices of Gay, Lesbian, and Transgender Muslims",
            "publisher": "Scott Siraj al-Haqq Kugle, New York University Press",
            "url": "https://openlibrary.org/isbn/9781479894673",
            "published": "2014",
            "accessed": "2026-11-10",
            "note": {
                "en": "Interviews with activists who live in secular democracies.",
                "ar": "مقابلات مع ناشطين وناشطات يعيشون في بلدان ديمقراطية علمانية.",
            },
        },
        {
            "title": "Queering Religious Texts: An Exploration of British Non-heterosexual Christians' and Muslims' Strategy of Constructing Sexuality-affirming Hermeneutics",
            "publisher": "Andrew K. T. Yip, Sociology 39(1)",
            "url": "https://doi.org/10.1177/0038038505049000",
            "published": "2005",
            "accessed": "2026-11-10",
            "note": {
                "en": "Two studies in one country; sociology, not theology.",
                "ar": "دراستان في بلد واحد، وهي علم اجتماع لا علم لاهوت.",
            },
        },
        {
            "title": "Religiosity Among LGBT Adults in the US",
            "publisher": "Kerith J. Conron, Shoshana K. Goldberg and Kathryn O'Neill, Williams Institute",
            "url": "https://williamsinstitute.law.ucla.edu/publications/lgbt-religiosity-us/",
            "published": "2020",
            "accessed": "2026-11-10",
            "note": {
                "en": "A telephone survey; it counts only those who say to a stranger who they are.",
                "ar": "استطلاع هاتفي لا يُحصي إلا من يقولون لغريب من هم.",
            },
        },
        {
            "title": "The relationship between religiousness and health among sexual minorities: A meta-analysis",
            "publisher": "G. Tyler Lefevor and others, Psychological Bulletin 147(7)",
            "url": "https://doi.org/10.1037/bul0000321",
            "published": "2021",
            "accessed": "2026-11-10",
            "note": {
                "en": "Mostly about Christians in North America.",
                "ar": "معظمها عن مسيحيين في أمريكا الشمالية.",
            },
        },
    ],
    "related_pages": ["fact_history", "mutual_aid"],
}
