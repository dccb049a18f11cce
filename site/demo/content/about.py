"""The page about the group: people, decisions, money, safety, and how to join."""

PAGE = {
    "key": "about",
    "parent": "home",
    "type": "home.StandardPage",
    "slug": {"en": "about", "ar": "من-نحن"},
    "show_in_menus": True,
    "fields": {},
    "en": {
        "title": "About us",
        "search_description": "Who we are, how we decide, where the money goes, how we keep one another safe, and how to join.",
        "introduction": "Sanad is a small group of volunteers. This page says who we are, how decisions are made, where the money goes, and what we do to keep one another safe.",
        "body": [
            {"type": "heading", "value": {"text": "Who we are", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>We began with an envelope. In a hard winter six friends put money into it so that a seventh could pay her rent, and the envelope went on travelling. Today we are about forty volunteers: lesbians, gay men, bisexual, trans and queer people, and a few who are none of these and love somebody who is.</p>"
                    "<p>“Sanad” is the Arabic word for what one leans on. We are not a charity that gives from above. Whoever receives today may give tomorrow, and neither is a condition for the other.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "How we decide", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>What concerns everybody is decided in a monthly meeting in which each active volunteer has one voice. We look for agreement first. Where we do not find it, we vote, and two thirds decide.</p>"
                    "<p>Each area of work (requests for help, money, texts, safety) has two people in charge, chosen for one year and for two years in a row at most. That way knowledge does not settle in one head, and neither does power.</p>"
                    "<p>What you read on this site is written by one person and checked by another. A claim about health, law or history needs a source that you can look up yourself.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "Money and accountability", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>We live on small gifts. We take nothing from parties, states or companies, and nothing that comes with conditions.</p>"
                    "<ul>"
                    "<li>Every three months we publish what came in, what went out and for what purpose, without a name or a detail that could point to anyone.</li>"
                    "<li>Two people approve every payment, and neither of them may be the one who receives it.</li>"
                    "<li>Nobody is paid for volunteering. Travel and telephone costs are refunded against a receipt.</li>"
                    "<li>You can complain about us without giving a name: use the request form, choose “Something else”, and write that it is a complaint. Somebody who is not involved deals with it.</li>"
                    "</ul>"
                ),
            },
            {
                "type": "heading",
                "value": {"text": "The safety of volunteers and visitors", "level": "h2"},
            },
            {
                "type": "paragraph",
                "value": (
                    "<p>Volunteers work under an alias. They see only the requests that were given to them, open them with a passphrase of their own, and are never sent to meet somebody alone.</p>"
                    "<p>Newcomers spend two months beside an experienced volunteer. They learn to listen, to know when others can help better, and what not to write down. Everybody may take a break without giving a reason, and after a hard conversation there is always someone to talk to.</p>"
                    "<p>From visitors we ask for as little as we can. You decide what we know, and you can delete it. In Arabic we address you in the plural: we do not know who is reading, and we would rather not assume.</p>"
                ),
            },
            {
                "type": "callout",
                "value": {
                    "tone": "warning",
                    "title": "What we cannot do",
                    "text": "<p>We are neither doctors nor judges nor an emergency service. We can listen, explain, go with you, and put you in touch with people who know more. If we cannot help, we say so soon, so that you lose no time.</p>",
                },
            },
            {"type": "heading", "value": {"text": "How to join", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>You need no diploma, and you need not be out to anyone. You need two or three free hours a week, patience, and the gift of keeping a thing to yourself. We look for translators, for people who know law, health or social work, for people who can cook for twenty, and for people who can simply listen.</p>"
                    "<p>Write to <b>join@example.org</b> from an address that does not carry your name, and tell us your language and your free hours. Somebody answers within two weeks. Three conversations come before a first task; they protect you as much as us.</p>"
                ),
            },
        ],
    },
    "ar": {
        "title": "من نحن",
        "search_description": "من نحن، وكيف نتّخذ قراراتنا، وأين يذهب المال، وكيف يحمي بعضنا بعضًا، وكيف تنضمّون إلينا.",
        "introduction": "سند مجموعة صغيرة من المتطوّعين والمتطوّعات. تقول هذه الصفحة من نحن، وكيف تُتّخذ القرارات، وأين يذهب المال، وماذا نفعل ليحمي بعضنا بعضًا.",
        "body": [
            {"type": "heading", "value": {"text": "أهل سند", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>بدأ كلّ شيء بظرف. ذات شتاء قاسٍ جمع فيه ستة من الأصدقاء والصديقات مالًا كي تدفع سابعتهم إيجار غرفتها، ثم ظلّ الظرف يتنقّل من يد إلى يد. نحن اليوم نحو أربعين متطوّعًا ومتطوّعة: مثليات ومثليون، ومزدوجو الميل ومزدوجاته، وعابرات وعابرون، وكوير، ومعنا قلّة ليست من هؤلاء لكنها تحبّ أحدًا منهم.</p>"
                    "<p>السند ما يُتّكأ عليه. ولسنا جمعية خيرية تعطي من علٍ: من يأخذ اليوم قد يعطي غدًا، وليس أحدهما شرطًا للآخر.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "كيف نقرّر", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>ما يعني الجميع يُقرَّر في اجتماع شهري، لكلّ متطوّع ومتطوّعة فيه صوت واحد. نسعى أولًا إلى التوافق، فإن تعذّر صوّتنا، والقرار للثلثين.</p>"
                    "<p>لكلّ مجال عمل (طلبات المساعدة والمال والنصوص والسلامة) شخصان مسؤولان عنه، يُختاران لسنة واحدة، ولسنتين متتاليتين على الأكثر. هكذا لا تستقرّ المعرفة في رأس واحد، ولا السلطة.</p>"
                    "<p>ما تقرؤونه في هذا الموقع يكتبه شخص ويدقّقه آخر. وكلّ قول في الصحة أو القانون أو التاريخ يحتاج إلى مصدر يمكنكم الرجوع إليه بأنفسكم.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "المال والمساءلة", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>نعيش على تبرّعات صغيرة. لا نأخذ شيئًا من أحزاب أو دول أو شركات، ولا نقبل مالًا مشروطًا.</p>"
                    "<ul>"
                    "<li>ننشر كلّ ثلاثة أشهر ما دخل وما خرج وفيمَ صُرف، من دون اسم أو تفصيل قد يدلّ على أحد.</li>"
                    "<li>يوافق شخصان على كلّ دفعة، ولا يجوز أن يكون أيّ منهما هو من يقبضها.</li>"
                    "<li>لا أجر على التطوّع. تُردّ كلفة التنقّل والهاتف لقاء إيصال.</li>"
                    "<li>يمكنكم أن تشتكوا منّا من دون ذكر اسم: افتحوا استمارة الطلب، واختاروا «أمر آخر»، واكتبوا أنها شكوى. يتولّاها شخص لا صلة له بالأمر.</li>"
                    "</ul>"
                ),
            },
            {
                "type": "heading",
                "value": {"text": "سلامة المتطوّعين والزوّار", "level": "h2"},
            },
            {
                "type": "paragraph",
                "value": (
                    "<p>يعمل المتطوّعون والمتطوّعات بأسماء مستعارة. لا يرون إلا الطلبات التي أُسندت إليهم، ويفتحونها بعبارة مرور تخصّ كلًّا منهم، ولا نرسل أحدًا وحده إلى لقاء.</p>"
                    "<p>يمضي الجدد شهرين إلى جانب من سبقهم في الخبرة. يتعلّمون الإصغاء، ومتى يكون غيرنا أقدر على المساعدة، وما الذي لا يُدوَّن. لكلّ منّا أن يستريح من دون تبرير، وبعد كلّ حديث صعب هناك من نكلّمه.</p>"
                    "<p>نطلب من الزوّار أقلّ ما نستطيع. أنتم تقرّرون ما نعرفه عنكم، ولكم أن تحذفوه. ونخاطبكم بصيغة الجمع لأننا لا نعرف من يقرأ، ونفضّل ألّا نفترض.</p>"
                ),
            },
            {
                "type": "callout",
                "value": {
                    "tone": "warning",
                    "title": "ما لا نستطيعه",
                    "text": "<p>لسنا أطباء ولا قضاة ولا خدمة طوارئ. نستطيع أن نصغي ونشرح ونرافقكم ونصلكم بمن يعرف أكثر منّا. وإن عجزنا عن المساعدة قلنا ذلك سريعًا كي لا يضيع وقتكم.</p>",
                },
            },
            {"type": "heading", "value": {"text": "كيف تنضمّون إلينا", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>لا نشترط شهادة، ولا أن يعرف أحد بهويتكم. يكفي أن تتوافر لكم ساعتان أو ثلاث في الأسبوع، وصبر، وقدرة على حفظ السرّ. نبحث عمّن يترجم، وعمّن يعرف القانون أو الصحة أو العمل الاجتماعي، وعمّن يطبخ لعشرين شخصًا، وعمّن يحسن الإصغاء وحسب.</p>"
                    "<p>اكتبوا إلى <b>join@example.org</b> من عنوان لا يحمل اسمكم، واذكروا لغتكم وأوقات فراغكم. يأتيكم الجواب في غضون أسبوعين. تسبق المهمةَ الأولى ثلاثُ محادثات، وهي تحميكم كما تحمينا.</p>"
                ),
            },
        ],
    },
    "sources": [],
}
