"""The words that a new site begins with. Editors change them as they like: what is there, stays."""

from django.db import migrations

# (English, Arabic, meaning in English, meaning in Arabic, forms to avoid), and each form as
# (language, form, reason in English, reason in Arabic, what to write instead).
TERMS = [
    (
        "lesbian and gay people",
        "المثليات والمثليون",
        "Women who are drawn to women, and men who are drawn to men. “Gay” and “lesbian” are the words that people use for themselves.",
        "نساء ينجذبن إلى النساء ورجال ينجذبون إلى الرجال. هكذا يسمّي الناس أنفسهم.",
        [
            ("ar", "شاذ", "It calls people deviant. Many have heard it with blows.", "وصمٌ يجعل الإنسان انحرافًا عن الصواب، وكثيرون سمعوه مع الضرب والطرد.", "مثلي"),
            ("ar", "شواذ", "It calls people deviant. Many have heard it with blows.", "وصمٌ يجعل الناس انحرافًا عن الصواب، وكثيرون سمعوه مع الضرب والطرد.", "مثليون"),
            ("ar", "لوطي", "An insult that condemns people with a religious story.", "شتيمة تدين الناس بقصة دينية.", "مثلي"),
            ("ar", "سحاقية", "It names a woman by a sexual act, and is meant to shame her.", "تختزل المرأة في فعل جنسي وتُقال للتعيير.", "مثلية"),
            ("en", "homosexuals", "As a noun it sounds like a diagnosis, and is what hostile texts say.", "الكلمة اسمًا تشبه التشخيص الطبي، وهي لغة النصوص المعادية.", "gay people"),
            ("en", "a homosexual", "As a noun it sounds like a diagnosis, and is what hostile texts say.", "الكلمة اسمًا تشبه التشخيص الطبي، وهي لغة النصوص المعادية.", "a gay man, a lesbian"),
            ("en", "the gays", "It makes one crowd of many people.", "تجعل أناسًا كثيرين كتلة واحدة.", "gay people"),
        ],
    ),
    (
        "homosexuality",
        "المثلية الجنسية",
        "Being drawn to people of one's own gender. It is no illness and no choice.",
        "الانجذاب إلى أشخاص من الجندر نفسه. ليست مرضًا ولا اختيارًا.",
        [
            ("ar", "شذوذ", "It means deviance: a judgement, not a description.", "معناه الخروج عن السويّ، فهو حكم لا وصف.", "المثلية الجنسية"),
            ("ar", "الشذوذ الجنسي", "It means sexual deviance: a judgement, not a description.", "معناه الخروج عن السويّ، فهو حكم لا وصف.", "المثلية الجنسية"),
            ("ar", "انحراف جنسي", "It means sexual deviance: a judgement, not a description.", "حكم أخلاقي لا وصف.", "المثلية الجنسية"),
            ("ar", "لواط", "A term of criminal and religious law for an act. It says nothing about people and their love.", "مصطلح من كتب العقوبات لفعل بعينه، ولا يقول شيئًا عن الناس وحبّهم.", "العلاقات المثلية"),
            ("ar", "سحاق", "A term of criminal and religious law for an act. It says nothing about people and their love.", "مصطلح من كتب العقوبات لفعل بعينه، ولا يقول شيئًا عن الناس وحبّهم.", "العلاقات المثلية"),
            ("en", "gay lifestyle", "There are as many ways to live as gay people. The word makes a fashion of it.", "طرق العيش بعدد الناس، والعبارة تجعل الأمر موضة.", "gay people's lives"),
            ("en", "homosexual lifestyle", "There are as many ways to live as gay people. The word makes a fashion of it.", "طرق العيش بعدد الناس، والعبارة تجعل الأمر موضة.", "gay people's lives"),
            ("en", "lifestyle choice", "Whom we are drawn to is not chosen.", "لا أحد يختار من ينجذب إليه.", "sexual orientation"),
        ],
    ),
    (
        "bisexual people",
        "مزدوجو الميل الجنسي ومزدوجاته",
        "People who are drawn to more than one gender. It is neither a phase nor a doubt.",
        "أشخاص ينجذبون إلى أكثر من جندر واحد. ليس ذلك مرحلة عابرة ولا ترددًا.",
        [
            ("ar", "ثنائي الميول", "Its plural reads as passing wishes, and it is easily taken for intersex.", "جمع «الميول» يوحي برغبات عابرة، والعبارة تُخلط بثنائيي الجنس.", "مزدوج الميل الجنسي"),
        ],
    ),
    (
        "trans people",
        "العابرون والعابرات",
        "People whose gender is not the one that was assigned to them at birth.",
        "أشخاص لا يطابق جندرُهم ما سُجّل لهم عند الولادة.",
        [
            ("ar", "متحول جنسيا", "“Changed” says that somebody became another person. They cross to who they are.", "«التحوّل» يوحي بأن الإنسان صار غيره، وهو إنما يعبر إلى ما هو عليه.", "عابر"),
            ("ar", "متحول الجنس", "“Changed” says that somebody became another person. They cross to who they are.", "«التحوّل» يوحي بأن الإنسان صار غيره، وهو إنما يعبر إلى ما هو عليه.", "العابرون والعابرات"),
            ("ar", "مخنث", "An insult, used against trans women and against men who are not manly enough for others.", "شتيمة تُرمى بها العابرات والرجال الذين لا يعجب تعبيرُهم الآخرين.", "عابرة"),
            ("ar", "جنس ثالث", "Trans women are women, and trans men are men.", "العابرات نساء والعابرون رجال.", "العابرون والعابرات"),
            ("ar", "شيميل", "A word of pornography, and an insult.", "كلمة من لغة الإباحية، وهي شتيمة.", "عابرة"),
            ("en", "transgendered", "It sounds as if something had been done to somebody. Trans is what a person is.", "توحي بأن شيئًا وقع على الشخص، وهو وصف لما هو عليه.", "transgender"),
            ("en", "transgenders", "An adjective, not a noun.", "صفة وليست اسمًا.", "trans people"),
            ("en", "transsexuals", "An old medical word that many refuse.", "كلمة طبية قديمة يرفضها كثيرون.", "trans people"),
            ("en", "a transsexual", "An old medical word that many refuse.", "كلمة طبية قديمة يرفضها كثيرون.", "a trans person"),
            ("en", "tranny", "An insult.", "شتيمة.", "trans person"),
            ("en", "shemale", "A word of pornography, and an insult.", "كلمة من لغة الإباحية، وهي شتيمة.", "trans woman"),
        ],
    ),
    (
        "trans woman",
        "امرأة عابرة",
        "A woman who was assigned male at birth. She is a woman before and after any treatment.",
        "امرأة سُجّلت ذكرًا عند الولادة. هي امرأة قبل أي علاج وبعده.",
        [
            ("ar", "متشبه بالنساء", "It says that she pretends.", "توحي بأنها تتصنّع ما ليست عليه.", "امرأة عابرة"),
            ("en", "born a man", "Nobody is born a man. It says that she is not really a woman.", "لا أحد يولد رجلًا، والعبارة تنفي أنها امرأة.", "assigned male at birth"),
            ("en", "used to be a man", "Most trans women never were men to themselves.", "أغلب العابرات لم يكنّ رجالًا في نظر أنفسهن يومًا.", "trans woman"),
        ],
    ),
    (
        "trans man",
        "رجل عابر",
        "A man who was assigned female at birth. He is a man before and after any treatment.",
        "رجل سُجّل أنثى عند الولادة. هو رجل قبل أي علاج وبعده.",
        [
            ("ar", "مسترجلة", "An insult. It says that he pretends, and that women owe others a certain look.", "شتيمة تنفي أنه رجل، وتُرمى بها النساء أيضًا.", "رجل عابر"),
            ("ar", "متشبهة بالرجال", "It says that he pretends.", "توحي بأنه يتصنّع ما ليس عليه.", "رجل عابر"),
            ("en", "born a woman", "Nobody is born a woman. It says that he is not really a man.", "لا أحد يولد امرأة، والعبارة تنفي أنه رجل.", "assigned female at birth"),
            ("en", "used to be a woman", "Most trans men never were women to themselves.", "أغلب العابرين لم يكونوا نساءً في نظر أنفسهم يومًا.", "trans man"),
        ],
    ),
    (
        "transition",
        "العبور",
        "What a trans person does to live as who they are: a name, clothes, papers, treatment, or none of these.",
        "ما يفعله الشخص ليعيش كما هو: الاسم أو اللباس أو الأوراق أو العلاج، أو لا شيء من ذلك.",
        [
            ("ar", "تغيير الجنس", "Nobody changes into somebody else; and many transition without an operation.", "لا أحد يصير غيره، وكثيرون يعبرون بلا عملية.", "العبور"),
            ("ar", "تحويل الجنس", "Nobody is turned into somebody else; and many transition without an operation.", "لا أحد يصير غيره، وكثيرون يعبرون بلا عملية.", "العبور"),
            ("ar", "التحول الجنسي", "Nobody turns into somebody else; and many transition without an operation.", "لا أحد يصير غيره، وكثيرون يعبرون بلا عملية.", "العبور"),
            ("en", "sex change", "Nobody changes into somebody else; and many transition without an operation.", "لا أحد يصير غيره، وكثيرون يعبرون بلا عملية.", "transition"),
            ("en", "sex reassignment surgery", "Surgery assigns nothing. It helps a body fit the person.", "الجراحة لا تعيّن جنسًا، بل تجعل الجسد أقرب إلى صاحبه.", "gender-affirming surgery"),
        ],
    ),
    (
        "gender-affirming care",
        "الرعاية المؤكِّدة للجندر",
        "Health care with which a person can live in their gender, from counselling to hormones and surgery.",
        "رعاية صحية تعين الشخص على العيش في جندره، من المشورة إلى الهرمونات والجراحة.",
        [
            ("en", "sex change operation", "It makes one operation of a whole life.", "تختزل حياة كاملة في عملية واحدة.", "gender-affirming surgery"),
            ("ar", "عملية تغيير الجنس", "It makes one operation of a whole life.", "تختزل حياة كاملة في عملية واحدة.", "جراحة مؤكِّدة للجندر"),
        ],
    ),
    (
        "queer",
        "كوير",
        "A word for everybody who does not fit what is expected of gender and desire. Once an insult, taken back by those whom it was meant to hurt; call somebody so only if they do.",
        "كلمة لكل من لا يطابق المتوقَّع في الجندر والميل. كانت شتيمة فاستردّها من قيلت لهم، ولا نسمّي بها إلا من يسمّي نفسه بها.",
        [
            ("ar", "أحرار الجنس", "A translation that makes sexual licence of it.", "ترجمة تجعل المعنى إباحة جنسية.", "كوير"),
            ("ar", "غريبو الأطوار", "A translation that keeps only the insult.", "ترجمة لا تُبقي إلا الشتيمة.", "كوير"),
        ],
    ),
    (
        "intersex people",
        "ثنائيو الجنس وثنائياته",
        "People who are born with sex traits that do not fit the usual ideas of a male or a female body.",
        "أشخاص وُلدوا بصفات جسدية لا تطابق التصور الشائع عن جسد الذكر أو الأنثى.",
        [
            ("ar", "خنثى", "An old word that has become an insult.", "كلمة قديمة صارت شتيمة.", "ثنائي الجنس"),
            ("ar", "اضطراب التطور الجنسي", "It makes an illness of a healthy body.", "تجعل من جسد سليم مرضًا.", "تنوّع الصفات الجنسية"),
            ("en", "hermaphrodite", "The name of a creature from a myth, used as an insult.", "اسم مخلوق من الأساطير صار شتيمة.", "intersex person"),
            ("en", "disorder of sex development", "It makes an illness of a healthy body.", "تجعل من جسد سليم مرضًا.", "intersex variation"),
        ],
    ),
    (
        "LGBTQ+ community",
        "مجتمع الميم",
        "Lesbian, gay, bisexual, trans and queer people and all who belong with them. Arabic takes the letter with which most of these words begin.",
        "المثليات والمثليون ومزدوجو الميل ومزدوجاته والعابرات والعابرون والكوير ومن معهم. سُمّي بالحرف الذي تبدأ به معظم هذه الكلمات.",
        [
            ("ar", "قوم لوط", "It calls for a punishment from heaven.", "استدعاء لعقاب من السماء.", "مجتمع الميم"),
            ("en", "alternative lifestyle", "It makes a fashion of people's lives.", "تجعل حياة الناس موضة.", "LGBTQ+ people"),
        ],
    ),
    (
        "sexual orientation",
        "الميل الجنسي",
        "Which genders a person is drawn to, in love and in desire. It is neither chosen nor taught.",
        "الجندر الذي ينجذب إليه الشخص حبًّا ورغبة. لا يُختار ولا يُلقَّن.",
        [
            ("ar", "الميول الجنسية", "The plural reads as passing wishes that somebody could give up.", "الجمع يوحي برغبات عابرة يمكن تركها.", "الميل الجنسي"),
            ("ar", "التفضيل الجنسي", "It makes a choice of what nobody chooses.", "يجعل اختيارًا ما لا يختاره أحد.", "الميل الجنسي"),
            ("ar", "الخيار الجنسي", "It makes a choice of what nobody chooses.", "يجعل اختيارًا ما لا يختاره أحد.", "الميل الجنسي"),
            ("en", "sexual preference", "It makes a choice of what nobody chooses.", "يجعل اختيارًا ما لا يختاره أحد.", "sexual orientation"),
        ],
    ),
    (
        "gender identity",
        "الهوية الجندرية",
        "The gender that a person knows themselves to be. It says nothing about whom they love.",
        "الجندر الذي يعرف الشخص نفسه به. لا تقول شيئًا عمّن يحبّ.",
        [
            ("ar", "الهوية الجنسية", "It confuses who somebody is with whom they love.", "تخلط بين ما هو عليه الشخص ومن يحبّ.", "الهوية الجندرية"),
            ("ar", "اضطراب الهوية الجنسية", "Medicine gave up this diagnosis: being trans is no illness.", "تشخيص تخلّى عنه الطب، فالعبور ليس مرضًا.", "عدم التوافق الجندري"),
            ("en", "gender identity disorder", "Medicine gave up this diagnosis: being trans is no illness.", "تشخيص تخلّى عنه الطب، فالعبور ليس مرضًا.", "gender incongruence"),
            ("en", "gender confused", "Trans people know who they are.", "العابرون والعابرات يعرفون من هم.", "trans"),
        ],
    ),
    (
        "gender expression",
        "التعبير الجندري",
        "How a person shows gender: clothes, hair, voice, manner. It proves nothing about who they are.",
        "كيف يُظهر الشخص جندره: اللباس والشعر والصوت والحركة. لا يثبت شيئًا عمّا هو عليه.",
        [
            ("ar", "التشبه بالجنس الآخر", "It says that somebody imitates, and is the wording of charges in court.", "توحي بالتقليد، وهي صيغة التهم في المحاكم.", "التعبير الجندري"),
        ],
    ),
    (
        "non-binary people",
        "اللاثنائيون واللاثنائيات",
        "People who are neither only women nor only men. Some are both, some are neither, and for some it changes.",
        "أشخاص ليسوا نساءً فقط ولا رجالًا فقط. منهم من هو الاثنان معًا، ومنهم من ليس أيًّا منهما، ومنهم من يتغيّر ذلك عنده.",
        [
            ("ar", "بلا جنس", "Everybody has a body and a self; the word takes both away.", "لكل إنسان جسد وذات، والعبارة تنفيهما.", "لاثنائي"),
        ],
    ),
    (
        "cisgender people",
        "متوافقو الجندر ومتوافقاته",
        "People whose gender is the one that was assigned to them at birth. The word is the counterpart of trans, and judges nobody.",
        "أشخاص يطابق جندرُهم ما سُجّل لهم عند الولادة. الكلمة تقابل «العابرين والعابرات»، ولا تحكم على أحد.",
        [
            ("en", "biological woman", "It is said to exclude trans women.", "تُقال لإقصاء العابرات.", "cisgender woman"),
            ("en", "biological man", "It is said to exclude trans men.", "تُقال لإقصاء العابرين.", "cisgender man"),
        ],
    ),
    (
        "heterosexual people",
        "المغايرون والمغايرات",
        "People who are drawn to another gender than their own. It is one orientation among others, and not the measure of them.",
        "أشخاص ينجذبون إلى جندر غير جندرهم. وهذا ميل كغيره، لا مقياس لغيره.",
        [
            ("ar", "سوي جنسيا", "It says that all others are ill.", "توحي بأن غيرهم مرضى.", "مغاير"),
            ("ar", "الأسوياء", "It says that all others are ill.", "توحي بأن غيرهم مرضى.", "المغايرون والمغايرات"),
            ("ar", "طبيعي جنسيا", "It says that all others are against nature.", "توحي بأن غيرهم ضد الطبيعة.", "مغاير"),
        ],
    ),
    (
        "coming out",
        "الإفصاح",
        "Telling others of one's orientation or gender, to whom one likes and when one likes. Nobody owes it to anybody.",
        "أن يخبر الشخص غيره بميله أو جندره، لمن شاء ومتى شاء. لا أحد مدين به لأحد.",
        [
            ("ar", "الاعتراف بالمثلية", "One confesses a crime. This is none.", "الاعتراف للجرائم، وليست هذه جريمة.", "الإفصاح عن المثلية"),
            ("ar", "اعترف بمثليته", "One confesses a crime. This is none.", "الاعتراف للجرائم، وليست هذه جريمة.", "أفصح عن مثليته"),
            ("ar", "اعترفت بمثليتها", "One confesses a crime. This is none.", "الاعتراف للجرائم، وليست هذه جريمة.", "أفصحت عن مثليتها"),
            ("ar", "الخروج من الخزانة", "A word-for-word translation that means nothing to many readers.", "ترجمة حرفية لا يفهمها كثير من القرّاء.", "الإفصاح"),
            ("en", "admitted being gay", "One admits a crime. This is none.", "الاعتراف للجرائم، وليست هذه جريمة.", "came out as gay"),
            ("en", "admitted to being gay", "One admits a crime. This is none.", "الاعتراف للجرائم، وليست هذه جريمة.", "came out as gay"),
            ("en", "confessed to being gay", "One confesses a crime. This is none.", "الاعتراف للجرائم، وليست هذه جريمة.", "came out as gay"),
        ],
    ),
    (
        "outing",
        "الكشف القسري",
        "Telling others of somebody's orientation or gender without their consent. It is violence and can cost a life.",
        "إخبار الآخرين بميل شخص أو جندره دون رضاه. هو عنف قد يكلّف حياة.",
        [
            ("ar", "افتضح أمره", "It calls a person's life a scandal. The wrong was done by who told it.", "تجعل حياة الإنسان فضيحة، والخطأ خطأ من أفشى.", "كُشف ميله دون رضاه"),
            ("en", "exposed as gay", "It calls a person's life a scandal. The wrong was done by who told it.", "تجعل حياة الإنسان فضيحة، والخطأ خطأ من أفشى.", "outed"),
        ],
    ),
    (
        "conversion practices",
        "ممارسات التحويل",
        "What is done to somebody in order to change their orientation or gender. It does not work and does harm.",
        "ما يُفعل بشخص لتغيير ميله أو جندره. لا ينجح ويؤذي.",
        [
            ("ar", "العلاج التحويلي", "It treats no illness and heals nobody. If you need the name that is known, put it between quotation marks.", "لا يعالج مرضًا ولا يشفي أحدًا. إن احتجتم إلى الاسم الشائع فضعوه بين علامتي اقتباس.", "ممارسات التحويل"),
            ("ar", "علاج المثلية", "What is no illness has no cure.", "ما ليس مرضًا لا علاج له.", "ممارسات التحويل"),
            ("en", "conversion therapy", "It treats no illness and heals nobody. If you need the name that is known, put it between quotation marks.", "لا يعالج مرضًا ولا يشفي أحدًا. إن احتجتم إلى الاسم الشائع فضعوه بين علامتي اقتباس.", "conversion practices"),
            ("en", "reparative therapy", "Nothing is broken that could be repaired.", "لا شيء معطوب ليُصلَح.", "conversion practices"),
            ("en", "gay cure", "What is no illness has no cure.", "ما ليس مرضًا لا علاج له.", "conversion practices"),
        ],
    ),
    (
        "pronouns",
        "الضمائر",
        "The words with which a person wants to be spoken of: she, he, they. Ask, and use them.",
        "الكلمات التي يريد الشخص أن يُخاطَب ويُشار إليه بها. نسأل عنها ونستعملها.",
        [
            ("ar", "الضمائر المفضلة", "They are not a preference that one may overlook.", "ليست تفضيلًا يجوز تجاهله.", "الضمائر"),
            ("en", "preferred pronouns", "They are not a preference that one may overlook.", "ليست تفضيلًا يجوز تجاهله.", "pronouns"),
            ("en", "preferred name", "It is the person's name, not a preference.", "هو اسم الشخص لا تفضيل.", "name"),
        ],
    ),
    (
        "people living with HIV",
        "المتعايشون والمتعايشات مع فيروس نقص المناعة",
        "People who have HIV. With effective treatment they can live about as long as others and, once the virus can no longer be detected, pass it on to nobody in sex.",
        "من في أجسامهم فيروس نقص المناعة. بالعلاج الفعّال يمكن أن يعيشوا مثل غيرهم تقريبًا، وحين لا يعود الفيروس قابلًا للكشف لا ينقلونه إلى أحد في الجنس.",
        [
            ("ar", "مريض الإيدز", "Most people with HIV have no AIDS, and nobody is only a patient.", "أغلب المتعايشين لم يصلوا إلى مرحلة الإيدز، ولا أحد يُختزل في مرض.", "متعايش مع فيروس نقص المناعة"),
            ("ar", "مرضى الإيدز", "Most people with HIV have no AIDS, and nobody is only a patient.", "أغلب المتعايشين لم يصلوا إلى مرحلة الإيدز، ولا أحد يُختزل في مرض.", "المتعايشون والمتعايشات مع فيروس نقص المناعة"),
            ("ar", "مصاب بالإيدز", "Most people with HIV have no AIDS, and nobody is only a patient.", "أغلب المتعايشين لم يصلوا إلى مرحلة الإيدز، ولا أحد يُختزل في مرض.", "متعايش مع فيروس نقص المناعة"),
            ("en", "AIDS victim", "It takes a person's life away before death does.", "تسلب الإنسان حياته قبل الموت.", "person living with HIV"),
            ("en", "AIDS patient", "Most people with HIV have no AIDS.", "أغلب المتعايشين لم يصلوا إلى مرحلة الإيدز.", "person living with HIV"),
            ("en", "HIV infected", "It makes a danger of a person.", "تجعل من الإنسان خطرًا.", "living with HIV"),
        ],
    ),
    (
        "sex worker",
        "عاملات الجنس وعاملوه",
        "An adult who earns a living by sexual services. Says what somebody does, not what somebody is worth.",
        "راشدون يكسبون عيشهم من خدمات جنسية. تقول ما يعمله الشخص لا ما يساويه.",
        [
            ("ar", "عاهرة", "An insult.", "شتيمة.", "عاملة جنس"),
            ("ar", "مومس", "An insult.", "شتيمة.", "عاملة جنس"),
            ("ar", "دعارة", "The word of the charge. Use it only for the name of a law.", "كلمة التهمة. لا تُستعمل إلا في اسم قانون.", "العمل الجنسي"),
            ("en", "prostitute", "The word of the charge. It makes a person of an offence.", "كلمة التهمة، وتختزل الإنسان فيها.", "sex worker"),
        ],
    ),
    (
        "people without papers",
        "أشخاص بلا أوراق إقامة",
        "People who live in a country without its permit. An act can be illegal; a person cannot.",
        "من يعيشون في بلد دون تصريح منه. قد يخالف فعلٌ القانون، أما الإنسان فلا يكون «غير شرعي».",
        [
            ("ar", "مهاجر غير شرعي", "No person is illegal.", "لا إنسان غير شرعي.", "مهاجر بلا أوراق إقامة"),
            ("ar", "مهاجرون غير شرعيين", "No person is illegal.", "لا إنسان غير شرعي.", "مهاجرون بلا أوراق إقامة"),
            ("en", "illegal immigrant", "No person is illegal.", "لا إنسان غير شرعي.", "person without papers"),
            ("en", "illegals", "No person is illegal.", "لا إنسان غير شرعي.", "people without papers"),
        ],
    ),
    (
        "suicide",
        "الانتحار",
        "Ending one's own life. Most people who think of it do not die by it, and help makes a difference; so we write of it without the method, without praise or blame, and say where help is.",
        "أن ينهي الإنسان حياته. أكثر من يفكّرون فيه لا يموتون به، والمساعدة تصنع فرقًا، ولهذا نكتب عنه دون ذكر الوسيلة ودون مدح أو لوم، ونذكر أين المساعدة.",
        [
            ("en", "committed suicide", "One commits a crime. This is none.", "الفعل الإنجليزي يُقال للجرائم، وليست هذه جريمة.", "died by suicide"),
            ("en", "successful suicide", "A death is no success.", "الموت ليس نجاحًا.", "death by suicide"),
            ("en", "failed suicide attempt", "That somebody lives is no failure.", "أن يبقى الإنسان حيًّا ليس فشلًا.", "suicide attempt"),
            ("ar", "محاولة انتحار فاشلة", "That somebody lives is no failure.", "أن يبقى الإنسان حيًّا ليس فشلًا.", "محاولة انتحار"),
            ("ar", "ارتكب الانتحار", "One commits a crime. This is none.", "الارتكاب للجرائم، وليست هذه جريمة.", "توفي منتحرًا"),
        ],
    ),
    (
        "asexual people",
        "اللاجنسيون واللاجنسيات",
        "People who feel little or no sexual attraction to others. Many of them fall in love all the same, and nothing in them has to be cured.",
        "أشخاص لا يشعرون بانجذاب جنسي إلى غيرهم، أو يشعرون بالقليل منه. كثيرون منهم يحبّون مع ذلك، وليس فيهم ما يحتاج إلى علاج.",
        [
            ("ar", "بارد جنسيا", "It makes an insult of a way to be.", "تجعل من طبيعة الإنسان إهانة.", "لاجنسي"),
            ("ar", "عديم الرغبة", "It names a person by what others miss in them.", "تسمّي الإنسان بما يراه غيره ناقصًا فيه.", "لاجنسي"),
            ("en", "frigid", "It makes an insult of a way to be.", "تجعل من طبيعة الإنسان إهانة.", "asexual"),
        ],
    ),
    (
        "gender dysphoria",
        "الضيق الجندري",
        "The distress that some people feel because their body, or how others see them, does not fit their gender. Not every trans person knows it, and it can pass when they may live as who they are.",
        "الضيق الذي يشعر به بعض الناس لأن جسدهم، أو نظرة الآخرين إليهم، لا تطابق جندرهم. لا يعرفه كلّ عابر وعابرة، وقد يزول حين يعيشون كما هم.",
        [
            ("en", "gender confusion", "People in distress mostly know very well who they are.", "من يعاني هذا الضيق يعرف غالبًا من هو حقّ المعرفة.", "gender dysphoria"),
            ("ar", "اضطراب الجندر", "It makes an illness of who somebody is.", "تجعل مرضًا ممّا هو عليه الشخص.", "الضيق الجندري"),
        ],
    ),
    (
        "former name",
        "الاسم السابق",
        "A name that a trans person no longer uses, and that may still stand in their papers. Using it against their will hurts and can out them.",
        "اسم لم يعد العابر أو العابرة يستعمله، وقد يبقى في الأوراق. استعماله دون رضا صاحبه يؤذيه وقد يكشفه.",
        [
            ("en", "original name", "It says that the name a person lives under is only a copy.", "توحي بأن الاسم الذي يعيش به الشخص نسخة فقط.", "former name"),
            ("ar", "الاسم الأصلي", "It says that the name a person lives under is only a copy.", "توحي بأن الاسم الذي يعيش به الشخص نسخة فقط.", "الاسم السابق"),
        ],
    ),
    (
        "misgendering",
        "المخاطبة بغير الجندر",
        "Speaking to or of a person in a gender that is not theirs. It happens to everybody once; one corrects it and goes on.",
        "أن يُخاطَب الشخص أو يُذكر بجندر ليس جندره. يقع ذلك من الجميع مرة، فنصحّحه ونمضي.",
        [],
    ),
    (
        "chosen family",
        "العائلة المختارة",
        "The people who are there for one another as a family is, without being related. For many whose relatives have turned away it is the family that they have.",
        "أناس يقف بعضهم مع بعض كما تفعل العائلة، ولا قرابة بينهم. وهي لكثيرين ممّن ابتعد عنهم أقاربهم العائلة التي لهم.",
        [],
    ),
    (
        "undetectable",
        "غير قابل للكشف",
        "Treatment has brought HIV so low in the blood that the usual test no longer finds it. As long as that lasts, it is passed on to nobody in sex.",
        "أن يخفض العلاج فيروس نقص المناعة في الدم حتى لا يجده الفحص المعتاد. وما دام كذلك فلا ينتقل إلى أحد في الجنس.",
        [
            ("en", "clean test", "It says that people with HIV are dirty.", "توحي بأن المتعايشين غير نظيفين.", "negative test"),
            ("en", "disease free", "It says that people with HIV are to be avoided.", "توحي بأن المتعايشين يجب تجنّبهم.", "HIV negative"),
            ("ar", "تحليل نظيف", "It says that people with HIV are dirty.", "توحي بأن المتعايشين غير نظيفين.", "نتيجة سلبية"),
        ],
    ),
    (
        "homophobia and transphobia",
        "رهاب المثلية ورهاب العبور",
        "Contempt, fear and violence against people because of their orientation or gender, by single persons and by laws. One also learns it oneself, and can unlearn it.",
        "احتقار الناس أو الخوف منهم أو العنف ضدّهم بسبب ميلهم أو جندرهم، من أفراد ومن قوانين. قد يتعلّمه المرء تجاه نفسه أيضًا، ويستطيع أن يتخلّص منه.",
        [
            ("en", "gay panic", "An excuse that puts the blame on the victim.", "عذر يلقي اللوم على الضحية.", "homophobic violence"),
            ("ar", "جريمة شرف", "There is no honour in a killing.", "لا شرف في القتل.", "قتل بدافع الكراهية"),
        ],
    ),
]


