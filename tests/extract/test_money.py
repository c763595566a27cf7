"""Every way newspapers write money, and its bounds."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.extract.money import find_amounts
from plugins.extract.money.figures import figure_value, is_day
from plugins.extract.money.tokens import tokenise
from plugins.extract.sentences import sentences
from plugins.extract.shares import find_portions

M, B = 1e6, 1e9


def amounts(text, language="en"):
    return find_amounts(text, language, sentences(text))


# text, low, high, currency or family; the first amount of each text is meant
WRITTEN = [
    ("$2.8bn for Ukraine", 2.8 * B, 2.8 * B, "dollar"),
    ("€270 million", 270 * M, 270 * M, "EUR"),
    ("NOK 2 billion", 2 * B, 2 * B, "NOK"),
    ("52 EUR million", 52 * M, 52 * M, "EUR"),
    ("5 € bn", 5 * B, 5 * B, "EUR"),
    ("about $ 2 billion $ 980 million", 2.98 * B, 2.98 * B, "dollar"),
    ("between 5 and 7 billion euros", 5 * B, 7 * B, "EUR"),
    ("€5bn to €7bn", 5 * B, 7 * B, "EUR"),
    ("$5-7 billion", 5 * B, 7 * B, "dollar"),
    ("600–700 million Czech crowns", 600 * M, 700 * M, "CZK"),
    ("half a billion dollars", 0.5 * B, 0.5 * B, "dollar"),
    ("two and a half billion dollars", 2.5 * B, 2.5 * B, "dollar"),
    ("a quarter of a billion euros", 0.25 * B, 0.25 * B, "EUR"),
    ("twenty-five million pounds", 25 * M, 25 * M, "pound"),
    ("two hundred and fifty million euros", 250 * M, 250 * M, "EUR"),
    ("a million euros", 1 * M, 1 * M, "EUR"),
    ("$25m", 25 * M, 25 * M, "dollar"),
    ("A$25m", 25 * M, 25 * M, "AUD"),
    ("US$1.5B", 1.5 * B, 1.5 * B, "USD"),
    ("$100K", 100_000, 100_000, "dollar"),
    ("a $400-million package", 400 * M, 400 * M, "dollar"),
    ("a 500 million-euro loan", 500 * M, 500 * M, "EUR"),
    ("EUR41.9 million", 41.9 * M, 41.9 * M, "EUR"),
    ("3,000,000 EUR", 3 * M, 3 * M, "EUR"),
    ("10.000 euros", 10_000, 10_000, "EUR"),
    ("CHF 1'500'000", 1.5 * M, 1.5 * M, "CHF"),
    ("1.148 EUR million", 1.148 * M, 1.148 * M, "EUR"),
    ("1,8 billion EUR", 1.8 * B, 1.8 * B, "EUR"),
    ("735 m ISK", 735 * M, 735 * M, "ISK"),
    ("1,415bn ISK", 1.415 * B, 1.415 * B, "ISK"),
    ("400 mil. NOK", 400 * M, 400 * M, "NOK"),
    ("5 million Norwegian crowns", 5 * M, 5 * M, "NOK"),
    ("280 million kroner", 280 * M, 280 * M, "krone"),
    ("3.24 billion yen", 3.24 * B, 3.24 * B, "JPY"),
    ("20 million Swiss francs", 20 * M, 20 * M, "CHF"),
    ("20 million BGN", 20 * M, 20 * M, "BGN"),
    ("by 2025 EUR 5 million", 5 * M, 5 * M, "EUR"),
    ("nearly $30 billion", None, 30 * B, "dollar"),
    ("up to a further $500m", None, 500 * M, "dollar"),
    ("no more than €2m", None, 2 * M, "EUR"),
    ("more than $100bn", 100 * B, None, "dollar"),
    ("well over £3bn", 3 * B, None, "pound"),
    ("at least another €5m", 5 * M, None, "EUR"),
    ("$5 billion or more", 5 * B, None, "dollar"),
    ("$5bn-plus", 5 * B, None, "dollar"),
    ("around 120 billion dollars", 120 * B, 120 * B, "dollar"),
    ("tens of billions of euros", 20 * B, None, "EUR"),
    ("hundreds of millions of pounds", 200 * M, None, "pound"),
    ("billions of dollars", 2 * B, None, "dollar"),
    ("several billion euros", 2 * B, None, "EUR"),
    ("a £2.3bn-a-year commitment", 2.3 * B, 2.3 * B, "pound"),
    ("roughly US$ 1.2 billion", 1.2 * B, 1.2 * B, "USD"),
    ("USD1.5bn", 1.5 * B, 1.5 * B, "USD"),
    ("3bn euros", 3 * B, 3 * B, "EUR"),
    ("EUR 18 bln", 18 * B, 18 * B, "EUR"),
    ("some 1,250 million euros", 1.25 * B, 1.25 * B, "EUR"),
    ("upwards of $60 billion", 60 * B, None, "dollar"),
    ("a little under €1bn", None, 1 * B, "EUR"),
    ("€1.2-1.5 billion", 1.2 * B, 1.5 * B, "EUR"),
    ("three-quarters of a billion dollars", 750 * M, 750 * M, "dollar"),
    ("one and a half billion euros", 1.5 * B, 1.5 * B, "EUR"),
    ("just short of $10 billion", None, 10 * B, "dollar"),
    ("a cool $5 million", 5 * M, 5 * M, "dollar"),
    ("$61-billion aid bill", 61 * B, 61 * B, "dollar"),
    ("a nine-figure sum, $300m", 300 * M, 300 * M, "dollar"),
    ("at the very least $8 billion", 8 * B, None, "dollar"),
    ("as much as 50 billion euros", None, 50 * B, "EUR"),
    ("SEK 6.2 bn", 6.2 * B, 6.2 * B, "SEK"),
    ("CAD $500 million", 500 * M, 500 * M, "CAD"),
    ("NZ$7.5 million", 7.5 * M, 7.5 * M, "NZD"),
    ("AUD450 million", 450 * M, 450 * M, "AUD"),
    ("240 million Danish kroner", 240 * M, 240 * M, "DKK"),
    ("Can$ 2.4 billion", 2.4 * B, 2.4 * B, "CAD"),
    ("dozens of millions of euros", 24 * M, None, "EUR"),
    ("a few hundred million dollars", 200 * M, None, "dollar"),
    ("€ 1 billion 250 million", 1.25 * B, 1.25 * B, "EUR"),
    ("a further C$500m", 500 * M, 500 * M, "CAD"),
    ("EUR 1.2bn-worth of arms", 1.2 * B, 1.2 * B, "EUR"),
    ("anywhere from $3 billion to $4 billion", 3 * B, 4 * B, "dollar"),
    ("¥100 billion", 100 * B, 100 * B, "JPY"),
    ("2.5 billion Swedish kronor", 2.5 * B, 2.5 * B, "SEK"),
    ("a record $1.85bn package", 1.85 * B, 1.85 * B, "dollar"),
    ("€35m–€40m", 35 * M, 40 * M, "EUR"),
    ("more than half a billion pounds", 500 * M, None, "pound"),
    ("some two billion euros", 2 * B, 2 * B, "EUR"),
    ("$3,000 million", 3 * B, 3 * B, "dollar"),
    ("US$250-million", 250 * M, 250 * M, "USD"),
    ("a hundred million dollars", 100 * M, 100 * M, "dollar"),
    ("PLN 9.5 billion", 9.5 * B, 9.5 * B, "PLN"),
    ("1.3 trillion yen", 1300 * B, 1300 * B, "JPY"),
    ("the best part of $1 billion", None, 1 * B, "dollar"),
]
FOREIGN = [
    ("de", "rund 2,5 Milliarden Euro", 2.5 * B, 2.5 * B, "EUR"),
    ("de", "ein 100-Millionen-Dollar-Paket", 100 * M, 100 * M, "dollar"),
    ("de", "40 Mio. Euro", 40 * M, 40 * M, "EUR"),
    ("de", "anderthalb Milliarden Euro", 1.5 * B, 1.5 * B, "EUR"),
    ("de", "bis zu 1,2 Mrd. €", None, 1.2 * B, "EUR"),
    ("fr", "deux milliards d’euros", 2 * B, 2 * B, "EUR"),
    ("fr", "300 M€", 300 * M, 300 * M, "EUR"),
    ("fr", "un milliard et demi d'euros", 1.5 * B, 1.5 * B, "EUR"),
    ("fr", "plus de 3 milliards de dollars", 3 * B, None, "dollar"),
    ("pl", "1,5 miliarda euro", 1.5 * B, 1.5 * B, "EUR"),
    ("pl", "10 mln zł", 10 * M, 10 * M, "PLN"),
    ("pl", "pół miliarda dolarów", 0.5 * B, 0.5 * B, "dollar"),
    ("pl", "kilkaset milionów euro", 200 * M, None, "EUR"),
    ("sv", "1 414 250 000 kronor", 1_414_250_000, 1_414_250_000, "krona"),
    ("sv", "mer än 52 miljarder kronor", 52 * B, None, "krona"),
    ("sv", "500 mkr", 500 * M, 500 * M, "crown"),
    ("uk", "понад 5 млрд грн", 5 * B, None, "UAH"),
    ("uk", "півтора мільярда євро", 1.5 * B, 1.5 * B, "EUR"),
    ("uk", "300 млн доларів США", 300 * M, 300 * M, "USD"),
    ("ru", "1 млрд 200 млн грн", 1.2 * B, 1.2 * B, "UAH"),
    ("ru", "более 60 млрд долларов", 60 * B, None, "dollar"),
    ("es", "más de 500 millones de euros", 500 * M, None, "EUR"),
    ("it", "circa 2,5 miliardi di euro", 2.5 * B, 2.5 * B, "EUR"),
    ("nl", "ruim 300 miljoen euro", 300 * M, None, "EUR"),
    ("nb", "om lag 2 milliarder kroner", 2 * B, 2 * B, "krone"),
    ("da", "op mod 500 mio. kroner", None, 500 * M, "krone"),
    ("fi", "noin 100 miljoonaa euroa", 100 * M, 100 * M, "EUR"),
    ("cs", "téměř 10 miliard korun", None, 10 * B, "CZK"),
    ("de", "knapp drei Milliarden Euro", None, 3 * B, "EUR"),
    ("de", "mehr als 500 Millionen US-Dollar", 500 * M, None, "USD"),
    ("de", "zwischen 5 und 7 Milliarden Euro", 5 * B, 7 * B, "EUR"),
    ("de", "eine halbe Milliarde Euro", 500 * M, 500 * M, "EUR"),
    ("de", "7,1 Mrd Euro", 7.1 * B, 7.1 * B, "EUR"),
    ("de", "1.500.000 Euro", 1.5 * M, 1.5 * M, "EUR"),
    ("de", "Hunderte Millionen Euro", 200 * M, None, "EUR"),
    ("fr", "près de 2,5 milliards d'euros", None, 2.5 * B, "EUR"),
    ("fr", "une centaine de millions d'euros", 100 * M, 100 * M, "EUR"),
    ("fr", "entre 1 et 2 milliards d'euros", 1 * B, 2 * B, "EUR"),
    ("fr", "un demi-milliard d'euros", 500 * M, 500 * M, "EUR"),
    ("fr", "au moins 800 millions de dollars", 800 * M, None, "dollar"),
    ("pl", "ponad 100 mld euro", 100 * B, None, "EUR"),
    ("pl", "około 2,5 mld dolarów", 2.5 * B, 2.5 * B, "dollar"),
    ("pl", "od 5 do 7 miliardów euro", 5 * B, 7 * B, "EUR"),
    ("pl", "dwa miliardy złotych", 2 * B, 2 * B, "PLN"),
    ("sv", "drygt 3 miljarder kronor", 3 * B, None, "krona"),
    ("sv", "knappt 500 miljoner euro", None, 500 * M, "EUR"),
    ("sv", "en halv miljard kronor", 500 * M, 500 * M, "krona"),
    ("uk", "майже 2 млрд євро", None, 2 * B, "EUR"),
    ("uk", "близько 300 мільйонів доларів", 300 * M, 300 * M, "dollar"),
    ("uk", "від 5 до 7 мільярдів євро", 5 * B, 7 * B, "EUR"),
    ("uk", "десятки мільярдів доларів", 20 * B, None, "dollar"),
    ("uk", "$2,5 млрд", 2.5 * B, 2.5 * B, "dollar"),
    ("de", "bis zu zwei Milliarden Euro", None, 2 * B, "EUR"),
    ("de", "rund eine Milliarde Dollar", 1 * B, 1 * B, "dollar"),
    ("de", "700 Mio. Franken", 700 * M, 700 * M, "franc"),
    ("fr", "environ 300 millions de francs suisses", 300 * M, 300 * M, "CHF"),
    ("fr", "1,5 Md€", 1.5 * B, 1.5 * B, "EUR"),
    ("pl", "niemal 500 mln dolarów", None, 500 * M, "dollar"),
    ("pl", "półtora miliarda euro", 1.5 * B, 1.5 * B, "EUR"),
    ("sv", "två miljarder kronor", 2 * B, 2 * B, "krona"),
    ("sv", "minst 700 mnkr", 700 * M, None, "crown"),
    ("uk", "не менше 1 млрд доларів", 1 * B, None, "dollar"),
    ("uk", "пів мільярда євро", 500 * M, 500 * M, "EUR"),
]


def check(text, language, low, high, currency):
    found = amounts(text, language)
    assert len(found) == 1, [text[m.start : m.end] for m in found]
    assert found[0].low == (None if low is None else pytest.approx(low))
    assert found[0].high == (None if high is None else pytest.approx(high))
    assert currency in (found[0].unit.code, found[0].unit.family)


@pytest.mark.parametrize(("text", "low", "high", "currency"), WRITTEN, ids=str)
def test_english_money(text, low, high, currency):
    check(text, "en", low, high, currency)


@pytest.mark.parametrize(("language", "text", "low", "high", "currency"), FOREIGN, ids=str)
def test_money_in_other_languages(language, text, low, high, currency):
    check(text, language, low, high, currency)


@pytest.mark.parametrize(
    "text",
    ["F-16s and M777 guns", "155 mm shells", "on 24.02.2022", "5,000 soldiers", "20 percent",
     "In 2022, 30 tanks came", "He won 5 medals", "1,000 VALLON detectors"],
)  # fmt: skip
def test_what_is_no_money_is_no_amount(text):
    assert amounts(text) == ()


def test_a_sum_stated_again_in_another_currency_is_one():
    (one,) = amounts("$61bn (£49bn; €57bn)")
    assert [other.unit.code or other.unit.family for other in one.restated] == ["pound", "EUR"]
    (one,) = amounts("600 million crowns (up to 30 million dollars)")
    assert len(one.restated) == 1
    assert len(amounts("€500 million, or about $540 million,")) == 1


def test_two_sums_side_by_side_are_two():
    assert len(amounts("€500 million and $540 million")) == 2
    assert len(amounts("raised from $5bn to $7bn")) == 2


def test_a_preposition_is_no_hedge_of_what_it_governs():
    (one,) = amounts("the dispute over $60bn in aid")
    assert (one.low, one.high, one.hedge) == (60 * B, 60 * B, None)


@given(st.integers(1, 10**12), st.sampled_from(["{:,}", "{:_}"]))
def test_thousands_read_as_they_were_written(value, form):
    written = form.format(value)
    for mark in (",", ".", " ", "’", "\u00a0"):
        text = written.replace(",", mark).replace("_", mark)
        assert figure_value(text, decimal_comma=mark == ".", scaled=False) == value


@given(st.text(alphabet=st.sampled_from("$€ 123.,bnm-–()tomillion andhalf of£"), max_size=60))
def test_any_text_gives_amounts_within_it(text):
    for money in amounts(text):
        assert 0 <= money.start <= money.core < money.end <= len(text)
        assert money.low is None or money.high is None or money.low <= money.high


WORST = [
    "1 ",
    "1 234 ",
    "$ 1 ",
    "1,",
    "between 1 and ",
    "million ",
    "$1bn (£1bn) ",
    "about ",
    "5-",
    "half of the ",
    "’",
]


@pytest.mark.parametrize("worst", ["1 234 ", "1,", "1.234.", "a.", "$", "’", "1’234", "m", "0"])
def test_each_regular_expression_is_linear_in_the_length(worst):
    text = worst * (100_000 // len(worst))
    began = time.process_time()
    tokenise(text, 0, len(text))
    is_day(text[:100_000])
    assert time.process_time() - began < 3


@pytest.mark.parametrize("worst", WORST)
def test_the_time_is_linear_in_the_length(worst):
    text = worst * (40_000 // len(worst))
    spans = sentences(text)
    began = time.process_time()
    find_amounts(text, "en", spans)
    find_portions(text, spans, "en", lambda word: word == "aid")
    assert time.process_time() - began < 6


def test_the_table_of_currencies_is_what_the_libraries_say():
    from tools import make_currencies

    known = make_currencies.codes()
    table = json.loads(Path(make_currencies.TABLE).read_text("utf-8"))
    assert table["codes"] == sorted(known)
    assert table["families"] == make_currencies.families(known)
    assert table["names"] == make_currencies.names(known)
    assert table["symbols"] == make_currencies.symbols(known)
