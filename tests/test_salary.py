"""Which amounts are pay, and how they read."""

from typing import Any

import pytest
from factcase import facts, said


def pay(low: float | None, high: float | None, currency: str | None, period: str | None) -> dict[str, Any]:
    return {"min": low, "max": high, "currency": currency, "period": period}


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The base salary is $120,000–$150,000 a year.", pay(120000, 150000, "USD", "year")),
        ("Salary: $311,000–$401,000 a year, with a 401(k).", pay(311000, 401000, "USD", "year")),
        ("Band 7, £47,810 – £54,710.", pay(47810, 54710, "GBP", "year")),
        ("Grade 9: £40,476 to £45,718", pay(40476, 45718, "GBP", "year")),
        ("Base salary €75,000 and on-target earnings of €150,000.", pay(75000, 75000, "EUR", "year")),
        ("$26-$31/hr depending on experience, full time.", pay(26, 31, "USD", "hour")),
        ("Salary: $80-100K", pay(80000, 100000, "USD", "year")),
        ("Salary of £80 - £100k", pay(80000, 100000, "GBP", "year")),
        ("The pay range is €45K – €70K.", pay(45000, 70000, "EUR", "year")),
        ("Compensation: €25.000 per year", pay(25000, 25000, "EUR", "year")),
        ("The salary runs from £37,008 to £44,962 per annum.", pay(37008, 44962, "GBP", "year")),
        ("Salary between £37,008 and £44,962 p.a.", pay(37008, 44962, "GBP", "year")),
        ("You earn $25.50/hr.", pay(25.5, 25.5, "USD", "hour")),
        ("Pay: $25.50 per hour", pay(25.5, 25.5, "USD", "hour")),
        ("Hourly rate: $18 - $22", pay(18, 22, "USD", "hour")),
        ("We pay USD 5,500 a month.", pay(5500, 5500, "USD", "month")),
        ("Gehalt: 4.200,50 € im Monat", pay(4200.5, 4200.5, "EUR", "month")),
        ("The salary is up to €65k.", pay(None, 65000, "EUR", "year")),
        ("Salary from £30k, depending on experience.", pay(30000, None, "GBP", "year")),
        ("Starting at $95,000 a year.", pay(95000, None, "USD", "year")),
        ("Annual salary of £18,135 + benefits", pay(18135, 18135, "GBP", "year")),
        ("Salary: up to circa £38,500 per annum", pay(None, 38500, "GBP", "year")),
        ("A position of 37.5 hours per week, paying £24,000.", pay(24000, 24000, "GBP", "year")),
        ("Salary: £50k+", pay(50000, None, "GBP", "year")),
        ("The minimum salary for this position is €61,000 gross per year.", pay(61000, None, "EUR", "year")),
        ("The maximum salary for this grade is $170,800.", pay(None, 170800, "USD", "year")),
        ("Salary range: GS-15 Step 1 - $106,595 to GS-15 Step 10 $138,572", pay(106595, 138572, "USD", "year")),
        ("Base salary GS-14 - $90,621 to $117,810", pay(90621, 117810, "USD", "year")),
        ("The base is between 50K Euros - 60K Euros per annum", pay(50000, 60000, "EUR", "year")),
        ("Wage range: Min: $74,513, Mid: $97,454, Max: $120,394", pay(74513, 120394, "USD", "year")),
        ("A salary of £40,000 with the potential to grow.", pay(40000, 40000, "GBP", "year")),
        ("The salary is £30,000 and uncapped commission.", pay(30000, 30000, "GBP", "year")),
        ("Day rate: £450-£500", pay(450, 500, "GBP", "day")),
        ("The day rate is £450 per day, outside of payroll.", pay(450, 450, "GBP", "day")),
        ("Salary: 45 000 – 52 000 € par an", pay(45000, 52000, "EUR", "year")),
        ("Salary: 12 000 - 15 000 zł per month", pay(12000, 15000, "PLN", "month")),
        ("Salary: CHF 110'000 to 125'000 a year", pay(110000, 125000, "CHF", "year")),
        ("Salary: ₹18–24 lakh a year", pay(1800000, 2400000, "INR", "year")),
        ("Annual pay: C$90,000 - C$110,000", pay(90000, 110000, "CAD", "year")),
        ("The salary is A$120,000 plus super.", pay(120000, 120000, "AUD", "year")),
        ("Wage: 23.40 euros an hour", pay(23.4, 23.4, "EUR", "hour")),
        ("$1,900 - $2,100 per week", pay(1900, 2100, "USD", "week")),
        ("The range for this role is $152,000 to $190,000 USD annually.", pay(152000, 190000, "USD", "year")),
        ("Compensation: 45,000 - 55,000", pay(45000, 55000, None, "year")),
        ("The salary is up to 65k.", pay(None, 65000, None, "year")),
        ("Das Bruttomonatsgehalt beträgt EUR 2.950,00.", pay(2950, 2950, "EUR", "month")),
        ("Das Monatsgehalt ist EUR 2.950,00 und beginnt ab Mai.", pay(2950, None, "EUR", "month")),
        ("Salary: £4,500", pay(4500, 4500, "GBP", None)),
        ("Your salary, reviewed each spring, is £40,000.", pay(40000, 40000, "GBP", "year")),
    ],
)
def test_pay(sentence: str, value: dict[str, Any]) -> None:
    assert said(sentence, "salary") == value


