"""A page of facts: same-sex love and gender variety in the region's own history."""

PAGE = {
    "key": "fact_history",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "a-long-history-in-our-region", "ar": "تاريخ-طويل-في-منطقتنا"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "cherry-picking",
        "reading_level": "general",
        "last_reviewed": "2026-10-12",
        "review_by": "2027-10-12",
    },
    "en": {
        "title": "Same-sex love and gender variety have a long history in our region",
        "search_description": "What historians have found in Arabic poems, medical books and chronicles of more than a thousand years.",
        "reviewed_by": "A historian who reads for us",
        "summary_text": "Arabic poems, medical books and tales have spoken of love and desire between women and between men for more than a thousand years. The names have changed; the experience is not new.",
        "fact": (
            "<p>Khaled El-Rouayheb has read the poems, biographies, legal and mystical works of the Arab lands under Ottoman rule between 1500 and 1800. Men wrote of passionate love for male beauty, and such verse belonged to respected literature, while jurists condemned certain acts. There was no single attitude, and the modern concept of “homosexuality” did not yet exist [1].</p>"
            "<p>Sahar Amer and Samar Habib have collected sources on love between women from the ninth century on [2] [3]. Physicians discussed it. The Encyclopaedia of Pleasure, from the tenth century, tells of Hind, daughter of al-Nuʿman, and of al-Zarqaʾ, whom she loved, and how she mourned her [2].</p>"
            "<p>Those who did not fit the order of men and women were known too. Everett Rowson shows that in Medina, in the first century of Islam, the mukhannathun were publicly recognised as a group. They were known as musicians and matchmakers, until persecution set in [4]. The word has since become an insult; here it is the word of the sources.</p>"
        ),
        "myth": "All of this was imported from the West.",
        "why_misleading": (
            "<p>The claim <b>mistakes the word for the thing</b>. The names that people use today, in Arabic as in English, are young. Feelings, couples and ways of life are not.</p>"
            "<p>It also <b>picks its evidence</b>. What was demonstrably imported in many places is a law: Human Rights Watch traced the bans in more than three dozen countries to a single section of the penal code that British colonial rulers gave India in 1860 [5].</p>"
            "<p>To be fair to the sources: they describe no golden age. They also tell of condemnation and violence, and they mostly let educated men in cities speak. And the people in them did not call themselves by our names.</p>"
        ),
        "fact_again": "<p>Whoever loves or lives differently here need not look abroad for forebears. They are in our own libraries, in our own language.</p>",
    },
    "ar": {
        "title": "للحبّ بين أفراد الجنس الواحد وللتنوع الجندري تاريخ طويل في منطقتنا",
        "search_description": "ما وجده المؤرخون في قصائد عربية وكتب طبّ وأخبار تمتدّ على أكثر من ألف عام.",
        "reviewed_by": "مؤرّخة تقرأ لنا",
        "summary_text": "تحدّثت القصائد والكتب الطبية والحكايات العربية عن الحبّ والرغبة بين النساء وبين الرجال منذ أكثر من ألف عام. تغيّرت الأسماء، أمّا التجربة فليست جديدة.",
        "fact": (
            "<p>قرأ خالد الرويهب دواوين الشعر وكتب التراجم والفقه والتصوّف في البلاد العربية تحت الحكم العثماني بين عامي 1500 و1800. كتب رجال عن عشق الجمال الذكوري، وكان شعرهم من الأدب المعتبر، في حين أدان الفقهاء أفعالًا معيّنة. لم يكن هناك موقف واحد، ولم يكن المفهوم الحديث للمثلية قد وُجد بعد [1].</p>"
            "<p>وجمعت سحر عامر وسمر حبيب مصادر عن الحبّ بين النساء منذ القرن التاسع الميلادي [2] [3]. ناقشه الأطباء، ويروي كتاب «جوامع اللذة» من القرن العاشر قصة هند بنت النعمان والزرقاء التي أحبّتها، وكيف حزنت عليها بعد موتها [2].</p>"
            "<p>وعُرف كذلك من لم يوافقوا الحدود المرسومة بين الرجال والنساء. يبيّن إيفرت راوسن أن «المخنّثين» في المدينة المنورة في القرن الأول للهجرة كانوا فئة معترفًا بها علنًا، اشتهر أهلها بالغناء والموسيقى وبالوساطة في الزواج، إلى أن بدأ اضطهادهم [4]. صارت الكلمة شتيمة فيما بعد، وهي هنا كلمة المصادر.</p>"
        ),
        "myth": "هذا كلّه مستورد من الغرب.",
        "why_misleading": (
            "<p>هذا القول <b>يخلط بين الاسم والمسمّى</b>. فالأسماء التي يستعملها الناس اليوم، بالعربية كما بالإنجليزية، حديثة العهد. أمّا المشاعر والعشّاق وطرائق العيش فليست كذلك.</p>"
            "<p>وهو أيضًا <b>ينتقي شواهده</b>. فالمستورد المثبت في كثير من الأماكن هو القانون: أرجعت منظمة هيومن رايتس ووتش نصوص التجريم في أكثر من ستة وثلاثين بلدًا إلى مادة واحدة في قانون العقوبات الذي فرضه الحكم الاستعماري البريطاني على الهند عام 1860 [5].</p>"
            "<p>ومن الإنصاف للمصادر أن نقول إنها لا تصف عصرًا ذهبيًا. فهي تروي أيضًا الإدانة والعنف، ويتكلّم فيها في الغالب رجال متعلّمون من أهل المدن. ولم يكن الناس فيها يسمّون أنفسهم بأسمائنا.</p>"
        ),
        "fact_again": "<p>من يحبّ هنا أو يعيش على نحو مختلف لا يحتاج إلى أن يبحث عن أسلافه في الخارج. إنهم في مكتباتنا، وبلغتنا.</p>",
    },
    "sources": [
        {
            "title": "Before Homosexuality in the Arab-Islamic World, 1500–1800",
            "publisher": "Khaled El-Rouayheb, University of Chicago Press",
            "url": "https://openlibrary.org/isbn/9780226729886",
            "published": "2005",
            "accessed": "2026-10-12",
            "note": {
                "en": "On how love between men was written about and judged.",
                "ar": "عن كيفية الكتابة عن الحبّ بين الرجال والحكم عليه.",
            },
        },
        {
            "title": "Medieval Arab Lesbians and Lesbian-Like Women",
            "publisher": "Sahar Amer, Journal of the History of Sexuality 18(2)",
            "url": "https://proquest.com/scholarly-journals/medieval-arab-lesbians-lesbian-like-women/docview/864740932/se-2",
            "published": "2009",
            "accessed": "2026-10-12",
            "note": {
                "en": "With the story of Hind and al-Zarqaʾ.",
                "ar": "وفيه قصة هند والزرقاء.",
            },
        },
        {
            "title": "Female Homosexuality in the Middle East: Histories and Representations",
            "publisher": "Samar Habib, Routledge",
            "url": "https://openlibrary.org/isbn/9780415806039",
            "published": "2007",
            "accessed": "2026-10-12",
            "note": {
                "en": "Sources in Arabic from the ninth century to the present.",
                "ar": "مصادر عربية من القرن التاسع إلى اليوم.",
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
            "title": "This Alien Legacy: The Origins of “Sodomy” Laws in British Colonialism",
            "publisher": "Human Rights Watch",
            "url": "https://www.hrw.org/report/2008/12/17/alien-legacy/origins-sodomy-laws-british-colonialism",
            "published": "2008",
            "accessed": "2026-10-12",
            "note": {
                "en": "On section 377 of the Indian Penal Code and the laws copied from it.",
                "ar": "عن المادة 377 من قانون العقوبات الهندي والقوانين المنقولة عنها.",
            },
        },
    ],
    "related_pages": ["fact_region"],
}
