"""Lists of words read as each language writes them."""

from loomwork.runtime.localized import listed, listed_in_all


def test_a_list_of_words_reads_as_each_language_writes_it():
    assert listed(["电话", "邮箱"], "zh-CN") == "电话、邮箱"
    assert listed(["Phone", "Email"], "en") == "Phone, Email"
    assert listed([], "en") == ""


def test_localized_titles_are_each_taken_in_the_language_of_the_list():
    titles = [{"zh-CN": "电话", "en": "Phone"}, "VIP"]

    assert listed_in_all(iter(titles)) == {"zh-CN": "电话、VIP", "en": "Phone, VIP"}
