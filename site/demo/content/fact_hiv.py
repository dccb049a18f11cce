"""A page of facts: HIV can meet anybody, and everyday life passes it on to nobody."""

PAGE = {
    "key": "fact_hiv",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "hiv-can-meet-anybody", "ar": "فيروس-نقص-المناعة-قد-يصيب-أي-إنسان"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "anecdote",
        "reading_level": "plain",
        "last_reviewed": "2025-10-20",
        "review_by": "2026-10-20",
    },
    "en": {
        "title": "HIV can meet anybody, and nobody catches it by living together",
        "search_description": "Who lives with HIV in the world, how it is passed on, and how it is not.",
        "summary_text": "More than half of all people living with HIV are women and girls. A hug, a shared plate or a shared bathroom passes nothing on.",
        "reviewed_by": "A nurse of our group",
        "fact": (
            "<p>HIV is a virus, and a virus asks nobody whom they love. According to UNAIDS, women and girls were 53% of all people who lived with HIV in 2023 [1]. The virus came to humans from apes in Africa early in the last century and spread there for decades, mostly between women and men, before anybody knew of it [2].</p>"
            "<p>It is passed on by blood, by semen and other fluids of sex, and from mother to child in pregnancy, at birth or by breast-feeding. It is not passed on by kissing, hugging or shaking hands, nor by sharing food, water or things, says the World Health Organization [3].</p>"
            "<p>This was examined early, when the fear was greatest. In the 1980s doctors in New York tested 101 people who had lived with patients for months or years, sharing household and bathroom. None of them had caught the virus by living together; one small child had it, most probably since birth [4].</p>"
        ),
        "myth": "HIV is a disease of gay men, and you can catch it from a glass or a handshake.",
        "why_misleading": (
            "<p>The first report, in June 1981, told of five young gay men in Los Angeles [5]. They were the patients whom doctors happened to see; from there a few cases were <b>taken for the whole</b>. Within a year and a half the disease had been described in people with haemophilia, in women and in infants too.</p>"
            "<p>It is true that gay and bisexual men and trans women carry a higher risk than others, here as well. That has to do with how the virus is passed on and with tests, condoms and treatment that many dare not ask for. It says something about care, nothing about worth.</p>"
            "<p>The fear of touch does harm of its own: people are given separate plates, lose their work, avoid the test. With the virus it has nothing to do.</p>"
        ),
        "fact_again": "<p>Sit down together, eat together, embrace. Whoever is worried about a real risk can have a test; if it was less than three days ago, tablets can still prevent an infection, and every hour counts. We know places that ask few questions.</p>",
    },
    "ar": {
        "title": "فيروس نقص المناعة قد يصيب أيّ إنسان، ولا ينتقل بالعيش معًا",
        "search_description": "من هم المتعايشون مع فيروس نقص المناعة في العالم، وكيف ينتقل الفيروس، وكيف لا ينتقل.",
        "summary_text": "أكثر من نصف المتعايشين مع فيروس نقص المناعة في العالم نساء وفتيات. ولا ينقله عناق ولا صحن مشترك ولا حمّام مشترك.",
        "reviewed_by": "ممرّض من مجموعتنا",
        "fact": (
            "<p>فيروس نقص المناعة فيروس، والفيروس لا يسأل أحدًا عمّن يحبّ. بحسب برنامج الأمم المتحدة المشترك UNAIDS كانت النساء والفتيات 53% من مجموع المتعايشين مع الفيروس عام 2023 [1]. انتقل الفيروس إلى البشر من القردة العليا في أفريقيا في مطلع القرن الماضي، وانتشر هناك عقودًا، بين النساء والرجال في الغالب، قبل أن يعلم به أحد [2].</p>"
            "<p>وهو ينتقل بالدم، وبالمنيّ وغيره من سوائل الجنس، ومن الأمّ إلى الطفل في الحمل أو عند الولادة أو بالرضاعة. ولا ينتقل بالتقبيل ولا بالعناق ولا بالمصافحة، ولا بمشاركة الطعام أو الماء أو الأغراض، كما تقول منظمة الصحة العالمية [3].</p>"
            "<p>وقد فُحص هذا مبكّرًا حين كان الخوف في أشدّه. ففي ثمانينيات القرن الماضي فحص أطباء في نيويورك 101 من الأشخاص عاشوا مع مرضى شهورًا أو سنوات وشاركوهم البيت والحمّام. لم تنتقل العدوى إلى أيّ منهم بالعيش المشترك، ووُجد الفيروس لدى طفل صغير كان على الأرجح قد وُلد به [4].</p>"
        ),
        "myth": "فيروس نقص المناعة مرض المثليين، وقد تنتقل عدواه من كأس أو مصافحة.",
        "why_misleading": (
            "<p>تحدّث التقرير الأول، في حزيران/يونيو 1981، عن خمسة شبان مثليين في لوس أنجلس [5]. كانوا هم المرضى الذين صادفهم الأطباء، ومنذ ذلك الحين <b>أُخذت حالات قليلة على أنها الكلّ</b>. ولم يمضِ عام ونصف حتى وُصف المرض لدى مصابين بالناعور ولدى نساء ورضّع أيضًا.</p>"
            "<p>صحيح أن الرجال المثليين ومزدوجي الميل والنساء العابرات معرّضون للخطر أكثر من غيرهم، وعندنا كذلك. لهذا صلة بطرق انتقال الفيروس، وبفحص وواقٍ وعلاج لا يجرؤ كثيرون على طلبها. هذا يقول شيئًا عن الرعاية، ولا يقول شيئًا عن قيمة الناس.</p>"
            "<p>والخوف من اللمس يؤذي بنفسه: تُفرَد للناس صحون، ويفقدون عملهم، ويتجنّبون الفحص. ولا شأن للفيروس بذلك كلّه.</p>"
        ),
        "fact_again": "<p>اجلسوا معًا، وكلوا معًا، وتعانقوا. ومن يقلق من خطر حقيقي يمكنه أن يُجري فحصًا، وإن لم تمضِ على ما حدث ثلاثة أيام فما زالت هناك حبوب قد تمنع العدوى، ولكلّ ساعة قيمتها. نعرف أماكن لا تُكثر الأسئلة.</p>",
    },
    "sources": [
        {
            "title": "Global HIV & AIDS statistics — Fact sheet",
            "publisher": "UNAIDS",
            "url": "https://www.unaids.org/en/resources/fact-sheet",
            "published": "2024",
            "accessed": "2025-10-20",
            "note": {
                "en": "Estimates, renewed every year at the same address; ours are those for 2023.",
                "ar": "تقديرات تُجدَّد كلّ عام على العنوان نفسه، وأرقامنا هنا لعام 2023.",
            },
        },
        {
            "title": "Origins of HIV and the AIDS Pandemic",
            "publisher": "Paul M. Sharp and Beatrice H. Hahn, Cold Spring Harbor Perspectives in Medicine 1(1)",
            "url": "https://doi.org/10.1101/cshperspect.a006841",
            "published": "2011",
            "accessed": "2025-10-20",
            "note": {
                "en": "Reconstructed from the genes of the virus.",
                "ar": "استُخلص من جينات الفيروس.",
            },
        },
        {
            "title": "HIV and AIDS: fact sheet",
            "publisher": "World Health Organization",
            "url": "https://www.who.int/news-room/fact-sheets/detail/hiv-aids",
            "published": "",
            "accessed": "2025-10-20",
            "note": {
                "en": "Renewed from time to time; also to be had in Arabic.",
                "ar": "تُحدَّث من حين إلى آخر، وهي متاحة بالعربية أيضًا.",
            },
        },
        {
            "title": "Lack of Transmission of HTLV-III/LAV Infection to Household Contacts of Patients with AIDS or AIDS-Related Complex with Oral Candidiasis",
            "publisher": "Gerald H. Friedland and others, The New England Journal of Medicine 314(6)",
            "url": "https://doi.org/10.1056/NEJM198602063140604",
            "published": "1986",
            "accessed": "2025-10-20",
            "note": {
                "en": "HTLV-III/LAV was an early name of HIV.",
                "ar": "اسم HTLV-III/LAV من الأسماء الأولى لفيروس نقص المناعة.",
            },
        },
        {
            "title": "Pneumocystis Pneumonia — Los Angeles",
            "publisher": "Centers for Disease Control, Morbidity and Mortality Weekly Report 30(21)",
            "url": "https://www.cdc.gov/mmwr/preview/mmwrhtml/june_5.htm",
            "published": "1981",
            "accessed": "2025-10-20",
            "note": {
                "en": "The first report of what was later called AIDS.",
                "ar": "أول تقرير عمّا سُمّي لاحقًا الإيدز.",
            },
        },
    ],
    "corrections": [
        {
            "date": "2025-11-03",
            "en": "We had written that women and girls are “half” of all people living with HIV. UNAIDS gives 53% for 2023. A reader told us.",
            "ar": "كنّا قد كتبنا أن النساء والفتيات «نصف» المتعايشين مع فيروس نقص المناعة. الرقم لدى UNAIDS لعام 2023 هو 53%. نبّهتنا قارئة.",
        },
        {
            "date": "2026-02-14",
            "en": "The paragraph on tablets after a risk said “at once”. It now says that they can help for up to three days, and that every hour counts.",
            "ar": "كانت الفقرة عن الحبوب بعد التعرّض للخطر تقول «فورًا». وهي تقول الآن إنها قد تفيد حتى ثلاثة أيام، وإن لكلّ ساعة قيمتها.",
        },
    ],
    "related_pages": ["fact_undetectable"],
    "related_services": ["testing-without-a-name", "medicine-after-a-risk"],
}
