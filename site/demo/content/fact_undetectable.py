"""A page of facts: whoever has an undetectable viral load passes HIV on to nobody through sex."""

PAGE = {
    "key": "fact_undetectable",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "undetectable-means-untransmittable", "ar": "ما-لا-يكشفه-الفحص-لا-ينتقل"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "impossible",
        "reading_level": "plain",
        "last_reviewed": "2026-11-02",
        "review_by": "2027-05-02",
    },
    "en": {
        "title": "With an undetectable viral load, HIV is not passed on through sex",
        "search_description": "What U=U means, what three large studies found, and what it does not cover.",
        "summary_text": "People living with HIV who take their treatment and whose virus can no longer be detected pass it on to nobody through sex. The World Health Organization speaks of zero risk.",
        "reviewed_by": "A doctor for infectious diseases",
        "fact": (
            "<p>HIV treatment stops the virus from multiplying. After some months there is usually so little of it in the blood that the test no longer finds any. In this state, says the World Health Organization, the risk of transmitting HIV to a sexual partner is zero, as long as the treatment is continued; where a little is found, up to 1,000 copies per millilitre, the risk is almost zero [1].</p>"
            "<p>Behind this are years of patient counting. The PARTNER study followed 782 gay couples in which one man had HIV, was treated and was suppressed. They reported having had sex without a condom 76,088 times. Not one infection came from the partner; fifteen men did acquire HIV, and the genes of the virus showed that it came from somebody else [2].</p>"
            "<p>Among mostly heterosexual couples on several continents a trial found the same: no linked infection while the virus was stably suppressed [3].</p>"
        ),
        "myth": "Nobody can ever be sure: whoever has HIV is a danger to everyone they sleep with.",
        "why_misleading": (
            "<p>“Nobody can ever be sure” is an <b>impossible expectation</b>. No study can prove a zero, since it can always be said that one more couple was missing. What a study can show is how small the risk could be at most, and here it was looked for tens of thousands of times and not found. Nobody demands so much of a seat belt.</p>"
            "<p>Three things are true all the same. The sentence holds only as long as the tablets are taken and the virus is checked. It speaks of sex, not of shared needles, and for breast-feeding there is separate advice. And it says nothing about other infections, against which condoms still help.</p>"
        ),
        "fact_again": "<p>Undetectable means untransmittable; people write it U=U. Whoever lives with HIV may love, marry and have children. If you have no way to a test or to tablets, or fear being asked for papers, write to us before you do without.</p>",
    },
    "ar": {
        "title": "حين لا يكشف الفحص فيروس نقص المناعة فإنه لا ينتقل بالجنس",
        "search_description": "ما معنى U=U، وماذا وجدت الدراسات الكبيرة، وما الذي لا تشمله هذه القاعدة.",
        "summary_text": "المتعايشون والمتعايشات مع فيروس نقص المناعة الذين يأخذون علاجهم ولم يعد الفحص يكشف الفيروس عندهم لا ينقلونه إلى أحد بالجنس. وتقول منظمة الصحة العالمية إن الخطر معدوم.",
        "reviewed_by": "طبيبة مختصّة في الأمراض المعدية",
        "fact": (
            "<p>يوقف العلاج تكاثر فيروس نقص المناعة. وبعد بضعة أشهر يقلّ الفيروس في الدم عادةً حتى لا يعود الفحص يجده. في هذه الحال، بحسب منظمة الصحة العالمية، يكون خطر نقله إلى الشريك بالجنس معدومًا ما دام العلاج مستمرًا. وحيث يُكشف منه القليل، حتى ألف نسخة في المليلتر، يكون الخطر شبه معدوم [1].</p>"
            "<p>وراء ذلك سنوات من العدّ الصبور. تابعت دراسة PARTNER ما مجموعه 782 من الأزواج المثليين، أحد الرجلين في كلّ منها متعايش مع الفيروس ويتلقّى العلاج والفيروس مكبوح لديه. ذكروا أنهم مارسوا الجنس بلا واقٍ 76088 مرة. لم تأتِ عدوى واحدة من الشريك. أُصيب خمسة عشر رجلًا، وأظهرت جينات الفيروس أنه جاءهم من شخص آخر [2].</p>"
            "<p>ووجدت تجربة سريرية الأمر نفسه لدى أزواج معظمهم مغايرون في قارّات عدّة: لا عدوى من الشريك ما دام الفيروس مكبوحًا كبحًا مستقرًا [3].</p>"
        ),
        "myth": "لا يمكن لأحد أن يتأكّد أبدًا: كلّ من يحمل فيروس نقص المناعة خطر على من ينام معه.",
        "why_misleading": (
            "<p>عبارة «لا يمكن لأحد أن يتأكّد أبدًا» <b>تطلب المستحيل</b>. فلا دراسة تستطيع أن تثبت الصفر، إذ يمكن دائمًا أن يُقال إن زوجين آخرين كانا ناقصين. ما تستطيعه الدراسة هو أن تبيّن الحدّ الأقصى الذي قد يبلغه الخطر، وقد بُحث عنه هنا عشرات الآلاف من المرّات فلم يوجد. ولا أحد يطلب هذا كلّه من حزام الأمان.</p>"
            "<p>ومع ذلك فثمّة ثلاثة أمور صحيحة. لا تسري القاعدة إلا ما دامت الحبوب تُؤخذ والفيروس يُفحص. وهي تتكلّم على الجنس لا على مشاركة الإبر، وللرضاعة الطبيعية نصائح خاصة بها. ولا تقول شيئًا عن أنواع العدوى الأخرى، وما زال الواقي يفيد في اتّقائها.</p>"
        ),
        "fact_again": "<p>ما لا يكشفه الفحص لا ينتقل، ويكتبها الناس U=U. للمتعايشين والمتعايشات مع الفيروس أن يحبّوا ويتزوّجوا وينجبوا. إن لم تجدوا طريقًا إلى الفحص أو الحبوب، أو خفتم أن تُطلب منكم أوراق، فاكتبوا إلينا قبل أن تستغنوا عنها.</p>",
    },
    "sources": [
        {
            "title": "The role of HIV viral suppression in improving individual health and reducing transmission: policy brief",
            "publisher": "World Health Organization",
            "url": "https://www.who.int/publications/i/item/9789240055179",
            "published": "2023",
            "accessed": "2026-11-02",
            "note": {
                "en": "For sexual partners, with the treatment taken as prescribed.",
                "ar": "عن الشركاء في الجنس، مع أخذ العلاج كما وُصف.",
            },
        },
        {
            "title": "Risk of HIV transmission through condomless sex in serodifferent gay couples with the HIV-positive partner taking suppressive antiretroviral therapy (PARTNER): final results of a multicentre, prospective, observational study",
            "publisher": "Alison J. Rodger and others, The Lancet 393",
            "url": "https://doi.org/10.1016/S0140-6736(19)30418-0",
            "published": "2019",
            "accessed": "2026-11-02",
            "note": {
                "en": "Fourteen European countries, good access to treatment; an observation, since no trial of this kind could be justified.",
                "ar": "أربعة عشر بلدًا أوروبيًا يسهل فيها الوصول إلى العلاج. دراسة رصدية، إذ لا يمكن تسويغ تجربة كهذه.",
            },
        },
        {
            "title": "Antiretroviral Therapy for the Prevention of HIV-1 Transmission",
            "publisher": "Myron S. Cohen and others, The New England Journal of Medicine 375(9)",
            "url": "https://doi.org/10.1056/NEJMoa1600693",
            "published": "2016",
            "accessed": "2026-11-02",
            "note": {
                "en": "The final results of the trial HPTN 052.",
                "ar": "النتائج النهائية لتجربة HPTN 052.",
            },
        },
    ],
    "related_pages": ["fact_hiv", "fact_criminalisation"],
    "related_services": ["living-with-hiv", "testing-without-a-name"],
}
