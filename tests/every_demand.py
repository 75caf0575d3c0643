"""Every kind of demand, and figures at its edges, for the tests that tell of each what is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

END: Final = "2024-12-31"
SCHOOLS: Final = {
    "school": {
        "name": "学校",
        "counter": "所",
        "members": {
            "one": "一小",
            "two": "二小",
            "three": "三小",
            "four": "四小",
            "new": {"name": "新小", "opened": "2024-08-20"},
            "old": {"name": "老小", "closed": "2024-07-31"},
        },
    }
}
NUMBERS: Final[list[Any]] = [
    {"at_least": 90},
    {"more_than": 90},
    {"at_most": 90},
    {"less_than": 90},
    {"equals": 90},
    {"rising": "year"},
    {"not_falling": "year"},
    {"falling": "year"},
    {"not_rising": "year"},
    {"stock": {"at_least": 90}},
    {"stock": {"at_least": 90, "by": "2024-06-30"}},
    {"stock": {"at_least": 90, "by": "2025-06-30"}},
    {"stock": {"at_most": 90, "by": "2024-06-30"}},
    {"all": [{"at_least": 80}, {"at_most": 90}]},
    {"all": [{"at_least": 80}, {"rising": "year"}]},
    {"any": [{"at_least": 91}, {"rising": "year"}]},
    {"any": [{"equals": 0}, {"all": [{"at_least": 80}, {"falling": "year"}]}]},
    {"all": [{"at_least": 91}, {"stock": {"at_least": 92, "by": "2024-06-30"}}]},
    {"between": [80, 90]},
    {"any": [{"between": [70, 80]}, {"rising": "year"}]},
]
QUARTERS: Final[list[Any]] = [
    {"at_least": 90},
    {"rising": "quarter"},
    {"not_rising": "quarter"},
    {"all": [{"at_least": 80}, {"rising": "quarter"}]},
]
COUNTS: Final[list[Any]] = [
    {"at_least": 3},
    {"more_than": 3},
    {"at_most": 3},
    {"less_than": 3},
    {"equals": 0},
    {"rising": "year"},
    {"not_rising": "year"},
]
EVENTS: Final[list[Any]] = [
    {"events": {"at_least": 2, "per": "year"}},
    {"events": {"more_than": 2, "per": "year"}},
    {"events": {"at_most": 2, "per": "year"}},
    {"events": {"less_than": 2, "per": "year"}},
    {"events": {"equals": 2, "per": "year"}},
    {"events": {"at_least": 1, "per": "quarter"}},
    {"events": {"at_most": 1, "per": "quarter"}},
    {"events": {"at_least": 2, "per": "term"}},
    {"events": {"equals": 1, "per": "half-year"}},
    {"events": {"at_most": 0, "within": "3 years"}},
    {"events": {"at_least": 2, "within": "18 months"}},
    {"all": [{"events": {"at_least": 2, "per": "year"}}, {"events": {"at_most": 1, "per": "quarter"}}]},
    {"any": [{"events": {"at_least": 4, "per": "year"}}, {"events": {"at_least": 1, "per": "half-year"}}]},
]
GRADES: Final[list[Any]] = [
    {"grade": "A", "scale": "rats"},
    {"grade": "B", "scale": "rats"},
    {"grade": "C", "scale": "rats"},
    {"all": [{"grade": "C", "scale": "rats"}, {"rising": "year"}]},
    {"any": [{"grade": "A", "scale": "rats"}, {"not_falling": "year"}]},
]
WORDS: Final[list[Any]] = [
    {"attested": "yes"},
    {"attested": "yes", "document": "required"},
    {"any": [{"attested": "yes"}, {"equals": 0}]},
    {"any": [{"at_least": 90}, {"attested": "yes"}]},
]
OF_EACH: Final[list[Any]] = [
    {"each": "school", "at_least": 90},
    {"each": "school", "at_most": 90},
    {"each": "school", "rising": "year"},
    {"each": "school", "stock": {"at_least": 90, "by": "2024-06-30"}},
    {"each": "school", "all": [{"at_least": 80}, {"at_most": 90}]},
    {"mean": "school", "at_least": 90},
    {"mean": "school", "at_most": 90},
    {"all": [{"mean": "school", "at_least": 90}, {"each": "school", "at_least": 60}]},
    {"any": [{"mean": "school", "at_least": 95}, {"each": "school", "rising": "year"}]},
]
EVENTS_OF_EACH: Final[list[Any]] = [
    {"each": "school", "any": [{"events": {"at_least": 2, "per": "term"}}, {"attested": "yes"}]},
    {"each": "school", "events": {"equals": 1, "per": "half-year"}},
    {"each": "school", "events": {"at_most": 0, "within": "2 years"}},
    {"each": "school", "any": [{"events": {"at_least": 4, "per": "year"}}, {"rising": "term"}]},
    {"each": "school", "events": {"at_least": 2, "per": "term"}},
    {"each": "school", "events": {"at_least": 1, "within": "1 year"}},
    {"each": "school", "events": {"at_most": 1, "per": "year"}},
]


BY_TERM: Final[list[Any]] = [
    {"each": "school", "at_least": 90},
    {"mean": "school", "at_least": 90},
    {"each": "school", "rising": "term"},
    {"all": [{"mean": "school", "at_least": 90}, {"each": "school", "rising": "term"}]},
    {"any": [{"each": "school", "at_least": 95}, {"each": "school", "rising": "term"}]},
]
GRADES_OF_EACH: Final[list[Any]] = [
    {"each": "school", "grade": "B", "scale": "rats"},
    {"each": "school", "all": [{"grade": "C", "scale": "rats"}, {"rising": "year"}]},
    {"each": "school", "any": [{"grade": "A", "scale": "rats"}, {"not_falling": "year"}]},
]
LIMITS: Final[list[Any]] = [
    {"limits": "air"},
    {"any": [{"limits": "air"}, {"attested": "yes"}]},
]


def each(**values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Figures by organisation."""
    return values


