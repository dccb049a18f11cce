"""A page of facts: asexuality is no disorder. It waits, on purpose, for its Arabic."""

PAGE = {
    "key": "fact_asexuality",
    "parent": "resources",
    "type": "resources.MythPage",
    "slug": {"en": "asexuality-is-not-a-disorder"},
    "show_in_menus": False,
    "fields": {
        "fallacy": "nature",
        "reading_level": "general",
        "last_reviewed": "2026-11-16",
        "review_by": "2027-11-16",
    },
    "en": {
        "title": "Asexual people are not ill, and nothing is missing in them",
        "search_description": "What research says about people who feel little or no sexual attraction.",
        "summary_text": "Some people feel little or no sexual attraction to anybody. Researchers find no reason to call that a disorder, and many asexual people love, live with somebody or marry.",
        "reviewed_by": "An asexual member of our group",
        "fact": (
            "<p>In a British survey of more than 18,000 people, about one in a hundred ticked the sentence “I have never felt sexually attracted to anyone at all” [1]. Other surveys found less or more, according to how they asked.</p>"
            "<p>Lori Brotto and Morag Yule went through the research in 2017. There is not sufficient evidence, they write, to class asexuality as a psychiatric condition or as a disorder of desire; most probably it meets the conditions of a sexual orientation [2].</p>"
            "<p>Attraction is not the same as love. Many asexual people fall in love, others do not; some have sex, for closeness or for children, others never do. What they share is one thing only: that the pull which others speak of is weak or absent.</p>"
        ),
        "myth": "It is only natural to want sex; whoever does not has not met the right person or needs a doctor.",
        "why_misleading": (
            "<p>This is an <b>appeal to nature</b>: what most people feel is declared to be what all must feel. Most people also like music. Those who do not are not ill.</p>"
            "<p>A doctor can help where somebody loses a desire that they used to have, or suffers from its absence. Asexual people mostly do not suffer from themselves. What does weigh on them is the judgement of others: in two Canadian studies heterosexual people rated them lower than any other sexual minority and more often saw them as less than human [3].</p>"
        ),
        "fact_again": "<p>Nobody owes anybody desire, in marriage either. A No needs no diagnosis. If you are being pressed, or if your family has found you a doctor to change this, write to us.</p>",
    },
    "ar": None,
    "sources": [
        {
            "title": "Asexuality: Prevalence and associated factors in a national probability sample",
            "publisher": "Anthony F. Bogaert, The Journal of Sex Research 41(3)",
            "url": "https://doi.org/10.1080/00224490409552235",
            "published": "2004",
            "accessed": "2026-11-16",
            "note": {"en": "Rests on one question of a survey that was about something else."},
        },
        {
            "title": "Asexuality: Sexual Orientation, Paraphilia, Sexual Dysfunction, or None of the Above?",
            "publisher": "Lori A. Brotto and Morag Yule, Archives of Sexual Behavior 46(3)",
            "url": "https://doi.org/10.1007/s10508-016-0802-7",
            "published": "2017",
            "accessed": "2026-11-16",
            "note": {
                "en": "A review; its authors call for more research before a last word is said."
            },
        },
        {
            "title": "Intergroup bias toward “Group X”: Evidence of prejudice, dehumanization, avoidance, and discrimination against asexuals",
            "publisher": "Cara C. MacInnis and Gordon Hodson, Group Processes & Intergroup Relations 15(6)",
            "url": "https://doi.org/10.1177/1368430212442419",
            "published": "2012",
            "accessed": "2026-11-16",
            "note": {"en": "Students, and people who were asked on the internet."},
        },
    ],
    "related_pages": ["fact_bisexuality", "fact_change_efforts"],
    "related_services": ["letters-with-a-counsellor"],
}
