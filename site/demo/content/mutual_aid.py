"""The long article on how mutual aid builds cohesion, trust and identity."""

PAGE = {
    "key": "mutual_aid",
    "parent": "resources",
    "type": "resources.ArticlePage",
    "slug": {"en": "how-mutual-aid-builds-community", "ar": "كيف-يبني-التكافل-المجتمع"},
    "show_in_menus": False,
    "fields": {"last_reviewed": "2026-10-12", "review_by": "2027-10-12"},
    "en": {
        "title": "Leaning on one another: how mutual aid builds cohesion, trust and identity",
        "search_description": "Shared resources, listening, action, centres and online groups: how mutual aid makes a community of LGBTQ+ people.",
        "introduction": "A shared shelf of food, an evening, a secret that was kept: that is how people become a community. This article looks at what mutual aid does among LGBTQ+ people, what research says about it, and what can go wrong.",
        "body": [
            {"type": "heading", "value": {"text": "What mutual aid is", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>Mutual aid is people coordinating to meet one another's needs, usually because they know that the institutions around them will not. So the lawyer and activist Dean Spade describes it, and he adds that it is not charity: nobody is sorted into deserving and undeserving, and those who receive help have a say in how it is given.</p>"
                    "<p>Among LGBTQ+ people this is an old practice with a new name. Where the family withdraws, friends pay the deposit. A study of support networks among lesbian, gay and bisexual adults in New York found that everyday support came most often from people of the same orientation, and that gay and bisexual men turned mainly to other LGB people even for large things, such as borrowing a large sum.</p>"
                    "<p>Help is never only the thing that is given. Whoever carries a pot of soup to a door learns a name, and whoever takes it knows which door to knock on next time. Out of small acts like these grow cohesion, because people meet; trust, because they keep their word; and identity, because at last they say “we”.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "What passes from hand to hand", "level": "h2"}},
            {"type": "heading", "value": {"text": "Shared resources", "level": "h3"}},
            {
                "type": "paragraph",
                "value": "<p>A small fund, a cupboard of winter coats, a list of rooms that are free for a week, a lift to the hospital, a phone lent for an afternoon. It works best where asking is easy and nobody has to prove a need. Each thing that comes back, or travels on, is a little evidence that others can be relied on.</p>",
            },
            {"type": "heading", "value": {"text": "Emotional support", "level": "h3"}},
            {
                "type": "paragraph",
                "value": "<p>To be believed is a resource too. In a listening circle one person speaks and learns that others have lived through the same; what felt like a private failing turns out to be a common burden. Among 371 gay and bisexual men in New York, those who took part in community life more reported better mental health; merely feeling that one belonged showed no such link. The study cannot say which came first, but it suggests that doing counts for more than the label.</p>",
            },
            {"type": "heading", "value": {"text": "Taking part in action", "level": "h3"}},
            {
                "type": "paragraph",
                "value": "<p>To translate a leaflet, go with somebody to court, count signatures, write to a newspaper: taking part turns a worry into a task that is shared. Researchers who interviewed 32 organisers of British mutual-aid groups during the pandemic found that people stayed where a group met real local needs, built trust and alliances, met regularly and looked after its own members. They spoke of joy and pride, and of the feeling that they could bring something about. Action need not be loud. Where a march would be dangerous, a well-kept list of doctors one can trust is action.</p>",
            },
            {"type": "heading", "value": {"text": "Community events", "level": "h3"}},
            {
                "type": "paragraph",
                "value": "<p>A shared breakfast, an evening of poems, a birthday for somebody whose family no longer celebrates it: such days give a community a calendar and a memory of its own. Newcomers need a first step that asks little of them. A seat near the door, no duty to speak and no real name are often enough.</p>",
            },
            {"type": "heading", "value": {"text": "Queer community centres", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>A centre is a door that stays in one place. Behind it there is usually a kettle, a sofa with a history, and a weekly plan: discussion circles on Monday, a film or a game night on Thursday, an art class on Saturday morning.</p>"
                    "<p>It would be wrong to call this a mere pastime. In a small Irish study eleven LGBT people spoke about sporting, creative and social groups that the community had set up for itself. What mattered to them was the connection with like-minded people, and the authors see LGBT communities themselves as central to mental health and social well-being.</p>"
                    "<p>The evening is often also the way in. Whoever came for the film asks, over the washing-up, about a letter from the court. A survey of 186 LGBTQ centres in the United States in 2020 shows how wide that way can be: from basic needs and legal services to social and cultural programmes, for more than 58,000 people a week before the pandemic. In a centre as we imagine it, four doors lead off the living room:</p>"
                    "<ul>"
                    "<li><b>Health:</b> tests without a sermon, an evening with a nurse, company on the way to the doctor.</li>"
                    "<li><b>Law:</b> to know one's rights before signing anything, and to have a lawyer's number learned by heart.</li>"
                    "<li><b>Mental health:</b> counsellors who want to change nobody, groups for those who grieve, and evenings for parents.</li>"
                    "<li><b>Job training:</b> language and computer courses, practice for interviews, help with a CV whose gaps have their reasons.</li>"
                    "</ul>"
                    "<p>Where an open house would not be safe, the centre is a living room that changes, a borrowed studio, a walk. What makes a centre is not the sign on the door but that one can count on it.</p>"
                ),
            },
            {
                "type": "heading",
                "value": {"text": "Close from far away: groups online", "level": "h2"},
            },
            {
                "type": "paragraph",
                "value": (
                    "<p>For many the first queer room is a screen. A Telegram channel passes on news, addresses and warnings. A Discord server has rooms for voices, for games, for homework and for the hours when one cannot sleep. Both reach villages, and people who cannot be seen entering any house.</p>"
                    "<p>They mattered most in the lockdowns. Researchers who read the chats of an American support programme for LGBTQ+ youth in spring 2020 found young people shut in with families who did not support them, cut off from the places where they had been themselves. Text-based chat let them look for support from home. The centres moved too: 21% of those in the American survey had offered something online before the pandemic, 94% did so by July 2020, and most of these meant to keep part of it.</p>"
                ),
            },
            {
                "type": "callout",
                "value": {
                    "tone": "warning",
                    "title": "Closeness online needs care",
                    "text": "<p>Human Rights Watch has documented how security forces and private persons in Egypt, Iraq, Jordan, Lebanon and Tunisia used social media, dating apps and searches of phones against LGBT people. Use an alias, keep faces out of pictures, let messages disappear, leave groups you no longer need, and do not go alone to a first meeting.</p>",
                },
            },
            {
                "type": "heading",
                "value": {"text": "Trust is made: accountability and transparency", "level": "h2"},
            },
            {
                "type": "paragraph",
                "value": (
                    "<p>Trust is not a mood that a group has or lacks. It is made of habits that others can check. Who decided this? Where did the money go? What happens when one of us hurts another? A group that answers before it is asked can survive a quarrel.</p>"
                    "<ul>"
                    "<li>Publish the sums: what came in, what went out, and for what.</li>"
                    "<li>Write decisions down in words that a newcomer understands.</li>"
                    "<li>Let tasks and keys go round, and never leave money to one person alone.</li>"
                    "<li>Offer a way to complain that does not end with the person complained about.</li>"
                    "<li>Admit mistakes early, and say what will be different.</li>"
                    "</ul>"
                    "<p>Transparency has one limit, and that is people. Accounts can be open while names stay closed. Open about money, silent about people: that is a rule one can keep.</p>"
                ),
            },
            {
                "type": "quote",
                "value": {
                    "text": "The first month I came for the food parcel. The second month I was asked whether I could carry one upstairs for somebody else. Nobody had ever told me so clearly that I was needed.",
                    "attribution": "A volunteer",
                },
            },
            {"type": "heading", "value": {"text": "Growth, skills and leadership", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>Whoever keeps the books of a small fund learns accounting. Whoever looks after a channel learns to end a quarrel without a loser. A review of research on British mutual-aid groups names empowerment, new skills and a sense of community cohesion among the things that those who took part gained.</p>"
                    "<p>Leadership, in such groups, is mostly the art of handing over. Good coordinators take somebody along to every meeting, explain their reasons, and leave room for mistakes that can be mended. For a person who was told for years to be quiet, to chair one meeting can be a turning point.</p>"
                    "<p>Rest belongs to it. Those who cannot say no are soon lost to the group, so the rota should have room for a no.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "Education against myths", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>A community also protects itself with knowledge. The sentence that one is ill, or imported, or a passing fashion, is heard at the dinner table, in the surgery and in court. Whoever has practised a calm answer with friends is less alone when it falls.</p>"
                    "<p>There is a craft to it. The Debunking Handbook, written by 22 researchers, advises to begin with the fact, to name the myth once and with a warning, to explain how it misleads, and to end with the fact. Our pages of facts are built that way, each with its sources.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "What remains", "level": "h2"}},
            {
                "type": "paragraph",
                "value": "<p>Cohesion, trust and identity are not the purpose of mutual aid. The purpose is that somebody sleeps in a warm room tonight. The other things grow meanwhile. Whoever has been held, and has held others, stops thinking of themselves as an exception, and finds in the “we” a name that can be lived in.</p>",
            },
            {
                "type": "callout",
                "value": {
                    "tone": "support",
                    "title": "One hour is enough to begin",
                    "text": "<p>Offer one thing that you can do, and ask for one thing that you need. If today it is you who needs support, write to us: you choose what to tell, and you can delete it again.</p>",
                },
            },
            {
                "type": "button",
                "value": {"label": "Ask for help", "page": None, "url": "/{lang}/support/"},
            },
        ],
    },
    "ar": {
        "title": "بعضنا سندٌ لبعض: كيف يبني التكافل التماسك والثقة والهوية",
        "search_description": "موارد مشتركة وإصغاء وعمل جماعي ومراكز ومجموعات على الإنترنت: كيف يصنع التكافل مجتمعًا لأفراد مجتمع الميم.",
        "introduction": "رفّ طعام مشترك، أو أمسية، أو سرّ حُفظ: هكذا يصير الناس مجتمعًا. يتناول هذا المقال ما يفعله التكافل بين أفراد مجتمع الميم، وما تقوله الأبحاث فيه، وأين قد يتعثّر.",
        "body": [
            {"type": "heading", "value": {"text": "ما التكافل؟", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>التكافل أن ينسّق الناس فيما بينهم ليسدّ بعضهم حاجة بعض، وغالبًا لأنهم يعلمون أن المؤسسات من حولهم لن تفعل. هكذا يصفه المحامي والناشط دين سبيد، ويضيف أنه غير الإحسان: فلا أحد يفرز الناس بين مستحقّ وغير مستحقّ، ومن يتلقّى العون له كلمة في كيفية تقديمه.</p>"
                    "<p>وهو بين أفراد مجتمع الميم عادة قديمة باسم جديد. حين تنسحب العائلة يدفع الأصدقاء عربون الإيجار. وقد وجدت دراسة لشبكات الدعم لدى المثليين والمثليات ومزدوجي الميل ومزدوجاته في نيويورك أن الدعم اليومي يأتي في الأغلب ممّن يشاركونهم الميل نفسه، وأن الرجال المثليين ومزدوجي الميل يلجؤون إلى أقرانهم من المثليين ومزدوجي الميل حتى في الأمور الكبيرة، كاقتراض مبلغ ضخم.</p>"
                    "<p>وليست المساعدة هي الشيء المُعطى وحده. من يحمل قِدر حساء إلى باب يعرف اسم صاحبه، ومن يأخذ القِدر يعرف أيّ باب يطرق في المرة المقبلة. من أفعال صغيرة كهذه ينمو التماسك لأن الناس يلتقون، وتنمو الثقة لأنهم يفون بما وعدوا، وتنمو الهوية لأنهم يقولون أخيرًا «نحن».</p>"
                ),
            },
            {"type": "heading", "value": {"text": "ما ينتقل من يد إلى يد", "level": "h2"}},
            {"type": "heading", "value": {"text": "موارد مشتركة", "level": "h3"}},
            {
                "type": "paragraph",
                "value": "<p>صندوق صغير، وخزانة معاطف للشتاء، وقائمة بغرف خالية لأسبوع، وتوصيلة إلى المستشفى، وهاتف يُعار لبضع ساعات. وأنجح ما يكون ذلك حيث يسهل الطلب ولا يُسأل أحد أن يثبت حاجته. وكلّ ما يعود إلى مكانه، أو يمضي إلى غيره، دليل صغير على أن الآخرين يُعتمد عليهم.</p>",
            },
            {"type": "heading", "value": {"text": "الدعم العاطفي", "level": "h3"}},
            {
                "type": "paragraph",
                "value": "<p>أن يجد المرء من يصدّقه موردٌ أيضًا. في حلقة الإصغاء يتكلّم أحدنا فيكتشف أن غيره مرّ بالشيء نفسه، وأن ما ظنّه عيبًا فيه حمل مشترك. وفي دراسة شملت 371 رجلًا من المثليين ومزدوجي الميل في نيويورك، تمتّع الأكثر مشاركةً في حياة المجتمع بصحة نفسية أفضل، أمّا الشعور بالانتماء وحده فلم تظهر له صلة كهذه. لا تستطيع الدراسة أن تقول أيّهما سبق الآخر، لكنها توحي بأن الفعل أهمّ من التسمية.</p>",
            },
            {"type": "heading", "value": {"text": "المشاركة في العمل الجماعي", "level": "h3"}},
            {
                "type": "paragraph",
                "value": "<p>ترجمة منشور، أو مرافقة أحد إلى المحكمة، أو جمع تواقيع، أو رسالة إلى جريدة: المشاركة تحوّل الهمّ إلى مهمّة يتقاسمها كثيرون. وقد وجد باحثون قابلوا 32 من منظّمي مجموعات التكافل في بريطانيا إبّان الجائحة أن الناس يبقون حيث تلبّي المجموعة حاجات محلّية فعلية، وتبني الثقة والتحالفات، وتجتمع بانتظام، وتعتني بأعضائها. وتحدّث هؤلاء عن الفرح والفخر، وعن شعور بأنهم قادرون على إحداث أثر. ولا يلزم أن يكون العمل صاخبًا. فحيث تكون المسيرة خطرًا، تكون قائمة محدَّثة بأطباء موثوقين عملًا جماعيًا هي أيضًا.</p>",
            },
            {"type": "heading", "value": {"text": "المناسبات المجتمعية", "level": "h3"}},
            {
                "type": "paragraph",
                "value": "<p>فطور مشترك، وأمسية شعر، وعيد ميلاد لمن لم تعد عائلته تحتفل به: أيام كهذه تمنح المجتمع تقويمًا وذاكرة خاصّين به. ويحتاج القادمون الجدد إلى خطوة أولى لا تكلّفهم الكثير. كثيرًا ما يكفي مقعد قرب الباب، بلا إلزام بالكلام وبلا اسم حقيقي.</p>",
            },
            {"type": "heading", "value": {"text": "المراكز المجتمعية الكويرية", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>المركز باب لا يتغيّر مكانه. وراءه في العادة إبريق شاي وأريكة لها تاريخ وبرنامج أسبوعي: حلقة نقاش يوم الاثنين، وفيلم أو أمسية ألعاب يوم الخميس، وحصّة رسم صباح السبت.</p>"
                    "<p>ومن الخطأ أن نسمّي هذا تزجية وقت. ففي دراسة إيرلندية صغيرة تحدّث أحد عشر شخصًا من مجتمع الميم عن مجموعات رياضية وفنّية واجتماعية أنشأها المجتمع لنفسه. كان أهمّ ما فيها عندهم الصلة بمن يشبهونهم في التفكير، ويرى الباحثون أن لمجتمعات الميم نفسها دورًا محوريًا في الصحة النفسية والعافية الاجتماعية.</p>"
                    "<p>وكثيرًا ما تكون الأمسية مدخلًا إلى ما بعدها. من جاء لأجل الفيلم يسأل، وهو يجفّف الصحون، عن رسالة وصلته من المحكمة. ويُظهر استطلاع شمل 186 مركزًا لمجتمع الميم في الولايات المتحدة عام 2020 كم يتّسع هذا المدخل: من الحاجات الأساسية والخدمات القانونية إلى البرامج الاجتماعية والثقافية، لأكثر من 58000 شخص في الأسبوع قبل الجائحة. وفي مركز كما نتخيّله تُفضي غرفة الجلوس إلى أربعة أبواب:</p>"
                    "<ul>"
                    "<li><b>الصحة:</b> فحوص بلا مواعظ، وأمسية مع ممرّضة، ورفقة في الطريق إلى الطبيب.</li>"
                    "<li><b>القانون:</b> أن تُعرف الحقوق قبل التوقيع على أيّ ورقة، وأن يُحفظ رقم محامية عن ظهر قلب.</li>"
                    "<li><b>الصحة النفسية:</b> معالجون ومعالجات لا يريدون تغيير أحد، ومجموعات لمن فقدوا عزيزًا، وأمسيات للأهل.</li>"
                    "<li><b>التدريب المهني:</b> دورات لغة وحاسوب، وتمرّن على المقابلات، وعون في كتابة سيرة ذاتية لفجواتها أسبابها.</li>"
                    "</ul>"
                    "<p>وحيث لا يؤمَن البيت المفتوح، يكون المركز غرفة جلوس تتبدّل، أو مرسمًا مستعارًا، أو نزهة. فليست اللافتة على الباب هي ما يصنع المركز، بل أن يُعوَّل عليه.</p>"
                ),
            },
            {
                "type": "heading",
                "value": {"text": "قريبون من بعيد: مجموعات على الإنترنت", "level": "h2"},
            },
            {
                "type": "paragraph",
                "value": (
                    "<p>أول مكان كويري يعرفه كثيرون شاشة. قناة على تلغرام تنقل الأخبار والعناوين والتحذيرات. وخادم على ديسكورد فيه غرف للأصوات وللألعاب وللواجبات المدرسية، وللساعات التي يستعصي فيها النوم. وكلاهما يصل إلى القرى، وإلى من لا يستطيعون أن يُرَوا داخلين إلى أيّ بيت.</p>"
                    "<p>وأكثر ما نفعت هذه المجموعات في أيام الإغلاق. فقد قرأ باحثون محادثات برنامج أمريكي لدعم شباب مجتمع الميم في ربيع 2020، فوجدوا يافعين ويافعات محبوسين في البيوت مع عائلات لا تساندهم، منقطعين عن الأماكن التي كانوا فيها على سجيّتهم. وقد أتاحت لهم المحادثة المكتوبة أن يطلبوا الدعم من البيت. وانتقلت المراكز كذلك: كان 21% من مراكز الاستطلاع الأمريكي يقدّم شيئًا عبر الإنترنت قبل الجائحة، فصارت النسبة 94% بحلول تموز/يوليو 2020، ونوى معظمها أن يُبقي على بعضه.</p>"
                ),
            },
            {
                "type": "callout",
                "value": {
                    "tone": "warning",
                    "title": "القرب عبر الشاشة يحتاج إلى حذر",
                    "text": "<p>وثّقت منظمة هيومن رايتس ووتش كيف استعملت قوات الأمن وأفراد في الأردن وتونس والعراق ولبنان ومصر وسائل التواصل وتطبيقات المواعدة وتفتيش الهواتف ضدّ أفراد مجتمع الميم. استعملوا اسمًا مستعارًا، ولا تُظهروا الوجوه في الصور، وفعّلوا الاختفاء التلقائي للرسائل، وغادروا المجموعات التي لم تعودوا تحتاجون إليها، ولا تذهبوا وحدكم إلى لقاء أول.</p>",
                },
            },
            {
                "type": "heading",
                "value": {"text": "الثقة تُصنع: المساءلة والشفافية", "level": "h2"},
            },
            {
                "type": "paragraph",
                "value": (
                    "<p>ليست الثقة مزاجًا يتوافر لمجموعة ويعوز أخرى، بل عادات يمكن للغير أن يتحقّق منها. من قرّر هذا؟ وأين ذهب المال؟ وماذا يحدث حين يؤذي بعضنا بعضًا؟ المجموعة التي تجيب قبل أن تُسأل تقوى على خلافاتها.</p>"
                    "<ul>"
                    "<li>انشروا الأرقام: ما دخل وما خرج وفيمَ صُرف.</li>"
                    "<li>دوّنوا القرارات بكلمات يفهمها القادم الجديد.</li>"
                    "<li>تناوبوا على المهامّ والمفاتيح، ولا تتركوا المال في عهدة شخص واحد.</li>"
                    "<li>افتحوا طريقًا للشكوى لا ينتهي عند المشكوّ منه.</li>"
                    "<li>اعترفوا بالخطأ مبكّرًا، وقولوا ما الذي سيتغيّر.</li>"
                    "</ul>"
                    "<p>وللشفافية حدّ واحد هو الناس. يمكن أن تكون الحسابات مفتوحة والأسماء مطويّة. نكشف المال ونستر الناس: هذه قاعدة يسهل الوفاء بها.</p>"
                ),
            },
            {
                "type": "quote",
                "value": {
                    "text": "في الشهر الأول جئت لآخذ سلّة الطعام. وفي الشهر الثاني سألوني إن كنت أستطيع أن أحمل سلّة إلى الطابق الثالث لغيري. لم يقل لي أحد قطّ بهذا الوضوح إنهم يحتاجون إليّ.",
                    "attribution": "متطوّعة",
                },
            },
            {"type": "heading", "value": {"text": "النموّ والمهارات والقيادة", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>من يمسك دفاتر صندوق صغير يتعلّم المحاسبة، ومن يشرف على قناة يتعلّم كيف ينهي خلافًا بلا خاسر. وتذكر مراجعة لأبحاث أُجريت على مجموعات التكافل البريطانية أن المشاركين كسبوا شعورًا بالقدرة ومهارات جديدة وإحساسًا بتماسك مجتمعهم.</p>"
                    "<p>والقيادة في مجموعات كهذه هي في معظمها فنّ التسليم. المنسّقة الجيدة تصطحب أحدًا إلى كلّ اجتماع، وتشرح أسبابها، وتترك مجالًا لأخطاء يمكن إصلاحها. ومن قيل له سنين أن يسكت قد تكون إدارةُ اجتماع واحد منعطفًا في حياته.</p>"
                    "<p>والراحة جزء من هذا كلّه. فمن لا يستطيع أن يقول «لا» تخسره المجموعة سريعًا، فليكن في جدول المناوبات متّسع لها.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "التثقيف في وجه الخرافات", "level": "h2"}},
            {
                "type": "paragraph",
                "value": (
                    "<p>يحمي المجتمع نفسه بالمعرفة أيضًا. فالقول إن المرء مريض، أو إن ما هو عليه مستورد أو موضة زائلة، يُسمع حول مائدة العشاء وفي العيادة وفي المحكمة. ومن تمرّن مع أصدقائه على جواب هادئ يكون أقلّ وحدة حين يسمعه.</p>"
                    "<p>ولهذا الأمر صنعة. ينصح دليل تفنيد المعلومات المضلّلة (The Debunking Handbook)، وقد كتبه 22 باحثًا وباحثة، بأن نبدأ بالحقيقة، ثم نذكر الخرافة مرة واحدة مقرونة بتنبيه، ثم نشرح كيف تضلّل، ثم نختم بالحقيقة. على هذا النحو كُتبت صفحات الحقائق عندنا، ولكلّ منها مصادرها.</p>"
                ),
            },
            {"type": "heading", "value": {"text": "ما يبقى", "level": "h2"}},
            {
                "type": "paragraph",
                "value": "<p>ليس التماسك والثقة والهوية غاية التكافل. غايته أن ينام أحدهم الليلة في غرفة دافئة، وما عداها ينمو في الأثناء. من وجد من يسنده، ثم سند غيره، يكفّ عن رؤية نفسه استثناءً، ويجد في «نحن» اسمًا يصلح للسكن.</p>",
            },
            {
                "type": "callout",
                "value": {
                    "tone": "support",
                    "title": "ساعة واحدة تكفي للبدء",
                    "text": "<p>اعرضوا شيئًا تستطيعون فعله، واطلبوا شيئًا تحتاجون إليه. وإن كنتم أنتم من يحتاج إلى السند اليوم فاكتبوا إلينا: تختارون ما تقولون، ولكم أن تحذفوه بعد ذلك.</p>",
                },
            },
            {
                "type": "button",
                "value": {"label": "اطلبوا المساعدة", "page": None, "url": "/{lang}/support/"},
            },
        ],
    },
    "sources": [
        {
            "title": "Mutual Aid: Building Solidarity During This Crisis (and the Next)",
            "publisher": "Dean Spade, Verso",
            "url": "https://openlibrary.org/isbn/9781839762123",
            "published": "2020",
            "accessed": "2026-10-12",
            "note": {
                "en": "What mutual aid is, and how it differs from charity.",
                "ar": "ما التكافل، وبمَ يختلف عن الإحسان.",
            },
        },
        {
            "title": "Social Support Networks Among Diverse Sexual Minority Populations",
            "publisher": "David M. Frost, Ilan H. Meyer and Sharon Schwartz, American Journal of Orthopsychiatry 86(1)",
            "url": "https://doi.org/10.1037/ort0000117",
            "published": "2016",
            "accessed": "2026-10-12",
            "note": {
                "en": "396 lesbian, gay and bisexual and 128 heterosexual people in New York.",
                "ar": "شملت 396 من المثليين والمثليات ومزدوجي الميل ومزدوجاته و128 من مغايري الميل في نيويورك.",
            },
        },
        {
            "title": "What is the role of the community? Examining minority stress processes among gay and bisexual men",
            "publisher": "Brian Salfas, H. Jonathon Rendina and Jeffrey T. Parsons, Stigma and Health 4(3)",
            "url": "https://doi.org/10.1037/sah0000143",
            "published": "2019",
            "accessed": "2026-10-12",
            "note": {
                "en": "Distinguishes taking part in a community from identifying with it.",
                "ar": "تميّز بين المشاركة في المجتمع والشعور بالانتماء إليه.",
            },
        },
        {
            "title": "More Than a COVID-19 Response: Sustaining Mutual Aid Groups During and Beyond the Pandemic",
            "publisher": "Maria Fernandes-Jesus and others, Frontiers in Psychology 12",
            "url": "https://doi.org/10.3389/fpsyg.2021.716202",
            "published": "2021",
            "accessed": "2026-10-12",
            "note": {
                "en": "32 interviews with organisers in the United Kingdom; not about LGBTQ+ groups in particular.",
                "ar": "32 مقابلة مع منظّمين ومنظّمات في المملكة المتحدة، وهي لا تخصّ مجموعات مجتمع الميم.",
            },
        },
        {
            "title": "How can Covid Mutual Aid Groups be Sustained Over Time? The UK Experience",
            "publisher": "John Drury and others, in: Psychosocial Perspectives on Community Responses to Covid-19, Routledge",
            "url": "https://oro.open.ac.uk/86292/",
            "published": "2023",
            "accessed": "2026-10-12",
            "note": {
                "en": "On empowerment, skills and cohesion among those who took part.",
                "ar": "عن الشعور بالقدرة والمهارات والتماسك لدى المشاركين.",
            },
        },
        {
            "title": "The Power of Recognition: A Qualitative Study of Social Connectedness and Wellbeing through LGBT Sporting, Creative and Social Groups in Ireland",
            "publisher": "Nerilee Ceatha and others, International Journal of Environmental Research and Public Health 16(19)",
            "url": "https://doi.org/10.3390/ijerph16193636",
            "published": "2019",
            "accessed": "2026-10-12",
            "note": {
                "en": "Ten interviews with eleven people.",
                "ar": "عشر مقابلات مع أحد عشر شخصًا.",
            },
        },
        {
            "title": "2020 LGBTQ Community Center Survey Report",
            "publisher": "Movement Advancement Project and CenterLink",
            "url": "https://www.lgbtmap.org/2020-lgbtq-community-center-survey-report",
            "published": "2020",
            "accessed": "2026-10-12",
            "note": {
                "en": "186 centres in the United States, before and in the first months of the pandemic.",
                "ar": "186 مركزًا في الولايات المتحدة، قبل الجائحة وفي أشهرها الأولى.",
            },
        },
        {
            "title": "“I'm Kinda Stuck at Home With Unsupportive Parents Right Now”: LGBTQ Youths' Experiences With COVID-19 and the Importance of Online Support",
            "publisher": "Jessica N. Fish and others, Journal of Adolescent Health 67(3)",
            "url": "https://doi.org/10.1016/j.jadohealth.2020.06.002",
            "published": "2020",
            "accessed": "2026-10-12",
            "note": {
                "en": "31 text chats of one support programme in the United States, spring 2020.",
                "ar": "31 محادثة مكتوبة من برنامج دعم واحد في الولايات المتحدة في ربيع 2020.",
            },
        },
        {
            "title": "Middle East, North Africa: Digital Targeting of LGBT People",
            "publisher": "Human Rights Watch",
            "url": "https://www.hrw.org/news/2023/02/21/middle-east-north-africa-digital-targeting-lgbt-people",
            "published": "2023",
            "accessed": "2026-10-12",
            "note": {
                "en": "Summary of a report on Egypt, Iraq, Jordan, Lebanon and Tunisia.",
                "ar": "ملخّص تقرير عن الأردن وتونس والعراق ولبنان ومصر.",
            },
        },
        {
            "title": "The Debunking Handbook 2020",
            "publisher": "Stephan Lewandowsky, John Cook, Ullrich Ecker and others",
            "url": "https://doi.org/10.17910/b7.1182",
            "published": "2020",
            "accessed": "2026-10-12",
            "note": {
                "en": "The order of our pages of facts follows its advice.",
                "ar": "ترتيب صفحات الحقائق عندنا يتبع نصيحته.",
            },
        },
    ],
}
