"""The demo's prose and sample records, as plain data; parents stand before their children.

Each page module holds one `PAGE`. Its `en` and `ar` have the same blocks, paragraphs and list items
in the same order, because translation pairs them one to one. `{lang}` in an address stands for the
language of the page it is on. A page whose `ar` is None is live in English alone.
"""

PAGE_MODULES = (
    "home",
    "about",
    "safety",
    "resources",
    "mutual_aid",
    "fact_orientation",
    "fact_change_efforts",
    "fact_history",
    "fact_trans",
    "fact_bisexuality",
    "fact_intersex",
    "fact_asexuality",
    "fact_families",
    "fact_visibility",
    "fact_children_safety",
    "fact_gender_care",
    "fact_undetectable",
    "fact_hiv",
    "fact_criminalisation",
    "fact_faith",
    "fact_region",
)
