"""The index of resources: what stands under it and by which rules it is written."""

PAGE = {
    "key": "resources",
    "parent": "home",
    "type": "resources.ResourcesIndexPage",
    "slug": {"en": "resources", "ar": "resources"},
    "show_in_menus": True,
    "fields": {},
    "en": {
        "title": "Resources",
        "search_description": "Short pages on what is known about orientation, gender and our history, each with its sources, and longer articles.",
        "introduction": "Short pages that say what is known and where it comes from, and longer texts on how we live with and for one another. Every claim about health, law or history names its source, and every page says when it was last reviewed.",
    },
    "ar": {
        "title": "مصادر",
        "search_description": "صفحات قصيرة عمّا نعرفه عن الميل الجنسي والجندر وتاريخنا، كلّ منها بمصادره، ومقالات أطول.",
        "introduction": "صفحات قصيرة تقول ما هو معروف ومن أين عُرف، ونصوص أطول عن عيشنا معًا وبعضنا لأجل بعض. كلّ قول في الصحة أو القانون أو التاريخ مقرون بمصدره، وعلى كلّ صفحة تاريخ آخر مراجعة لها.",
    },
    "sources": [],
}