def log(*days: str) -> Mapping[str, str]:
    """An event on each of some days."""
    return dict.fromkeys(days, "1")


# What is reported, by the name of its file: demands, what the indicator is besides, and figures by the days they are judged on.
CASES: Final[dict[str, tuple[list[Any], Mapping[str, Any], list[tuple[Any, list[str]]]]]] = {
    "numbers": (
        NUMBERS,
        {},
        [
            ({}, [END]),
            ({"2023-12-20": "90"}, ["2024-06-30", END]),
            ({"2024-06-30": "90"}, [END]),
            ({"2023-12-20": "90", "2024-06-30": "90"}, ["2024-06-30", "2024-07-01", END]),
            ({"2023-12-20": "89", "2024-06-20": "90.5", "2024-12-20": "89.9"}, ["2024-07-01", END]),
            ({"2023-12-20": "181/200", "2024-12-20": "180/200"}, [END]),
            ({"2023-12-20": "179/200", "2024-12-20": "1799/2000"}, [END]),
            ({"2023-12-20": "0/0", "2024-12-20": "9001/10000"}, [END]),
            ({"2023-12-20": "85", "2024-12-20": "0/0"}, [END]),
            ({"2023-06-20": "85", "2023-12-20": "0/0", "2024-12-20": "90"}, [END]),
            (
                {"2022-12-20": "95", "2023-06-20": "85", "2024-06-20": "90", "2024-12-20": "92"},
                ["2024-06-30", END],
            ),
            ({"2023-12-20": "100", "2024-12-20": "100"}, [END]),
            ({"2023-12-20": "0", "2024-12-20": "0"}, [END]),
        ],
    ),
    "quarters": (
        QUARTERS,
        {"every": "quarter"},
        [
            ({"2024-03-20": "90", "2024-06-20": "91"}, ["2024-06-30", "2024-09-30", "2024-10-01", END]),
            ({"2024-09-20": "90", "2024-12-20": "90"}, [END]),
            ({"2024-06-20": "90", "2024-12-20": "89"}, [END]),
        ],
    ),
    "counts": (
        COUNTS,
        {"unit": "户", "numerator": "", "denominator": "", "counted_in": ""},
        [
            ({"2023-12-20": "2", "2024-12-20": "3"}, [END]),
            ({"2023-12-20": "4", "2024-12-20": "2"}, ["2024-12-20", END]),
            ({"2023-12-20": "0", "2024-12-20": "0"}, [END]),
        ],
    ),
    "events": (
        EVENTS,
        {"unit": "场", "every": "month", "numerator": "", "denominator": "", "counted_in": ""},
        [
            ({}, ["2024-03-31", END]),
            (log("2024-02-20"), ["2024-01-20", "2024-02-29", "2024-07-01", END]),
            (log("2024-02-20", "2024-06-30"), ["2024-06-30", "2024-10-01", END]),
            (log("2022-01-01", "2023-07-01", "2024-02-20", "2024-03-31", "2024-09-01"), [END]),
        ],
    ),
    "grades": (
        GRADES,
        {"unit": "级", "numerator": "", "denominator": "", "counted_in": ""},
        [
            ({"2024-06-30": "B"}, [END]),
            ({"2023-12-20": "B", "2024-12-20": "B"}, [END]),
            ({"2023-12-20": "B", "2024-12-20": "C"}, ["2024-06-30", END]),
            ({"2023-12-20": "A", "2024-12-20": "A"}, [END]),
            ({"2024-12-20": {"indices": {"traces": "3", "proof": "95"}}}, [END]),
            ({"2024-12-20": {"indices": {"traces": "3.1", "proof": "94.9"}}}, [END]),
            ({"2024-12-20": {"indices": {"traces": "6", "proof": "90"}}}, [END]),
            ({"2024-12-20": {"indices": {"traces": "1"}}}, [END]),
        ],
    ),
    "words": (
        WORDS,
        {"unit": "", "numerator": "", "denominator": "", "counted_in": ""},
        [
            ({}, ["2024-06-30", END]),
            ({"2024-12-20": "是"}, [END]),
            ({"2024-12-20": "否"}, ["2024-12-20", END]),
            ({"2023-12-20": "是"}, [END]),
        ],
    ),
    "groups": (
        OF_EACH,
        {"unit": "分", "numerator": "", "denominator": "", "counted_in": ""},
        [
            ({}, [END]),
            (each(one={"2024-05-20": "90"}, two={"2024-05-20": "89.5"}), ["2024-06-30", "2024-07-01", END]),
            (
                each(
                    one={"2023-05-20": "90", "2024-05-20": "90"},
                    two={"2023-05-20": "80", "2024-05-20": "89"},
                    three={"2024-05-20": "0/0"},
                    four={"2023-05-20": "70"},
                    new={"2024-10-20": "91"},
                    old={"2024-05-20": "50"},
                ),
                ["2024-06-30", END],
            ),
            (
                {key: {"2023-05-20": "90", "2024-12-20": "90"} for key in ("one", "two", "three", "four")},
                [END],
            ),
            (
                each(
                    one={"2024-12-20": "60"},
                    two={"2024-12-20": "59"},
                    three={"2024-12-20": "58"},
                    four={"2024-12-20": "57"},
                    new={"2024-12-20": "90"},
                ),
                [END],
            ),
        ],
    ),
    "groups-by-term": (
        BY_TERM,
        {"unit": "分", "every": "term", "numerator": "", "denominator": "", "counted_in": ""},
        [
            (
                each(
                    one={"2024-05-20": "90", "2024-10-20": "91"},
                    two={"2024-06-20": "90"},
                    three={"2024-03-20": "0/0"},
                    four={"2023-10-20": "90"},
                    new={"2024-12-20": "96"},
                    old={"2024-05-20": "90", "2024-06-30": "96"},
                ),
                ["2024-07-10", "2024-08-01", END, "2025-01-31"],
            ),
            (
                each(
                    one={"2023-10-20": "97"},
                    two={"2023-11-20": "96"},
                    three={"2023-09-20": "95"},
                    four={"2023-12-20": "0/0"},
                ),
                ["2024-07-31", END],
            ),
            (
                each(
                    one={"2024-05-20": "0/0"},
                    two={"2024-05-20": "0/0"},
                    three={"2024-05-20": "0/0"},
                    four={"2024-05-20": "0/0"},
                ),
                [END],
            ),
            (
                each(
                    one={"2024-05-20": "90", "2024-10-20": "96"},
                    two={"2024-05-21": "90", "2024-10-21": "97"},
                    three={"2024-05-22": "90", "2024-10-22": "98"},
                    four={"2024-05-23": "90", "2024-10-19": "99"},
                    new={"2024-10-18": "96"},
                ),
                ["2024-10-31", END],
            ),
        ],
    ),
    "group-grades": (
        GRADES_OF_EACH,
        {"unit": "级", "numerator": "", "denominator": "", "counted_in": ""},
        [
            (
                each(
                    one={"2023-05-20": "B", "2024-05-20": "B"},
                    two={"2023-05-20": "A", "2024-05-20": "A"},
                    three={"2023-05-20": "A", "2024-05-20": {"indices": {"traces": "4", "proof": "97"}}},
                    four={"2024-05-20": {"indices": {"traces": "4"}}},
                    new={"2024-10-20": "不达C级"},
                ),
                ["2024-06-30", END],
            ),
            (
                each(
                    one={"2024-05-20": {"indices": {"traces": "1", "proof": "98"}}},
                    two={"2024-05-20": "不达C级"},
                ),
                [END],
            ),
        ],
    ),
    "limits": (
        LIMITS,
        {"unit": "", "numerator": "", "denominator": "", "counted_in": ""},
        [
            ({"2024-12-20": "二级"}, [END]),
            ({"2024-12-20": "超二级"}, ["2024-12-20", END]),
            ({"2024-12-20": {"indices": {"pm10": "70", "pm25": "35"}}}, [END]),
            ({"2024-12-20": {"indices": {"pm10": "70.1", "pm25": "36"}}}, ["2024-12-20", END]),
            ({"2024-12-20": {"indices": {"pm10": "70.1"}}}, [END]),
            ({"2024-12-20": {"indices": {"pm10": "69"}}}, [END]),
        ],
    ),
    "group-events": (
        EVENTS_OF_EACH,
        {"unit": "次", "every": "month", "numerator": "", "denominator": "", "counted_in": ""},
        [
            ({}, ["2024-06-30", END]),
            (
                each(
                    one=log("2024-03-01", "2024-04-01", "2024-09-10", "2024-10-10"),
                    two=log("2024-03-01", "2024-09-10"),
                    three=log("2023-03-01"),
                    new=log("2024-09-30"),
                ),
                ["2024-01-10", "2024-03-31", "2024-08-10", "2024-09-20", END],
            ),
            (
                each(
                    one=log("2024-03-01", "2024-04-01"),
                    two={"2024-03-01": "2", "2024-09-10": "2"},
                    old=log("2024-03-01"),
                ),
                ["2024-06-30", END],
            ),
        ],
    ),
    "limits-or-words": (
        [
            {"any": [{"limits": "air"}, {"attested": "yes"}]},
            {"any": [{"attested": "yes"}, {"limits": "air"}]},
        ],
        {"unit": "", "numerator": "", "denominator": "", "counted_in": ""},
        [
            ({}, [END]),
            ({"2024-12-20": "是"}, [END]),
            ({"2024-12-20": "否"}, ["2024-12-20", END]),
            ({"2024-06-20": "否", "2024-12-20": "二级"}, [END]),
            ({"2024-06-20": "是", "2024-12-20": "超二级"}, [END]),
        ],
    ),
    "group-events-or-words": (
        EVENTS_OF_EACH[:1],
        {"unit": "次", "every": "month", "numerator": "", "denominator": "", "counted_in": ""},
        [
            ({}, [END]),
            (
                each(
                    one={"2024-03-01": "是", "2024-09-10": "是"},
                    two={"2024-03-01": "1", "2024-09-10": "否"},
                    three=log("2024-03-01", "2024-06-30", "2024-09-10", "2024-12-20"),
                ),
                ["2024-06-30", END],
            ),
        ],
    ),
}
