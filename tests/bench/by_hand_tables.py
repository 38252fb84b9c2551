"""Limits of lodging, yuan a person and night, as somebody writes them down who needs just these."""

EARLIER = {
    ("成都市", "bureau"): 470, ("成都市", "other"): 320, ("北京市", "bureau"): 500,
    ("北京市", "other"): 350, ("贵阳市", "bureau"): 470, ("贵阳市", "other"): 320,
    ("武汉市", "bureau"): 480, ("武汉市", "other"): 320, ("哈尔滨市", "bureau"): 450,
    ("哈尔滨市", "other"): 310, ("海口市", "bureau"): 500, ("海口市", "other"): 350,
}  # fmt: skip
"""Limits of 2014 and 2015."""
LODGING = {
    ("成都市", "bureau"): 470, ("成都市", "other"): 370, ("北京市", "bureau"): 650,
    ("北京市", "other"): 500, ("贵阳市", "bureau"): 470, ("贵阳市", "other"): 370,
    ("武汉市", "bureau"): 480, ("武汉市", "other"): 350,
}  # fmt: skip
"""Limits from 2016 on of cities without a season."""
SEASONS = [
    ("哈尔滨市", 701, 930, {"bureau": 540, "other": 420}),
    ("哈尔滨市", 1001, 630, {"bureau": 450, "other": 350}),
    ("海口市", 1101, 229, {"bureau": 650, "other": 450}),
    ("海口市", 301, 1031, {"bureau": 500, "other": 350}),
]
"""City, first and last month-day, limits from 2016 on of those that have a season."""
