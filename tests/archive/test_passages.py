from plugins.archive.passages import Reader, Sought

TEXT = "Europe has given over half of it. Its boats and new engines, they said, must reach us by winter."


def passage(words: str, text: str) -> str | None:
    return Reader(text).passage(Sought(words))


def test_a_short_quotation_is_found_only_word_for_word() -> None:
    assert passage("over half", TEXT) == "over half"
    assert passage("half over", TEXT) is None


def test_a_passage_with_most_of_the_words_is_found() -> None:
    quote = "Boats and engines must reach us by winter"
    assert passage(quote, TEXT) == "boats and new engines, they said, must reach us by winter"


def test_words_scattered_over_a_text_are_no_passage() -> None:
    scattered = (
        "Boats came. " + "Nothing happened. " * 9 + "Engines came. " + "Again nothing. " * 9 + "Winter."
    )
    assert passage("boats, engines and harbours in winter", scattered) is None
