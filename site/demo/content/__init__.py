"""The demo's prose and sample records, as plain data; parents stand before their children.

Each page module holds one `PAGE`. Its `en` and `ar` have the same blocks, paragraphs and list items
in the same order, because translation pairs them one to one. `{lang}` in an address stands for the
language of the page it is on.
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
)
