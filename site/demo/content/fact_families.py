"""A page of facts: children of same-sex parents do as well as others."""

PAGE = {
    "key": "fact_families",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "children-of-same-sex-parents", "ar": "أطفال-الأزواج-من-الجنس-نفسه"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "cherry-picking",
        "reading_level": "general",
        "last_reviewed": "2026-11-15",
        "review_by": "2028-05-15",
    },
    "en": {
        "title": "Children of two mothers or two fathers do as well as other children",
        "search_description": "What reviews of the research, a long-term study and the best-known counter-study say about children of same-sex parents.",
        "summary_text": "What children need is somebody reliable, enough to live on and a circle that supports them. Whether their parents are a man and a woman makes little difference.",
        "reviewed_by": "A psychologist of our group",
        "fact": (
            "<p>The American Academy of Pediatrics looked back over a generation of studies in 2013. Children's well-being, it wrote, is affected much more by the relationships within the family, by the parents' sense of competence and security and by social and economic support than by the parents' gender or orientation [1].</p>"
            "<p>A review from 2023 brought together 34 studies. In most respects the families were alike; in two, the children's psychological adjustment and their relationship with their parents, those with lesbian, gay or bisexual parents came out slightly better. Where families did badly, stigma, discrimination and a lack of support stood among the reasons [2].</p>"
            "<p>One of the longest studies has followed lesbian families since before the birth of the children. At 17, according to their mothers, the 78 young people had fewer problems and did better at school than others of their age [3].</p>"
        ),
        "myth": "Without a mother and a father a child is bound to come to harm.",
        "why_misleading": (
            "<p>Whoever says so usually has one study in mind and passes over the others: that is <b>cherry-picking</b>. A survey published in 2012 did report worse results for adults one of whose parents had had a same-sex relationship [4]. But many of them had hardly lived with that couple, or not at all; they had been through a separation. When two other sociologists went over the same data and sorted out doubtful cases, the differences almost disappeared [5].</p>"
            "<p>There is a true core: a child who loses a parent, or lives through a bitter separation, often has a hard time. That holds in every kind of family and is no argument against this one.</p>"
        ),
        "fact_again": "<p>Children are raised in many ways here too: by grandmothers, aunts, widowers, neighbours. What they remember later is who was there. If you are parents and afraid for your children's sake, or for their custody, talk to us before you sign anything.</p>",
    },
    "ar": {
        "title": "أطفال الأمّهات المثليات والآباء المثليين ينشؤون كما ينشأ غيرهم",
        "search_description": "ما تقوله مراجعات الأبحاث ودراسة طويلة الأمد وأشهر الدراسات المضادة عن أطفال الأزواج من الجنس نفسه.",
        "summary_text": "يحتاج الأطفال إلى من يعتمدون عليه، وإلى ما يكفي للعيش، وإلى محيط يسندهم. أمّا أن يكون الوالدان رجلًا وامرأة فلا يُحدث فرقًا يُذكر.",
        "reviewed_by": "مختصّة نفسية من مجموعتنا",
        "fact": (
            "<p>راجعت الأكاديمية الأمريكية لطبّ الأطفال عام 2013 دراسات جيل كامل. وكتبت أن عافية الأطفال تتأثّر بالعلاقات داخل الأسرة، وبشعور الوالدين بالكفاءة والأمان، وبالسند الاجتماعي والاقتصادي، أكثر بكثير ممّا تتأثّر بجندر الوالدين أو ميلهما [1].</p>"
            "<p>وجمعت مراجعة صدرت عام 2023 أربعًا وثلاثين دراسة. تشابهت الأسر في معظم الجوانب، وفي جانبين هما التكيّف النفسي للأطفال وعلاقتهم بوالديهم كانت حال أسر المثليين والمثليات ومزدوجي الميل أفضل قليلًا. وحيث ساءت أحوال الأسر كان الوصم والتمييز وقلّة السند من بين الأسباب [2].</p>"
            "<p>وثمّة دراسة من أطول الدراسات تتابع أسر أمّهات مثليات منذ ما قبل ولادة الأطفال. في السابعة عشرة كانت مشكلات هؤلاء الشبان والشابات، وعددهم 78، أقلّ من مشكلات أقرانهم وأداؤهم المدرسي أفضل، بحسب ما قالته أمّهاتهم [3].</p>"
        ),
        "myth": "من دون أمّ وأب لا بدّ أن يلحق بالطفل ضرر.",
        "why_misleading": (
            "<p>من يقول هذا يفكّر عادة في دراسة واحدة ويتجاوز ما سواها، وهذا <b>انتقاء للأدلّة</b>. صحيح أن استطلاعًا نُشر عام 2012 ذكر نتائج أسوأ لبالغين كان لأحد والديهم علاقة بشخص من جنسه [4]. لكنّ كثيرين منهم لم يعيشوا مع ذينك الشريكين إلا قليلًا أو لم يعيشوا معهما قطّ، بل مرّوا بانفصال. وحين أعاد باحثان آخران في علم الاجتماع فحص البيانات نفسها واستبعدا الحالات المشكوك فيها، كادت الفروق تختفي [5].</p>"
            "<p>وفي القول لبّ صحيح: فالطفل الذي يفقد أحد والديه أو يعيش انفصالًا مريرًا كثيرًا ما يقاسي. وهذا يصحّ في كلّ أنواع الأسر، وليس حجّة على هذا النوع منها.</p>"
        ),
        "fact_again": "<p>وعندنا أيضًا يُربّى الأطفال على وجوه كثيرة: تربّيهم الجدّات والخالات والأرامل والجيران. وما يذكرونه في كبرهم هو من كان حاضرًا. إن كنتم آباء أو أمّهات وتخافون على أطفالكم أو على حضانتهم، فتحدّثوا إلينا قبل أن توقّعوا شيئًا.</p>",
    },
    "sources": [
        {
            "title": "Promoting the Well-Being of Children Whose Parents Are Gay or Lesbian",
            "publisher": "Ellen C. Perrin and others, American Academy of Pediatrics, Pediatrics 131(4)",
            "url": "https://doi.org/10.1542/peds.2013-0377",
            "published": "2013",
            "accessed": "2026-11-15",
            "note": {
                "en": "A technical report; most of the studies that it rests on were done in North America and Europe.",
                "ar": "تقرير فنّي، ومعظم الدراسات التي يستند إليها أُجريت في أمريكا الشمالية وأوروبا.",
            },
        },
        {
            "title": "Family outcome disparities between sexual minority and heterosexual families: a systematic review and meta-analysis",
            "publisher": "Yun Zhang and others, BMJ Global Health 8(3)",
            "url": "https://doi.org/10.1136/bmjgh-2022-010556",
            "published": "2023",
            "accessed": "2026-11-15",
            "note": {
                "en": "Sixteen of the 34 studies could be reckoned together; they come mostly from places where such families are protected.",
                "ar": "أمكن جمع نتائج 16 دراسة من الـ34 حسابيًا، ومعظمها من أماكن تحظى فيها هذه الأسر بالحماية.",
            },
        },
        {
            "title": "US National Longitudinal Lesbian Family Study: Psychological Adjustment of 17-Year-Old Adolescents",
            "publisher": "Nanette Gartrell and Henny Bos, Pediatrics 126(1)",
            "url": "https://doi.org/10.1542/peds.2009-3153",
            "published": "2010",
            "accessed": "2026-11-15",
            "note": {
                "en": "Volunteers, and the mothers themselves answered.",
                "ar": "متطوّعات، والأمّهات أنفسهنّ هنّ من أجبن.",
            },
        },
        {
            "title": "How different are the adult children of parents who have same-sex relationships? Findings from the New Family Structures Study",
            "publisher": "Mark Regnerus, Social Science Research 41(4)",
            "url": "https://doi.org/10.1016/j.ssresearch.2012.03.009",
            "published": "2012",
            "accessed": "2026-11-15",
            "note": {
                "en": "The counter-study, so that you can judge for yourselves.",
                "ar": "الدراسة المضادة، لتحكموا بأنفسكم.",
            },
        },
        {
            "title": "Measurement, methods, and divergent patterns: Reassessing the effects of same-sex parents",
            "publisher": "Simon Cheng and Brian Powell, Social Science Research 52",
            "url": "https://doi.org/10.1016/j.ssresearch.2015.04.005",
            "published": "2015",
            "accessed": "2026-11-15",
            "note": {
                "en": "The same data, reckoned again.",
                "ar": "البيانات نفسها بحساب جديد.",
            },
        },
    ],
    "related_pages": ["fact_children_safety"],
    "related_services": ["work-rent-and-family-law", "parents-evening"],
}
