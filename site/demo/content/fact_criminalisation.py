"""A page of facts: punishing queer people protects nobody, and harms everybody's health."""

PAGE = {
    "key": "fact_criminalisation",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "punishment-protects-nobody", "ar": "العقاب-لا-يحمي-أحدا"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "slippery-slope",
        "reading_level": "general",
        "last_reviewed": "2025-11-01",
        "review_by": "2026-11-01",
    },
    "en": {
        "title": "Laws that punish queer people protect nobody and harm public health",
        "search_description": "What studies of HIV and of marriage found, and what the United Nations Human Rights Committee decided.",
        "summary_text": "Where same-sex acts are punished, fewer people are tested and treated for HIV. Nobody has shown that families are stronger there.",
        "reviewed_by": "A lawyer of our group",
        "fact": (
            "<p>A comparison of countries found that where same-sex acts are a crime, the share of people living with HIV who know of it was 11% lower, and the share of those whose virus is suppressed 8% lower [1]. A study of more than 8,000 men in ten African countries points the same way: where their love was a crime, and above all where people had recently been prosecuted for it, more of them lived with HIV [2].</p>"
            "<p>In Nigeria the effect of a law could be watched. Researchers had been speaking with gay and bisexual men in Abuja since 2013; in January 2014 a harsher law was signed. At visits before it 25% reported that they had been afraid to seek health care, at visits after it 38% [3].</p>"
            "<p>The United Nations Human Rights Committee had drawn the conclusion in 1994, in the case of Toonen against Australia. To make such acts a crime, it said, is no reasonable means and no proportionate measure to prevent the spread of HIV, and it violates the right to privacy [4].</p>"
        ),
        "myth": "If the law lets this go, families will fall apart and diseases will spread.",
        "why_misleading": (
            "<p>This is the <b>slippery slope</b>: from a first step a slide is concluded that nobody has seen. In the United States one could look. A study compared the states that opened marriage or something like it to same-sex couples with those that did not. It found no sign that fewer men and women married on that account [5].</p>"
            "<p>And it turns things round. Disease spreads where people hide from the doctor. What families fall apart over, as we see in our own work, is blackmail, a police record, a child put out on the street. Behind each of these the law can be found, or the fear of it.</p>"
        ),
        "fact_again": "<p>A law can frighten people; it cannot make them different. If you have been summoned, arrested or blackmailed, sign nothing and unlock nothing before you have spoken with somebody who knows the law. We know lawyers who come.</p>",
    },
    "ar": {
        "title": "القوانين التي تعاقب الكوير لا تحمي أحدًا وتضرّ بالصحة العامة",
        "search_description": "ما وجدته دراسات عن فيروس نقص المناعة وعن الزواج، وما قرّرته اللجنة المعنية بحقوق الإنسان في الأمم المتحدة.",
        "summary_text": "حيث تُعاقَب العلاقات المثلية يقلّ عدد من يُجرون فحص فيروس نقص المناعة ومن يُعالَجون منه. ولم يُثبت أحد أن العائلات هناك أمتن.",
        "reviewed_by": "محامية من مجموعتنا",
        "fact": (
            "<p>وجدت مقارنة بين البلدان أنه حيث تُجرَّم العلاقات المثلية تقلّ بنسبة 11% حصّة المتعايشين مع فيروس نقص المناعة الذين يعلمون بذلك، وتقلّ بنسبة 8% حصّة من كُبح الفيروس عندهم [1]. وتشير إلى الاتجاه نفسه دراسة شملت أكثر من 8000 رجل في عشرة بلدان أفريقية: حيث كان حبّهم جريمة، ولا سيما حيث لوحق أناس به حديثًا، كان المتعايشون مع الفيروس بينهم أكثر [2].</p>"
            "<p>وفي نيجيريا أمكن رصد أثر قانون بعينه. كان باحثون يتحدّثون إلى رجال مثليين ومزدوجي الميل في أبوجا منذ عام 2013، وفي كانون الثاني/يناير 2014 وُقّع قانون أقسى. في الزيارات السابقة له ذكر 25% أنهم خافوا من طلب الرعاية الصحية، وفي الزيارات اللاحقة 38% [3].</p>"
            "<p>وكانت اللجنة المعنية بحقوق الإنسان في الأمم المتحدة قد استخلصت النتيجة عام 1994 في قضية تونن ضدّ أستراليا. قالت إن تجريم هذه الأفعال ليس وسيلة معقولة ولا تدبيرًا متناسبًا لمنع انتشار فيروس نقص المناعة، وإنه ينتهك الحقّ في الخصوصية [4].</p>"
        ),
        "myth": "إن تساهل القانون في هذا تفكّكت العائلات وانتشرت الأمراض.",
        "why_misleading": (
            "<p>هذا هو <b>المنحدر الزلق</b>: يُستنتج من خطوة أولى انزلاق لم يره أحد. وفي الولايات المتحدة أمكن التحقّق. قارنت دراسة بين الولايات التي فتحت الزواج أو ما يشبهه للأزواج من الجنس نفسه وتلك التي لم تفعل، فلم تجد ما يدلّ على أن زواج الرجال والنساء قلّ لهذا السبب [5].</p>"
            "<p>ثم إن القول يقلب الأمور رأسًا على عقب. فالمرض ينتشر حيث يختبئ الناس من الطبيب. أمّا ما يفكّك العائلات، كما نراه في عملنا، فهو الابتزاز وسجلّ لدى الشرطة وولد يُرمى في الشارع، ووراء كلّ منها القانون أو الخوف منه.</p>"
        ),
        "fact_again": "<p>يستطيع القانون أن يخيف الناس، ولا يستطيع أن يجعلهم غير ما هم عليه. إن استُدعيتم أو اعتُقلتم أو ابتُززتم فلا توقّعوا شيئًا ولا تفتحوا قفل هاتف قبل أن تتحدّثوا إلى من يعرف القانون. ونحن نعرف محامين ومحاميات يحضرون.</p>",
    },
    "sources": [
        {
            "title": "Law, criminalisation and HIV in the world: have countries that criminalise achieved more or less successful pandemic response?",
            "publisher": "Matthew M. Kavanagh and others, BMJ Global Health 6(8)",
            "url": "https://doi.org/10.1136/bmjgh-2021-006315",
            "published": "2021",
            "accessed": "2025-11-01",
            "note": {
                "en": "Compares countries; it shows a link, not what moved single people.",
                "ar": "تقارن بين بلدان، فتُظهر صلة ولا تُظهر ما الذي حرّك الأفراد.",
            },
        },
        {
            "title": "Associations between punitive policies and legal barriers to consensual same-sex sexual acts and HIV among gay men and other men who have sex with men in sub-Saharan Africa: a multicountry, respondent-driven sampling survey",
            "publisher": "Carrie E. Lyons and others, The Lancet HIV 10(3)",
            "url": "https://doi.org/10.1016/S2352-3018(22)00336-8",
            "published": "2023",
            "accessed": "2025-11-01",
            "note": {
                "en": "A single moment in each country: it shows a link, not a cause.",
                "ar": "لحظة واحدة في كلّ بلد، فهي تُظهر صلة ولا تثبت سببًا.",
            },
        },
        {
            "title": "The immediate effect of the Same-Sex Marriage Prohibition Act on stigma, discrimination, and engagement on HIV prevention and treatment services in men who have sex with men in Nigeria: analysis of prospective data from the TRUST cohort",
            "publisher": "Sheree R. Schwartz and others, The Lancet HIV 2(7)",
            "url": "https://doi.org/10.1016/S2352-3018(15)00078-8",
            "published": "2015",
            "accessed": "2025-11-01",
            "note": {
                "en": "One clinic that the men trusted; elsewhere the fear may have been greater.",
                "ar": "عيادة واحدة كان الرجال يثقون بها، ولعلّ الخوف في غيرها كان أشدّ.",
            },
        },
        {
            "title": "Toonen v. Australia, Communication No. 488/1992, CCPR/C/50/D/488/1992",
            "publisher": "United Nations Human Rights Committee, at the International Commission of Jurists",
            "url": "https://www.icj.org/sogiunjurisprudence/communication-no-4881992-australia-ccprc50d4881992-nicholas-toonen-v-australia-april-4-1994/",
            "published": "1994",
            "accessed": "2025-11-01",
            "note": {
                "en": "Paragraphs 8.5 and 9. The Committee's views cannot be enforced in court.",
                "ar": "الفقرتان 8.5 و9. آراء اللجنة لا تُنفَّذ بحكم قضائي.",
            },
        },
        {
            "title": "The Death of Marriage? The Effects of New Forms of Legal Recognition on Marriage Rates in the United States",
            "publisher": "Marcus Dillender, Demography 51(2)",
            "url": "https://doi.org/10.1007/s13524-013-0277-2",
            "published": "2014",
            "accessed": "2025-11-01",
            "note": {
                "en": "The years 1995 to 2010 in one country.",
                "ar": "السنوات من 1995 إلى 2010 في بلد واحد.",
            },
        },
    ],
    "corrections": [
        {
            "date": "2025-12-09",
            "en": "We had given the date of Nigeria's law as 2013, the year in which parliament passed it. It was signed in January 2014.",
            "ar": "كنّا قد أرّخنا قانون نيجيريا بعام 2013، وهو عام إقراره في البرلمان. أمّا توقيعه فكان في كانون الثاني/يناير 2014.",
        },
    ],
    "related_pages": ["fact_history", "fact_undetectable"],
    "related_services": ["lawyer-after-an-arrest", "against-blackmail"],
}
