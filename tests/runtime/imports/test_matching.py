"""Columns are matched by name in any language, by likeness, by content, and as a person did it before."""

from loomwork.runtime import imports

from .conftest import run_import


def fields_of(made):
    return [column["field"] for column in made["columns"]]


def test_columns_are_guessed_by_key_and_by_title_in_both_languages(importer):
    made = imports.draft(importer, "crm", "deal", "Title;AMOUNT;加 急;zzz\na;1;yes;z\n".encode(), "x.csv")

    assert fields_of(made) == ["title", "amount", "urgent", None]
    assert made["columns"][0]["samples"] == ["a"]


def test_brackets_and_stars_do_not_matter_and_nearly_the_same_name_does(importer):
    made = imports.draft(importer, "crm", "deal", "*标题,金额（元）,跟进人员,x\na,1,P001,z\n".encode(), "x.csv")

    assert fields_of(made) == ["title", "amount", "seller", None]
    assert [column["by"] for column in made["columns"]] == ["name", "name", "likeness", None]


def test_a_column_nobody_named_is_known_by_its_content(importer):
    rows = "".join(f"T{n},2026年1月{n}日\n" for n in range(1, 9))
    made = imports.draft(importer, "crm", "deal", f"title,什么时候\n{rows}".encode(), "x.csv")

    assert (made["columns"][1]["field"], made["columns"][1]["by"]) == ("due", "content")


def test_what_a_person_chose_is_remembered_for_the_next_file(importer, person):
    content = "甲,乙,丙\na,1-2万,x\n".encode()
    chosen = [
        {"name": "甲", "field": "title"},
        {"name": "乙", "field": "amount", "cleanings": {"range": "low"}},
        {"name": "丙", "field": None},
    ]
    run_import(importer, content, columns=chosen, all_or_nothing=True)

    again = imports.draft(importer, "crm", "deal", content, "y.csv")
    assert fields_of(again) == ["title", "amount", None]
    assert again["columns"][1]["cleanings"] == {"range": "low"}
    assert again["options"]["all_or_nothing"] is True
    other_header = imports.draft(importer, "crm", "deal", "乙,丁\n1,2\n".encode(), "z.csv")
    assert fields_of(other_header) == ["amount", None]
    assert other_header["options"]["all_or_nothing"] is False
    assert fields_of(imports.draft(person("importer"), "crm", "deal", content, "y.csv")) == [None, None, None]
