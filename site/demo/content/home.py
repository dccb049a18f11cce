"""The home page: what Sanad is, what one finds, how help works, and safety in plain words."""

PAGE = {
    "key": "home",
    "parent": None,
    "type": "home.HomePage",
    "slug": {"en": "home", "ar": "home-ar"},
    "show_in_menus": False,
    "fields": {},
    "en": {
        "title": "Sanad",
        "search_description": "A mutual-aid group's site in Arabic and English: what is known, where it comes from, and a place to ask for help.",
        "hero_title": "Support from people who have stood where you are standing",
        "hero_text": (
            "<p>Sanad is a mutual-aid group of LGBTQ+ people and friends. We share what we have: time, knowledge, a lawyer's number, a warm meal, an hour of listening.</p>"
            "<p>Read here what is true about our lives, or ask us for help. You need no account and no real name.</p>"
        ),
        "body": [
            {"type": "heading", "value": {"text": "What you find here", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<ul>"
                    "<li><b>Facts, with their sources.</b> Short pages to read alone, or to send to a mother, a doctor or a teacher.</li>"
                    "<li><b>A longer read</b> on how people who help one another become a community.</li>"
                    "<li><b>A person who answers.</b> A form in plain words, and behind it a volunteer who speaks your language.</li>"
                    "</ul>"
                ),
            },
            {
                "type": "links",
                "value": {
                    "title": "Begin here",
                    "links": [
                        {
                            "label": "How mutual aid builds cohesion, trust and identity",
                            "page": "mutual_aid",
                            "url": "",
                            "description": "About shared shelves, discussion circles, online groups and open accounts.",
                        },
                        {
                            "label": "Facts against myths",
                            "page": "resources",
                            "url": "",
                            "description": "What is known about orientation, gender and our history, and how we know it.",
                        },
                        {
                            "label": "Ask for help",
                            "page": None,
                            "url": "/{lang}/support/",
                            "description": "You decide what you tell us, and you can delete all of it.",
                        },
                    ],
                },
            },
            {"type": "heading", "value": {"text": "How help works", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<ol>"
                    "<li>You write what you need, in Arabic or English. Name a rough region, or say that you would rather not. How to reach you is optional.</li>"
                    "<li>What you wrote is sealed when it arrives. The system looks only at the topic, the language, the region and the urgency, and finds a volunteer and a second person who can step in.</li>"
                    "<li>You receive a code of 20 digits, shown once. With it you come back, read the answer, write again, or delete everything.</li>"
                    "</ol>"
                ),
            },
            {
                "type": "callout",
                "value": {
                    "tone": "support",
                    "title": "If you are in danger now",
                    "text": "<p>Do not wait for our answer. The page for requests lists people you can call, with their hours. If none of them is safe for you, first go where somebody you trust is, and write to us from there.</p>",
                },
            },
            {"type": "heading", "value": {"text": "Safety, in plain words", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>We do not record who visits. While you read, we set no cookie, and our pages load nothing from other companies.</p>"
                    "<p>Requests for help are stored sealed: whoever steals the server, its disk or a backup cannot open them. This is not end-to-end encryption. While a message is being written or read, our server sees it. We would rather say so than promise too much.</p>"
                    "<p>The rest depends on the phone in your hand and on who else holds it. Two minutes of reading help with that.</p>"
                ),
            },
            {
                "type": "button",
                "value": {"label": "How to read this site safely", "page": "safety", "url": ""},
            },
        ],
    },
    "ar": {
        "title": "سند",
        "search_description": "موقع مجموعة تكافل بالعربية والإنجليزية: معلومات موثّقة بمصادرها، ومكان لطلب المساعدة.",
        "hero_title": "سندٌ من أناس مرّوا بما تمرّون به",
        "hero_text": (
            "<p>سند مجموعة تكافل من أفراد مجتمع الميم وأصدقائهم. نتقاسم ما لدينا: الوقت والمعرفة ورقم محامية ووجبة ساخنة وساعة إصغاء.</p>"
            "<p>اقرؤوا هنا ما هو صحيح عن حياتنا، أو اطلبوا منّا المساعدة. لا حاجة إلى حساب ولا إلى اسم حقيقي.</p>"
        ),
        "body": [
            {"type": "heading", "value": {"text": "ماذا تجدون هنا", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<ul>"
                    "<li><b>حقائق بمصادرها.</b> صفحات قصيرة تقرؤونها لأنفسكم، أو ترسلونها إلى أمّ أو طبيب أو معلّمة.</li>"
                    "<li><b>مقال مطوّل</b> عن أناس يعين بعضهم بعضًا فيصيرون مجتمعًا.</li>"
                    "<li><b>إنسان يجيب.</b> استمارة بلغة بسيطة، ووراءها من يجيبكم بلغتكم من المتطوّعات والمتطوّعين.</li>"
                    "</ul>"
                ),
            },
            {
                "type": "links",
                "value": {
                    "title": "من هنا نبدأ",
                    "links": [
                        {
                            "label": "كيف يبني التكافل التماسك والثقة والهوية",
                            "page": "mutual_aid",
                            "url": "",
                            "description": "عن رفوف مشتركة وحلقات نقاش ومجموعات على الإنترنت ودفاتر حسابات مفتوحة.",
                        },
                        {
                            "label": "حقائق في وجه الخرافات",
                            "page": "resources",
                            "url": "",
                            "description": "ما نعرفه عن الميل الجنسي والجندر وتاريخنا، وكيف عرفناه.",
                        },
                        {
                            "label": "اطلبوا المساعدة",
                            "page": None,
                            "url": "/{lang}/support/",
                            "description": "أنتم تقرّرون ما تخبروننا به، ولكم أن تحذفوه كلّه.",
                        },
                    ],
                },
            },
            {"type": "heading", "value": {"text": "كيف تصل المساعدة", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<ol>"
                    "<li>تكتبون ما تحتاجون إليه بالعربية أو الإنجليزية. تذكرون منطقتكم على وجه التقريب، أو تفضّلون عدم ذكرها. أمّا وسيلة الاتصال بكم فاختيارية.</li>"
                    "<li>يُختم ما كتبتموه عند وصوله. لا ينظر النظام إلا إلى الموضوع واللغة والمنطقة ودرجة الاستعجال، فيختار من يتولّى الطلب ومن ينوب عنه عند الحاجة.</li>"
                    "<li>تتسلّمون رمزًا من 20 رقمًا يظهر مرة واحدة. به تعودون فتقرؤون الجواب، أو تكتبون من جديد، أو تحذفون كلّ شيء.</li>"
                    "</ol>"
                ),
            },
            {
                "type": "callout",
                "value": {
                    "tone": "support",
                    "title": "إن كنتم في خطر الآن",
                    "text": "<p>لا تنتظروا جوابنا. في صفحة طلب المساعدة أرقام يمكن الاتصال بها مع أوقات عملها. فإن لم يكن أيّ منها آمنًا لكم، فاذهبوا أولًا إلى مكان فيه من تثقون به، ثم اكتبوا إلينا من هناك.</p>",
                },
            },
            {"type": "heading", "value": {"text": "الأمان بكلام واضح", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>لا نسجّل من يزور الموقع. وما دمتم تقرؤون فلا نضع ملفات تعريف ارتباط (كوكيز)، ولا تجلب صفحاتنا شيئًا من شركات أخرى.</p>"
                    "<p>تُحفظ طلبات المساعدة مختومة: من يسرق الخادم أو قرصه أو نسخة احتياطية منه لا يستطيع فتحها. لكنّ هذا ليس تشفيرًا من طرف إلى طرف، فخادمنا يرى الرسالة في لحظة كتابتها وفي لحظة قراءتها. نفضّل أن نقول ذلك صراحة على أن نعِد بأكثر مما نستطيع.</p>"
                    "<p>والباقي رهن بالهاتف الذي في أيديكم وبمن يستعمله غيركم. دقيقتان من القراءة تفيدان في ذلك.</p>"
                ),
            },
            {
                "type": "button",
                "value": {"label": "كيف تقرؤون هذا الموقع بأمان", "page": "safety", "url": ""},
            },
        ],
    },
    "sources": [],
}
