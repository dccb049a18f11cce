"""What stands around every page: both menus, a banner, and the foot of the page."""

MENUS = [
    {
        "key": "menu_header",
        "place": "header",
        # Without a label a link has the page's own title, in either language; what is no page has an
        # address instead.
        "links": [
            {"page": "resources", "en": "", "ar": ""},
            {"url": "/{lang}/resources/services/", "en": "Services", "ar": "خدمات"},
            {"page": "about", "en": "", "ar": ""},
            {"page": "safety", "en": "Reading safely", "ar": "القراءة بأمان"},
        ],
    },
    {
        "key": "menu_footer",
        "place": "footer",
        "links": [
            {"page": "resources", "en": "", "ar": ""},
            {"url": "/{lang}/resources/glossary/", "en": "Glossary", "ar": "المسرد"},
            {"page": "mutual_aid", "en": "How mutual aid works", "ar": "كيف يعمل التكافل"},
            {"page": "about", "en": "", "ar": ""},
            {"page": "safety", "en": "Reading safely", "ar": "القراءة بأمان"},
        ],
    },
]

BANNER = {
    "key": "banner_safety",
    "tone": "note",
    "only_home": True,
    "text": {
        "en": "Does somebody else use your phone too? Two minutes of reading help.",
        "ar": "هل يستعمل هاتفَكم غيرُكم أيضًا؟ دقيقتان من القراءة تفيدان.",
    },
    "link": {
        "page": "safety",
        "en": "How to read this site safely",
        "ar": "كيف تقرؤون هذا الموقع بأمان",
    },
}

FOOTER = {
    "key": "footer",
    "text": {
        "en": "Sanad is kept up by volunteers who live here as well. We take no money from parties, states or companies.",
        "ar": "يقوم على سند متطوّعات ومتطوّعون يعيشون هنا أيضًا. لا نأخذ مالًا من أحزاب ولا دول ولا شركات.",
    },
    "notes": {
        "en": "You may copy our texts and pass them on, as long as you change nothing in them. Nobody needs to know where you have them from.\n\nThis is a demonstration: the group and everybody in it are made up.",
        "ar": "لكم أن تنسخوا نصوصنا وتتناقلوها ما دمتم لا تغيّرون فيها شيئًا. ولا حاجة إلى أن يعرف أحد من أين وصلتكم.\n\nهذا موقع للعرض: المجموعة وكلّ من فيها من نسج الخيال.",
    },
}