def add(apps, schema_editor):
    """Add each term that is there in neither language."""
    Term = apps.get_model("bilingual", "GlossaryTerm")
    Form = apps.get_model("bilingual", "AvoidedForm")
    known_en = set(Term.objects.values_list("term_en", flat=True))
    known_ar = set(Term.objects.values_list("term_ar", flat=True))
    for english, arabic, definition_en, definition_ar, forms in TERMS:
        if english in known_en or arabic in known_ar:
            continue
        term = Term.objects.create(
            term_en=english,
            term_ar=arabic,
            definition_en=definition_en,
            definition_ar=definition_ar,
        )
        Form.objects.bulk_create(
            Form(
                term=term,
                language=language,
                form=form,
                reason_en=reason_en,
                reason_ar=reason_ar,
                suggestion=suggestion,
                sort_order=position,
            )
            for position, (language, form, reason_en, reason_ar, suggestion) in enumerate(forms)
        )


def remove(apps, schema_editor):
    """Take away the terms that are as they came; what somebody has changed is theirs."""
    Term = apps.get_model("bilingual", "GlossaryTerm")
    Form = apps.get_model("bilingual", "AvoidedForm")
    for english, arabic, definition_en, definition_ar, forms in TERMS:
        for term in Term.objects.filter(
            term_en=english,
            term_ar=arabic,
            definition_en=definition_en,
            definition_ar=definition_ar,
        ):
            rows = Form.objects.filter(term=term).order_by("sort_order")
            fields = ("language", "form", "reason_en", "reason_ar", "suggestion")
            if [row for row in rows.values_list(*fields)] == forms:
                rows.delete()
                term.delete()


class Migration(migrations.Migration):
    dependencies = [("bilingual", "0001_initial")]

    operations = [migrations.RunPython(add, remove)]