@pytest.mark.parametrize(
    "sentence",
    [
        "We offer a competitive salary.",
        "OTE: $200,000 - $230,000",
        "The range for total on target earnings (including base salary) is €119,000–€133,000 per year.",
        "You earn €75–90k OTE, uncapped.",
        "Potential to earn £43,213 a year.",
        "The company is backed by more than €1bn in funding.",
        "We raised $45m from three funds, and we pay well.",
        "The team grew revenue from $10,000,000 to $30,000,000.",
        "An annual learning stipend ($1,500 per year).",
        "A training allowance of £1,000 per year.",
        "Housing is available at a rental rate of $410 a month.",
        "You receive a $5,000 sign-on bonus.",
        "We pay £2500 welcome bonus to all cooks.",
        "A starting salary to be proud of, and a £2,500 welcome payment.",
        "There is a relocation package of $10,000.",
        "We match 401(k) contributions up to 4%.",
        "We insure you for up to £100,000.",
        "You will manage a budget of $250,000 a year.",
        "Competitive salary, $500 home office budget.",
        "More than 200,000 customers pay with our app.",
        "You will own accounts worth $50,000 per month.",
        "The salary is reviewed after 12 months, by 2 people.",
        "A donation of €20 per month goes to a charity you choose.",
        "The application fee is $50.",
    ],
)
def test_other_amounts_are_not_pay(sentence: str) -> None:
    assert said(sentence, "salary") is None


def test_the_word_nearest_to_an_amount_decides() -> None:
    sentence = "The base salary is $60,000 a year, plus a $5,000 sign-on bonus and a $900 yearly stipend."
    found = facts(f"Cook\n\n{sentence}", "salary")
    assert [fact.value["min"] for fact in found] == [60000]
    found = facts("Cook\n\nA bonus of up to £5,000 a year on top of your £45,000 salary.", "salary")
    assert [fact.value["min"] for fact in found] == [45000]


def test_two_ranges_in_one_sentence_are_two_facts() -> None:
    found = facts("Cook\n\nThe salary is $41,000 to $52,000 and $48,500 to $60,250 a year.", "salary")
    assert [(fact.value["min"], fact.value["max"]) for fact in found] == [(41000, 52000), (48500, 60250)]


@pytest.mark.parametrize(
    ("place", "currency"),
    [
        ("Toronto, Canada", "CAD"),
        ("Sydney, Australia", "AUD"),
        ("Denver, CO", "USD"),
        ("Canada; New Zealand", "USD"),
        ("", "USD"),
    ],
)
def test_the_location_tells_whose_dollar_it_is(place: str, currency: str) -> None:
    assert said("The salary is $90,000 a year.", "salary", place)["currency"] == currency


def test_crowns_need_a_country() -> None:
    assert said("Salary: 45 000 kr per month", "salary", "Malmö, Sweden")["currency"] == "SEK"
    assert said("Salary: 45 000 kr per month", "salary")["currency"] is None


def test_what_is_earned_on_target_is_no_salary_wherever_it_stands_again() -> None:
    pay_ = "Pay\n- OTE: €75-90k\n- The base is 50K Euros - 60K Euros per annum"
    text = f"Baker\nSalary: 75,000–90,000 EUR per year\n\n{pay_}"
    assert [fact.value for fact in facts(text, "salary")] == [pay(50000, 60000, "EUR", "year")]
    assert [fact.value for fact in facts(text, "on_target_earnings")] == [pay(75000, 90000, "EUR", "year")]


def test_an_amount_a_year_that_no_word_calls_pay() -> None:
    assert said("Fertility account (up to $10,000 per year)", "salary") is None
    assert said("$21 per hour", "salary") == pay(21, 21, "USD", "hour")
    assert said("The range for this role is $52,000 to $60,000 annually.", "salary") == pay(52000, 60000, "USD", "year")
