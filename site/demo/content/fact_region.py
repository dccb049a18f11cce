"""A page of facts: there are queer people in our region, and a claim that a president made."""

PAGE = {
    "key": "fact_region",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "we-live-here", "ar": "نحن-نعيش-هنا"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "logic",
        "reading_level": "general",
        "last_reviewed": "2026-11-18",
        "review_by": "2027-11-18",
        "claim_url": "https://abcnews.go.com/US/story?id=3642673&page=1",
        "claim_by": "Mahmoud Ahmadinejad",
        "claim_date": "2007-09-24",
        "claim_rating": "false",
    },
    "en": {
        "title": "Queer people live in every country of our region, and speak for themselves",
        "search_description": "Books, health research and reports by and about queer people in the Middle East and North Africa.",
        "summary_text": "There are queer people here, they have founded groups and written books, and the region's own health research counts with them. Whoever sees none sees what fear lets be seen.",
        "reviewed_by": "The editors of this site",
        "fact": (
            "<p>In 2018 Human Rights Watch published conversations with 34 activists from 16 Arabic-speaking countries. They tell of groups that look after one another, of art and journalism, of work on the net and in the courts, and of the price they pay [1].</p>"
            "<p>In Beirut a group of women published a small book in 2009, in Arabic and in English: Bareed Mista3jil, “mail in a hurry”, with 41 true stories of lesbian, bisexual and trans people from all over Lebanon. The names are left out; the first printing of several hundred soon sold out [2].</p>"
            "<p>Health research knows of us too. A review for the Middle East and North Africa, carried out in Doha, Cairo and elsewhere, found considerable data on men who have sex with men in the region, where it had been thought that there were almost none. The authors call them a largely hidden population, hidden because of stigma [3].</p>"
        ),
        "myth": "In our country we do not have people like that.",
        "why_misleading": (
            "<p>A president once said so in public. On 24 September 2007 President Mahmoud Ahmadinejad of Iran was asked at Columbia University in New York about executions. According to the interpreter he answered: “In Iran, we don't have homosexuals like in your country” [4]. Some held afterwards that the Persian words meant something narrower. In either reading they do not fit what Afsaneh Najmabadi found in Tehran in those same years, where she spoke with trans people and others and read the newspapers, religious rulings and official rules that deal with them [5].</p>"
            "<p>It is a <b>false conclusion</b> to infer from “I see nobody” that nobody is there. Where speaking costs a job, a family or one's freedom, silence is what one would expect in any case. The law that punishes people proves, besides, that the law-giver knows of them.</p>"
        ),
        "fact_again": "<p>We are here: at the next desk, in the minibus, at the table of the feast. You need not show yourself for that to be true. And if you thought that you were the only one in your town, you are not.</p>",
    },
    "ar": {
        "title": "يعيش الكوير في كلّ بلد من بلدان منطقتنا، ويتكلّمون عن أنفسهم",
        "search_description": "كتب وأبحاث صحية وتقارير وضعها كوير في الشرق الأوسط وشمال أفريقيا أو كُتبت عنهم.",
        "summary_text": "هنا كوير أسّسوا مجموعات وكتبوا كتبًا، والأبحاث الصحية في المنطقة نفسها تحسب حسابهم. ومن لا يرى أحدًا فإنما يرى ما يسمح الخوف برؤيته.",
        "reviewed_by": "هيئة تحرير هذا الموقع",
        "fact": (
            "<p>في عام 2018 نشرت هيومن رايتس ووتش أحاديث مع 34 من الناشطين والناشطات من 16 بلدًا ناطقًا بالعربية. يروون عن مجموعات يرعى أهلها بعضهم بعضًا، وعن الفنّ والصحافة، وعن العمل على الشبكة وفي المحاكم، وعن الثمن الذي يدفعونه [1].</p>"
            "<p>وفي بيروت نشرت مجموعة من النساء عام 2009 كتابًا صغيرًا بالعربية والإنجليزية عنوانه «بريد مستعجل»، فيه 41 قصة حقيقية لمثليات ومزدوجات الميل وعابرين وعابرات من أنحاء لبنان. غابت الأسماء، وسرعان ما نفدت الطبعة الأولى وكانت بضع مئات [2].</p>"
            "<p>وتعرفنا الأبحاث الصحية أيضًا. فقد وجدت مراجعة عن الشرق الأوسط وشمال أفريقيا، أُجريت في الدوحة والقاهرة وغيرهما، بيانات وافرة عن الرجال الذين يمارسون الجنس مع رجال في المنطقة، وكان يُظنّ أنه يكاد لا يوجد منها شيء. ويصفهم الباحثون بأنهم فئة مستترة إلى حدّ بعيد، يسترها الوصم [3].</p>"
        ),
        "myth": "ليس في بلدنا ناس من هذا النوع.",
        "why_misleading": (
            "<p>قال هذا علنًا ذات يوم رئيس جمهورية. ففي 24 أيلول/سبتمبر 2007 سُئل الرئيس الإيراني محمود أحمدي نجاد في جامعة كولومبيا في نيويورك عن الإعدامات. وأجاب بحسب المترجم: «ليس عندنا في إيران مثليون كما في بلدكم» [4]. ورأى بعضهم لاحقًا أن عبارته الفارسية أضيق معنى. وهي في القراءتين كلتيهما لا توافق ما وجدته أفسانه نجم‌آبادي في طهران في تلك السنوات نفسها، حيث تحدّثت إلى عابرين وعابرات وآخرين، وقرأت الصحف والفتاوى والتعليمات الرسمية التي تتناولهم [5].</p>"
            "<p>ومن <b>الاستنتاج الخاطئ</b> أن نستدلّ بقولنا «لا أرى أحدًا» على أن لا أحد هناك. فحيث يكلّف الكلام عملًا أو عائلة أو حرّية، يكون الصمت هو المتوقّع على أيّ حال. ثم إن القانون الذي يعاقب الناس دليل على أن المشرّع يعرف بوجودهم.</p>"
        ),
        "fact_again": "<p>نحن هنا: خلف المكتب المجاور، وفي الحافلة الصغيرة، وإلى مائدة العيد. وليس عليكم أن تُظهروا أنفسكم ليكون ذلك صحيحًا. وإن ظننتم أنكم وحدكم في بلدتكم، فلستم وحدكم.</p>",
    },
    "sources": [
        {
            "title": "Audacity in Adversity: LGBT Activism in the Middle East and North Africa",
            "publisher": "Human Rights Watch",
            "url": "https://www.hrw.org/report/2018/04/16/audacity-adversity/lgbt-activism-middle-east-and-north-africa",
            "published": "2018",
            "accessed": "2026-11-18",
            "note": {
                "en": "Also to be had in Arabic. Activists are not everybody: most people live more quietly.",
                "ar": "متاح بالعربية أيضًا. والناشطون ليسوا كلّ الناس، فمعظمهم يعيشون في هدوء.",
            },
        },
        {
            "title": "From Lebanon, in a Hurry",
            "publisher": "The Advocate",
            "url": "https://www.advocate.com/arts-entertainment/books/2009/07/08/lebanon-hurry",
            "published": "2009",
            "accessed": "2026-11-18",
            "note": {
                "en": "A report on the book, which itself is hard to find today.",
                "ar": "تقرير عن الكتاب، وهو نفسه يصعب العثور عليه اليوم.",
            },
        },
        {
            "title": "Are HIV Epidemics among Men Who Have Sex with Men Emerging in the Middle East and North Africa?: A Systematic Review and Data Synthesis",
            "publisher": "Ghina Mumtaz and others, PLOS Medicine 8(8)",
            "url": "https://doi.org/10.1371/journal.pmed.1000444",
            "published": "2011",
            "accessed": "2026-11-18",
            "note": {
                "en": "Speaks of what men do, not of what they call themselves, and of men only.",
                "ar": "تتكلّم على ما يفعله الرجال لا على ما يسمّون به أنفسهم، وعن الرجال وحدهم.",
            },
        },
        {
            "title": "Ahmadinejad: No Gays, No Oppression of Women in Iran",
            "publisher": "ABC News",
            "url": "https://abcnews.go.com/US/story?id=3642673&page=1",
            "published": "2007",
            "accessed": "2026-11-18",
            "note": {
                "en": "A report with the words of the interpreter.",
                "ar": "خبر يورد كلام المترجم.",
            },
        },
        {
            "title": "Professing Selves: Transsexuality and Same-Sex Desire in Contemporary Iran",
            "publisher": "Afsaneh Najmabadi, Duke University Press",
            "url": "https://openlibrary.org/isbn/9780822355571",
            "published": "2014",
            "accessed": "2026-11-18",
            "note": {
                "en": "Field research from 2005 on. The title uses an old word that the research on Iran has kept.",
                "ar": "بحث ميداني بدأ عام 2005. وفي العنوان كلمة قديمة أبقت عليها الأبحاث عن إيران.",
            },
        },
    ],
    "related_pages": ["fact_history", "mutual_aid"],
}
