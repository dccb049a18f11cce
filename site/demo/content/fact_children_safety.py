"""A page of facts: being gay has nothing to do with the abuse of children."""

PAGE = {
    "key": "fact_children_safety",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {
        "en": "no-link-between-orientation-and-abuse",
        "ar": "لا-صلة-بين-الميل-والاعتداء-على-الأطفال",
    },
    "show_in_menus": False,
    "fields": {
        "fallacy": "logic",
        "reading_level": "general",
        "last_reviewed": "2026-11-15",
        "review_by": "2027-11-15",
    },
    "en": {
        "title": "Gay men are no danger to children: orientation and abuse are two different things",
        "search_description": "What studies of child abuse cases and of offenders found about sexual orientation.",
        "summary_text": "Studies find no link between being gay and abusing children. Those who abuse are mostly people whom the child knows and the family trusts, whatever their orientation.",
        "reviewed_by": "A social worker of our group",
        "fact": (
            "<p>Carole Jenny and her colleagues went through the records of a children's hospital in the United States. In 269 cases in which an adult was named as the abuser, two of the adults were known to be gay or lesbian; in 82% of the cases it was the heterosexual partner of a close relative of the child. The authors concluded that the children in the group were unlikely to have been molested by identifiably gay or lesbian people [1].</p>"
            "<p>In an earlier study of 175 men convicted of assaulting children, many were drawn to children only and had no orientation towards adults at all. Among the others, who had relationships with adults, there was not one gay man, not even where the victims were boys [2]. And a laboratory study found that gay men who are drawn to adults responded no more to boys than heterosexual men do to girls [3].</p>"
        ),
        "myth": "Gay men are after children.",
        "why_misleading": (
            "<p>This is a <b>false conclusion</b> from the sex of the victim to the orientation of the abuser: a man abused a boy, therefore he is gay. But abuse is about power, about opportunity and, in some offenders, about childhood itself. The psychologist Gregory Herek, who reviewed the research, points out that the sex of the child says little about whom an offender is drawn to among adults [4].</p>"
            "<p>The error is dangerous above all for children. Whoever keeps watch for a stranger who looks different overlooks the uncle, the stepfather, the coach. In Jenny's study it was mostly somebody from the family's own circle [1].</p>"
        ),
        "fact_again": "<p>What protects children is being believed, knowing the names of the parts of their body, and adults who ask. If something has happened to a child you know, or to yourself, at whatever age: it was not your fault, and you can write to us.</p>",
    },
    "ar": {
        "title": "المثليون ليسوا خطرًا على الأطفال: الميل الجنسي شيء والاعتداء شيء آخر",
        "search_description": "ما وجدته دراسات عن حالات الاعتداء على الأطفال وعن المعتدين في شأن الميل الجنسي.",
        "summary_text": "لا تجد الدراسات صلة بين المثلية والاعتداء على الأطفال. فالمعتدون في الغالب أشخاص يعرفهم الطفل وتثق بهم العائلة، أيًّا كان ميلهم.",
        "reviewed_by": "عاملة اجتماعية من مجموعتنا",
        "fact": (
            "<p>راجعت كارول جيني وزملاؤها سجلّات مستشفى للأطفال في الولايات المتحدة. في 269 حالة سُمّي فيها معتدٍ بالغ كان اثنان من البالغين معروفين بأنهما مثليان، وفي 82% من الحالات كان المعتدي شريكًا مغايرًا لأحد الأقارب المقرّبين من الطفل. وخلص الباحثون إلى أنه من غير المرجّح أن يكون أطفال هذه المجموعة قد تعرّضوا لاعتداء من أشخاص يُعرف أنهم مثليون أو مثليات [1].</p>"
            "<p>وفي دراسة أسبق شملت 175 رجلًا أُدينوا بالاعتداء على أطفال، كان كثيرون منهم لا ينجذبون إلا إلى الأطفال، ولا ميل لهم نحو البالغين أصلًا. أمّا الباقون، وكانت لهم علاقات ببالغين، فلم يكن بينهم مثليّ واحد، حتى حين كان الضحايا صبيانًا [2]. ووجدت دراسة مخبرية أن المثليين المنجذبين إلى البالغين لا يستجيبون للصبيان أكثر ممّا يستجيب المغايرون للبنات [3].</p>"
        ),
        "myth": "المثليون يلاحقون الأطفال.",
        "why_misleading": (
            "<p>هذا <b>استنتاج خاطئ</b> من جنس الضحية إلى ميل المعتدي: اعتدى رجل على صبي، إذًا هو مثلي. لكنّ الاعتداء مسألة سلطة وفرصة، وهو عند بعض المعتدين مسألة الطفولة نفسها. ويبيّن عالم النفس غريغوري هيريك، الذي راجع الأبحاث، أن جنس الطفل لا يكاد يقول شيئًا عمّن ينجذب إليهم المعتدي من البالغين [4].</p>"
            "<p>وهذا الخطأ خطر على الأطفال قبل غيرهم. فمن يترقّب غريبًا مختلف المظهر يغفل عن العمّ وزوج الأم والمدرّب. وفي دراسة جيني كان المعتدي في الغالب من محيط العائلة نفسها [1].</p>"
        ),
        "fact_again": "<p>ما يحمي الأطفال هو أن نصدّقهم، وأن يعرفوا أسماء أعضاء أجسادهم، وأن يكون حولهم بالغون يسألون. إن حدث شيء لطفل تعرفونه، أو لكم أنتم في أيّ عمر كان، فالذنب ليس ذنبكم، ويمكنكم أن تكتبوا إلينا.</p>",
    },
    "sources": [
        {
            "title": "Are Children at Risk for Sexual Abuse by Homosexuals?",
            "publisher": "Carole Jenny, Thomas A. Roesler and Kimberly L. Poyer, Pediatrics 94(1)",
            "url": "https://doi.org/10.1542/peds.94.1.41",
            "published": "1994",
            "accessed": "2026-11-15",
            "note": {
                "en": "One hospital's records; an orientation that nobody knew of could not be counted.",
                "ar": "سجلّات مستشفى واحد، ولم يكن ممكنًا احتساب ميل لا يعرفه أحد.",
            },
        },
        {
            "title": "Adult sexual orientation and attraction to underage persons",
            "publisher": "A. Nicholas Groth and H. Jean Birnbaum, Archives of Sexual Behavior 7(3)",
            "url": "https://doi.org/10.1007/BF01542377",
            "published": "1978",
            "accessed": "2026-11-15",
            "note": {
                "en": "Old, and only about men who had been convicted.",
                "ar": "دراسة قديمة، ولا تشمل إلا رجالًا أُدينوا.",
            },
        },
        {
            "title": "Heterosexuality, homosexuality, and erotic age preference",
            "publisher": "Kurt Freund, Robin Watson and Douglas Rienzo, The Journal of Sex Research 26(1)",
            "url": "https://doi.org/10.1080/00224498909551494",
            "published": "1989",
            "accessed": "2026-11-15",
            "note": {
                "en": "A laboratory study with volunteers.",
                "ar": "دراسة مخبرية شارك فيها متطوّعون.",
            },
        },
        {
            "title": "Facts About Homosexuality and Child Molestation",
            "publisher": "Gregory M. Herek, University of California, Davis",
            "url": "https://lgbpsychology.org/html/facts_molestation.html",
            "published": "",
            "accessed": "2026-11-15",
            "note": {
                "en": "A critical overview of the research, with its gaps, by a professor of psychology; the page bears no date.",
                "ar": "عرض نقدي للأبحاث وثغراتها بقلم أستاذ في علم النفس، والصفحة بلا تاريخ.",
            },
        },
    ],
    "related_pages": ["fact_families", "fact_visibility"],
    "related_services": ["after-violence"],
}
