"""The demo's organisations; every one is invented, and its address leads nowhere."""

ORGANISATIONS = (
    {
        "slug": "lantern-street-clinic",
        "en": {
            "name": "Lantern Street Clinic",
            "description": "A small clinic on the first floor of an ordinary building, run by nurses and two doctors since they were asked for the third time where one can be tested without a lecture. They treat everybody from the street; that is why nobody looks twice at who goes up the stairs.",
        },
        "ar": {
            "name": "عيادة شارع الفانوس",
            "description": "عيادة صغيرة في الطابق الأول من مبنى عادي، فتحها ممرّضون وممرّضات وطبيبان بعدما سُئلوا للمرة الثالثة أين يُجرى الفحص بلا موعظة. تعالج أهل الحيّ جميعًا، ولهذا لا يلتفت أحد إلى من يصعد الدرج.",
        },
    },
    {
        "slug": "fig-tree-health",
        "en": {
            "name": "Fig Tree Health Collective",
            "description": "Doctors, a pharmacist and trans health workers who share what they know and, where they can, what stands in their cupboards. They began with a list of names to send people to and now see people themselves on three days a week.",
        },
        "ar": {
            "name": "تعاونية التينة للصحة",
            "description": "طبيبات وأطباء وصيدلانية وعاملون وعاملات في الصحة من العابرين والعابرات، يتقاسمون ما يعرفون، وما في خزائنهم إن تيسّر. بدأوا بقائمة أسماء يحيلون إليها، وصاروا يستقبلون الناس بأنفسهم ثلاثة أيام في الأسبوع.",
        },
    },
    {
        "slug": "two-rivers-hospital-desk",
        "en": {
            "name": "The Two Rivers Desk",
            "description": "One desk in the outpatient building of a large hospital, and four social workers who take turns at it. They go with people to the ward, speak to the staff first, and stay until somebody has understood which name to call out.",
        },
        "ar": {
            "name": "مكتب النهرين",
            "description": "مكتب واحد في مبنى العيادات الخارجية لمستشفى كبير، وأربع عاملات اجتماعيات يتناوبن عليه. يرافقن الناس إلى القسم ويكلّمن الطاقم قبلهم، ولا يغادرن حتى يفهم أحد بأيّ اسم ينادي.",
        },
    },
    {
        "slug": "pomegranate-seed",
        "en": {
            "name": "Pomegranate Seed Counselling",
            "description": "Nine counsellors, trained and supervised, who charge what people can pay. They work with people as they are; none of them has ever taken part in an attempt to change anybody's orientation or gender, and each has signed that.",
        },
        "ar": {
            "name": "حبّة رمّان للإرشاد النفسي",
            "description": "تسعة معالجين ومعالجات نفسيين، مؤهَّلون وتحت إشراف مهني، يتقاضون ما يستطيع الناس دفعه. يعملون مع الإنسان كما هو، ولم يشارك أحد منهم في محاولة لتغيير ميل أو جندر، وقد وقّع كلٌّ منهم على ذلك.",
        },
    },
    {
        "slug": "room-with-two-doors",
        "en": {
            "name": "Room with Two Doors",
            "description": "A practice for people who have been through violence, shared by three psychologists and a psychiatrist. One comes in by one door and leaves by another, so that nobody meets in the waiting room.",
        },
        "ar": {
            "name": "غرفة ببابين",
            "description": "عيادة لمن تعرّضوا للعنف، تتقاسمها ثلاث اختصاصيات نفسيات وطبيب نفسي. الدخول من باب والخروج من باب آخر، فلا يلتقي اثنان في غرفة الانتظار.",
        },
    },
    {
        "slug": "evening-jasmine",
        "en": {
            "name": "Evening Jasmine",
            "description": "Thirty volunteers who listen on the telephone and in writing when other places are shut. They were strangers to one another before; what they share is that each once needed somebody at two in the morning.",
        },
        "ar": {
            "name": "ياسمين المساء",
            "description": "ثلاثون متطوعًا ومتطوعة يصغون بالهاتف وبالكتابة حين تُغلق الأماكن الأخرى. لم يعرف بعضهم بعضًا من قبل، ويجمعهم أن كلًّا منهم احتاج يومًا إلى إنسان في الثانية بعد منتصف الليل.",
        },
    },
    {
        "slug": "swallows",
        "en": {
            "name": "Swallows",
            "description": "Trans and non-binary people who met in a kitchen and never quite stopped meeting. They pass on clothes, names of doctors and patience, and run groups that are led by trans people and by nobody else.",
        },
        "ar": {
            "name": "السنونوات",
            "description": "عابرون وعابرات ولاثنائيون ولاثنائيات التقوا في مطبخ ولم يتوقّفوا تمامًا عن اللقاء. يتناقلون الملابس وأسماء الأطباء والصبر، ويديرون مجموعات لا يقودها إلا عابرون وعابرات.",
        },
    },
    {
        "slug": "open-notebook-law",
        "en": {
            "name": "Open Notebook Law Office",
            "description": "Five lawyers and a legal secretary who take cases of arrest, blackmail, work and family without asking for a fee in advance. They explain what may happen before they advise, and write down in plain words what was agreed.",
        },
        "ar": {
            "name": "مكتب الدفتر المفتوح للمحاماة",
            "description": "خمسة محامين ومحاميات وسكرتيرة قانونية يتولّون قضايا التوقيف والابتزاز والعمل والأسرة بلا أتعاب مسبقة. يشرحون ما قد يحدث قبل أن ينصحوا، ويكتبون بكلام واضح ما اتُّفق عليه.",
        },
    },
    {
        "slug": "paper-bridge",
        "en": {
            "name": "Paper Bridge",
            "description": "Helps refugees and migrants with forms, interviews and waiting. Most of those who work here came by the same road and know which question is the one that hurts.",
        },
        "ar": {
            "name": "جسر من ورق",
            "description": "يعين اللاجئين واللاجئات والمهاجرين والمهاجرات على الاستمارات والمقابلات والانتظار. معظم العاملين والعاملات هنا سلكوا الطريق نفسه، ويعرفون أيّ سؤال هو الذي يوجع.",
        },
    },
    {
        "slug": "seven-keys",
        "en": {
            "name": "Seven Keys",
            "description": "Seven flats, rented in seven names, in which people who had to leave home can stay. Where they are is known to those who live there and to two coordinators.",
        },
        "ar": {
            "name": "سبعة مفاتيح",
            "description": "سبع شقق مستأجرة بسبعة أسماء، يقيم فيها من اضطُرّ إلى مغادرة بيته. لا يعرف مكانها إلا سكّانها ومنسّقتان.",
        },
    },
    {
        "slug": "bread-and-salt-fund",
        "en": {
            "name": "Bread and Salt Fund",
            "description": "A fund that is filled by many small gifts and emptied the same month. A committee of five, of whom three have lived from such help themselves, decides twice a week and says why.",
        },
        "ar": {
            "name": "صندوق الخبز والملح",
            "description": "صندوق تملؤه عطايا صغيرة كثيرة ويفرغ في الشهر نفسه. تقرّر فيه لجنة من خمسة، ثلاثة منهم عاشوا على مثل هذا العون، مرتين في الأسبوع، وتقول لماذا.",
        },
    },
    {
        "slug": "stairwell-kitchen",
        "en": {
            "name": "Stairwell Kitchen",
            "description": "Neighbours who cook for sixty on most days and do not ask who is sitting at the table. It is no project with a logo; it is a large pot, a rota and a landlady who looks the other way.",
        },
        "ar": {
            "name": "مطبخ بيت الدرج",
            "description": "جيران يطبخون لستين شخصًا في معظم الأيام ولا يسألون من يجلس إلى المائدة. ليس مشروعًا له شعار، بل قدر كبيرة وجدول مناوبة وصاحبة بيت تغضّ الطرف.",
        },
    },
    {
        "slug": "second-needle",
        "en": {
            "name": "Second Needle Workshop",
            "description": "A tailoring workshop that sells what it makes and teaches while it works. Half of the places are kept for people who were put out of school, of work or of home.",
        },
        "ar": {
            "name": "مشغل الإبرة الثانية",
            "description": "مشغل خياطة يبيع ما يصنع ويعلّم وهو يعمل. نصف المقاعد محفوظ لمن أُخرجوا من المدرسة أو العمل أو البيت.",
        },
    },
    {
        "slug": "copper-wire",
        "en": {
            "name": "Copper Wire Training",
            "description": "Evening courses in what gets paid: repairing telephones, bookkeeping, writing code, answering customers in two languages. The teachers work in these trades by day and know who is hiring.",
        },
        "ar": {
            "name": "سلك النحاس للتدريب",
            "description": "دورات مسائية في ما يُكسب منه العيش: تصليح الهواتف والمحاسبة والبرمجة وخدمة الزبائن بلغتين. يعمل المدرّبون والمدرّبات في هذه المهن نهارًا ويعرفون من يوظّف.",
        },
    },
    {
        "slug": "green-shutters",
        "en": {
            "name": "The Green Shutters",
            "description": "A house with a library, a stove and a courtyard, open to everybody who can leave others in peace. From the street it is a reading room, and that is also what it is.",
        },
        "ar": {
            "name": "الشبابيك الخضر",
            "description": "بيت فيه مكتبة ومدفأة وفناء، مفتوح لكلّ من يقدر أن يدع غيره بسلام. هو من جهة الشارع قاعة مطالعة، وهو كذلك حقًّا.",
        },
    },
    {
        "slug": "house-on-the-terraces",
        "en": {
            "name": "House on the Terraces",
            "description": "A farmhouse two hours from the capital where groups from the villages around can meet, and where one can simply be for a day. The neighbours know it as the place where the good tomatoes come from.",
        },
        "ar": {
            "name": "بيت الجلول",
            "description": "بيت ريفي على ساعتين من العاصمة تلتقي فيه مجموعات من القرى المجاورة، ويستطيع المرء أن يكون فيه يومًا وحسب. يعرفه الجيران بأنه المكان الذي تأتي منه البندورة الطيبة.",
        },
    },
    {
        "slug": "wednesday-table",
        "en": {
            "name": "Wednesday's Table",
            "description": "Women and men over fifty who have eaten together every Wednesday for eleven years. They have buried friends and married off two of them, and they know a good deal about growing old without children.",
        },
        "ar": {
            "name": "مائدة الأربعاء",
            "description": "نساء ورجال تجاوزوا الخمسين، يأكلون معًا كلّ أربعاء منذ إحدى عشرة سنة. ودّعوا أصدقاء إلى المقبرة وزوّجوا اثنين، ويعرفون الكثير عن الكبر بلا أولاد.",
        },
    },
    {
        "slug": "olive-press-parents",
        "en": {
            "name": "Olive Press Parents",
            "description": "Mothers, fathers, sisters and uncles of LGBTQ+ people. They were frightened, too, and some of them said things that they would take back; that is why others can talk to them.",
        },
        "ar": {
            "name": "أهل المعصرة",
            "description": "أمّهات وآباء وأخوات وأخوال من عائلات مجتمع الميم. خافوا هم أيضًا، وقال بعضهم كلامًا يودّ لو يستردّه، ولهذا يستطيع غيرهم أن يحدّثهم.",
        },
    },
    {
        "slug": "other-harbour",
        "en": {
            "name": "Other Harbour",
            "description": "People from the region who have settled in Europe and help those who arrive after them: where to register, which form can wait, and where one can hear one's own language on a Sunday.",
        },
        "ar": {
            "name": "المرفأ الآخر",
            "description": "أناس من المنطقة استقرّوا في أوروبا ويعينون من يصل بعدهم: أين يسجّلون، وأيّ استمارة تحتمل الانتظار، وأين يسمعون لغتهم يوم الأحد.",
        },
    },
    {
        "slug": "cardamom-circle",
        "en": {
            "name": "Cardamom Circle",
            "description": "Lesbian, bisexual and queer women, trans women among them from the first day, who talk in small groups online and meet twice a year. The rules fit on one page and are kept.",
        },
        "ar": {
            "name": "حلقة الهيل",
            "description": "نساء مثليات ومزدوجات الميل وكوير، والنساء العابرات بينهنّ منذ اليوم الأول، يتحدّثن في مجموعات صغيرة على الإنترنت ويلتقين مرتين في السنة. القواعد في صفحة واحدة، ويُعمل بها.",
        },
    },
    {
        "slug": "quiet-corner",
        "en": {
            "name": "The Quiet Corner",
            "description": "Moderators, most of them in their twenties, who keep a few online rooms friendly for those who cannot go anywhere else: because of their village, their family or their age.",
        },
        "ar": {
            "name": "الركن الهادئ",
            "description": "مشرفون ومشرفات، معظمهم في العشرينات، يحافظون على بضع غرف ودودة على الإنترنت لمن لا يستطيع الذهاب إلى مكان آخر: بسبب القرية أو العائلة أو السنّ.",
        },
    },
    {
        "slug": "paper-boats",
        "en": {
            "name": "Paper Boats",
            "description": "A loose circle of people who look after online groups for artists, players and film lovers. They take privacy seriously and themselves less so.",
        },
        "ar": {
            "name": "مراكب الورق",
            "description": "حلقة غير رسمية ترعى مجموعات على الإنترنت لأهل الفنّ والألعاب والسينما. يأخذون الخصوصية على محمل الجدّ، وأنفسهم أقلّ من ذلك.",
        },
    },
)
