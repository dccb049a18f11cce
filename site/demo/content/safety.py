"""The page on reading safely: devices, networks, Tor, and the limits of the exit button."""

PAGE = {
    "key": "safety",
    "parent": "home",
    "type": "home.StandardPage",
    "slug": {"en": "safety", "ar": "القراءة-بأمان"},
    "show_in_menus": True,
    "fields": {},
    "en": {
        "title": "Safety when you read",
        "search_description": "Shared phones, private windows, history, Tor, and what the exit button can and cannot do.",
        "introduction": "No website can make you invisible. These few steps make it harder for others to see that you were here. Take those that fit your life.",
        "body": [
            {"type": "heading", "value": {"text": "First: who might look?", "level": "h2"}},
            {
                "type": "paragraph",
                "value": "<p>Somebody who uses the same phone, somebody who runs the network (an employer, a school, a provider), or somebody with the power to take the phone from your hand: each of them sees something different, and against each of them something different helps.</p>",
            },
            {
                "type": "heading",
                "value": {"text": "If you share a phone or a computer", "level": "h2"},
            },
            {
                "type": "paragraph",
                "value": (
                    "<ul>"
                    "<li>Best is a device that only you use, or that of somebody you trust.</li>"
                    "<li>Open a <b>private window</b>, also called an incognito tab. Once every private window is closed, the browser keeps neither history nor cookies of it.</li>"
                    "<li>If you have already read in an ordinary window, delete only these pages from the history. A history that is suddenly empty stands out.</li>"
                    "<li>Save no pages, bookmarks or screenshots, and look into the downloads. The keyboard may remember unusual words that you typed.</li>"
                    "</ul>"
                    "<p>A private window does not help against a glance over your shoulder, against spy programs on the device, or against whoever runs the network.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "The network, and Tor", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>The connection to this site is encrypted. Whoever runs the network can as a rule see the name of the site, but neither which page you read nor what you write.</p>"
                    "<p><b>Tor Browser</b> hides from the network which site you visit, and from the site where you are. It does not hide that you use Tor, and in some places that alone is noticed or forbidden. Tor's bridges make it harder to notice, not impossible. This site works in Tor Browser, also with JavaScript switched off.</p>"
                    "<p>A VPN only moves the question: in place of your provider, the company behind the VPN sees which sites you visit.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "The exit button", "level": "h2"}},
            {
                "type": "paragraph",
                "value": "<p>On every page there is a button to leave quickly. On a keyboard you can also press the Shift key three times.</p>",
            },
            {"type": "heading", "value": {"text": "What it does", "level": "h3"}},
            {
                "type": "paragraph",
                "value": (
                    "<ul>"
                    "<li>It empties the page at once and opens an ordinary page in its place.</li>"
                    "<li>It puts that page where this one was, so that the “Back” button does not return to the page you left.</li>"
                    "</ul>"
                ),
            },
            {"type": "heading", "value": {"text": "What it does not do", "level": "h3"}},
            {
                "type": "paragraph",
                "value": (
                    "<ul>"
                    "<li>It does not delete the history. Pages of this site that you read before stay listed there, and “Back” may lead to them.</li>"
                    "<li>It does not close other tabs, and it does not remove what you downloaded, copied or photographed.</li>"
                    "<li>It does not hide your visit from the network.</li>"
                    "<li>With JavaScript switched off it is a plain link: it leads away, but “Back” returns here and may show what you typed. Close the window.</li>"
                    "</ul>"
                ),
            },
            {"type": "heading", "value": {"text": "When you ask us for help", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>You need not give a name. If you leave a way to reach you, tell us at which hours it is safe, and whether we may leave a message.</p>"
                    "<p>Keep the code of 20 digits where only you will find it, for instance on paper among other numbers. Without it nobody can give you back your way to the messages, not even we. With it you can delete everything at any time.</p>"
                ),
            },
            {
                "type": "callout",
                "value": {
                    "tone": "note",
                    "title": "What this site keeps of you",
                    "text": "<p>While you read: nothing. We store no visitor's address and set no cookie. Only while you have a code open does a cookie exist, so that the page knows it is still you.</p>",
                },
            },
            {
                "type": "callout",
                "value": {
                    "tone": "warning",
                    "title": "If somebody watches you closely",
                    "text": "<p>A sudden change of habits can be noticed too. If you suspect a spy program, do not look for help on the same device. Borrow a phone from somebody you trust, and write to us from there.</p>",
                },
            },
        ],
    },
    "ar": {
        "title": "القراءة بأمان",
        "search_description": "الهاتف المشترك والنافذة الخاصة وسجلّ التصفّح ومتصفّح تور، وما يستطيعه زرّ الخروج وما لا يستطيعه.",
        "introduction": "لا موقع يستطيع أن يخفيكم تمامًا. لكنّ هذه الخطوات القليلة تصعّب على الآخرين أن يعرفوا أنكم كنتم هنا. خذوا منها ما يناسب حياتكم.",
        "body": [
            {"type": "heading", "value": {"text": "أولًا: من قد ينظر؟", "level": "h2"}},
            {
                "type": "paragraph",
                "value": "<p>من يستعمل الهاتف نفسه، أو من يدير الشبكة (ربّ عمل أو مدرسة أو شركة إنترنت)، أو من يملك أن ينتزع الهاتف من أيديكم: كلّ منهم يرى شيئًا مختلفًا، ولكلّ منهم احتياط مختلف.</p>",
            },
            {
                "type": "heading",
                "value": {"text": "إن كان الهاتف أو الحاسوب مشتركًا", "level": "h2"},
            },
            {
                "type": "paragraph",
                "value": (
                    "<ul>"
                    "<li>الأفضل جهاز لا يستعمله سواكم، أو جهاز شخص تثقون به.</li>"
                    "<li>افتحوا <b>نافذة خاصة</b>، وتُسمّى أيضًا وضع التصفّح المتخفّي. متى أُغلقت النوافذ الخاصة كلّها لم يحتفظ المتصفّح بسجلّها ولا بملفات تعريف الارتباط (كوكيز) الخاصة بها.</li>"
                    "<li>إن سبق أن قرأتم في نافذة عادية فاحذفوا هذه الصفحات وحدها من السجلّ، فالسجلّ الذي يفرغ فجأة يلفت النظر.</li>"
                    "<li>لا تحفظوا صفحات ولا إشارات مرجعية ولا لقطات شاشة، وراجعوا التنزيلات. وقد تتذكّر لوحة المفاتيح كلمات غير مألوفة كتبتموها.</li>"
                    "</ul>"
                    "<p>لا تفيد النافذة الخاصة مع من ينظر من فوق الكتف، ولا مع برامج التجسّس على الجهاز، ولا مع من يدير الشبكة.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "الشبكة ومتصفّح تور", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>الاتصال بهذا الموقع مشفّر. من يدير الشبكة يرى عادةً اسم الموقع، لكنه لا يرى أيّ صفحة تقرؤون ولا ما تكتبون.</p>"
                    "<p><b>متصفّح تور (Tor Browser)</b> يخفي عن الشبكة أيّ موقع تزورون، ويخفي عن الموقع مكانكم. لكنه لا يخفي أنكم تستعملون تور، وهذا وحده يُلحظ أو يُمنع في بعض الأماكن. و«جسور» تور تصعّب ملاحظته ولا تجعلها مستحيلة. يعمل موقعنا في متصفّح تور، حتى مع تعطيل جافاسكربت.</p>"
                    "<p>أمّا الشبكة الافتراضية الخاصة (VPN) فلا تفعل سوى نقل السؤال: فبدلًا من شركة الإنترنت تصبح الشركة المشغّلة لها هي من يرى المواقع التي تزورونها.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "زرّ الخروج", "level": "h2"}},
            {
                "type": "paragraph",
                "value": "<p>في كلّ صفحة زرّ لمغادرتها سريعًا. وعلى لوحة المفاتيح يمكنكم أيضًا أن تضغطوا مفتاح Shift ثلاث مرات.</p>",
            },
            {"type": "heading", "value": {"text": "ماذا يفعل", "level": "h3"}},
            {
                "type": "paragraph",
                "value": (
                    "<ul>"
                    "<li>يُفرغ الصفحة فورًا ويفتح صفحة عادية مكانها.</li>"
                    "<li>يضع تلك الصفحة موضع هذه، فلا يعيدكم زرّ «رجوع» إلى الصفحة التي غادرتموها.</li>"
                    "</ul>"
                ),
            },
            {"type": "heading", "value": {"text": "وماذا لا يفعل", "level": "h3"}},
            {
                "type": "paragraph",
                "value": (
                    "<ul>"
                    "<li>لا يمحو سجلّ التصفّح. تبقى فيه صفحات الموقع التي قرأتموها من قبل، وقد يقود إليها زرّ «رجوع».</li>"
                    "<li>لا يغلق علامات التبويب الأخرى، ولا يزيل ما نزّلتموه أو نسختموه أو صوّرتموه.</li>"
                    "<li>لا يخفي زيارتكم عن الشبكة.</li>"
                    "<li>مع تعطيل جافاسكربت يصير رابطًا عاديًا: يخرج بكم، لكنّ زرّ «رجوع» يعيدكم إلى هنا وقد يُظهر ما كتبتم. فأغلقوا النافذة.</li>"
                    "</ul>"
                ),
            },
            {"type": "heading", "value": {"text": "حين تطلبون منّا المساعدة", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>لستم مضطرّين إلى ذكر اسم. وإن تركتم وسيلة اتصال فأخبرونا في أيّ ساعات تكون آمنة، وهل يجوز أن نترك رسالة.</p>"
                    "<p>احفظوا الرمز المؤلّف من 20 رقمًا حيث لا يجده غيركم، كأن تكتبوه على ورقة بين أرقام أخرى. من دونه لا يستطيع أحد أن يعيدكم إلى الرسائل، ولا حتى نحن. وبه يمكنكم حذف كلّ شيء متى شئتم.</p>"
                ),
            },
            {
                "type": "callout",
                "value": {
                    "tone": "note",
                    "title": "ما الذي يحتفظ به هذا الموقع عنكم",
                    "text": "<p>ما دمتم تقرؤون: لا شيء. لا نخزّن عنوان زائر ولا نضع ملف تعريف ارتباط. ولا يوجد ملف كهذا إلا حين تفتحون رمزكم، كي تعرف الصفحة أن من يقرأ هو أنتم.</p>",
                },
            },
            {
                "type": "callout",
                "value": {
                    "tone": "warning",
                    "title": "إن كان هناك من يراقبكم عن قرب",
                    "text": "<p>التغيّر المفاجئ في العادات قد يُلحظ أيضًا. إن شككتم في وجود برنامج تجسّس فلا تبحثوا عن المساعدة على الجهاز نفسه، بل استعيروا هاتفًا من شخص تثقون به واكتبوا إلينا منه.</p>",
                },
            },
        ],
    },
    "sources": [],
}
