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
        ("20 hours per week £11,400 per annum", pay(11400, 11400, "GBP", "year")),
        ("Pay: $14,600-$16,600 over the duration of the project", pay(14600, 16600, "USD", None)),
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
        ("The scale runs from M2 (£34,210) to UPS2 (£48,900).", pay(34210, 48900, "GBP", "year")),
        ("Salary: £34,210 (M2) to £48,900 (UPS2)", pay(34210, 48900, "GBP", "year")),
        ("PAY GRADE 7, STEP 1 $21.10/HR TO STEP 5 $26.45/HR", pay(21.1, 26.45, "USD", "hour")),
        ("Salary: $61,300 at GS-9, step 2 to $98,450 at GS-11, step 10", pay(61300, 98450, "USD", "year")),
        ("Drivers earn $22.15 an hour and top out at $28.90.", pay(22.15, 28.9, "USD", "hour")),
        ("Band 4 starting at £27,480", pay(27480, None, "GBP", "year")),
        ("The wage is £684 a week.", pay(684, 684, "GBP", "week")),
        ("Fee: £684 a week, holiday pay on top", pay(684, 684, "GBP", "week")),
        ("Stipend: CAD 6,400 a month", pay(6400, 6400, "CAD", "month")),
        ("1.720 € gross a month in 14 payments", pay(1720, 1720, "EUR", "month")),
        ("A gross monthly salary of €4,300, paid 13.92 times a year.", pay(4300, 4300, "EUR", "month")),
        ("We pay from €2,480 gross, fourteen times a year.", pay(2480, None, "EUR", "month")),
        ("Salary: €41,000 gross, on a 38-hour week", pay(41000, 41000, "EUR", "year")),
        ("Salary: ₹14,25,000 to ₹19,75,000 a year", pay(1425000, 1975000, "INR", "year")),
        ("Fixed CTC: 16 to 21 LPA", pay(1600000, 2100000, "INR", "year")),
        ("Salary: 1.2 to 1.6 million naira a month", pay(1200000, 1600000, "NGN", "month")),
        ("Salary: R31,500 per month", pay(31500, 31500, "ZAR", "month")),
        ("Salary: RM 5,200 per month", pay(5200, 5200, "MYR", "month")),
        ("Salary: $88K AUD", pay(88000, 88000, "AUD", "year")),
        ("Basic salary OMR 240 a month", pay(240, 240, "OMR", "month")),
        ("Wage: $24.60", pay(24.6, 24.6, "USD", "hour")),
        ("Salary: 17 000 – 23 500 PLN", pay(17000, 23500, "PLN", None)),
        ("£13.10 per hour, plus £14 per waking night; funded to March", pay(13.1, 13.1, "GBP", "hour")),
        ("Sales assistant – £12.95 per hour", pay(12.95, 12.95, "GBP", "hour")),
        ("Our partner schools pay £126 a day.", pay(126, 126, "GBP", "day")),
        ("Nights pay £14.20 an hour.", pay(14.2, 14.2, "GBP", "hour")),
        ("The salary is £30,000 after a trial period of three months.", pay(30000, 30000, "GBP", "year")),
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
        "Rooms cost €85 a week.",
        "A shared room at £65 a week, which is taken from your wages.",
        "Lodgers pay $130 a week.",
        "Tuition paid up to $4,750 a year.",
        "We pay moving costs up to $6,500.",
        "We'll pay up to $9,000 if you move here.",
        "The flight is paid in economy class, up to ¥110,000.",
        "The city pays up to $1,850 a month toward premiums.",
        "Commuting is paid up to ¥22,000 a month.",
        "You are paid on time, and get $48 a day for food when away.",
        "A hiring incentive of $6,000 paid in two halves.",
        "A hiring bonus of $1,200 is paid after 60 days.",
        "Each on-call week is paid with an extra €310.",
        "Standby pays £170 a week.",
        "Night differential of $4.10 an hour.",
        "Salaries go up each autumn, and by £1,300 for each exam passed.",
        "A London weighting of £3,600 is paid on some patches.",
        "Salary packaging of up to $15,900 a year.",
        "You get a paid trial shift ($19/hr).",
        "Two trial days follow, which we pay at €180 a day.",
        "Three paid days and $1,400 for continuing education.",
        "54 museums pay us, €19k MRR.",
        "You may pay out up to your authority of £2,500.",
        "A market supplement of £2,800 a year is paid on every grade.",
        "Variable: $18,000 a year at target, paid quarterly.",
        "Pay: $25 per visit",
        "Some come back for half a day of skills test, paid £60.",
        "You share the incident rotation, paid at $900 per week.",
        "Commission: paid on sales, capped at £1,900 a month",
        "Boot allowance $240 per year.",
        "Health: the bakery pays up to $1,430 per month for families.",
        "Room in the bakers' house: CHF 490 a month, shared kitchen",
        "Sundays count as overtime at €15.50 an hour.",
        "Group medical cover of ₹6 lakh, with a co-pay of 10%.",
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


ROWS = [
    (
        "Rates\nStep | Time in post | Hourly\n1 | start | £14.20\n2 | after a year | £15.05",
        [(14.2, "hour"), (15.05, "hour")],
    ),
    (
        "PAY\nCrew | Hours | Base\nA – days | 7:00 a – 3:00 p | $28.10\nC – nights | 11:00 p – 7:00 a | $30.60",
        [(28.1, "hour"), (30.6, "hour")],
    ),
    ("WHAT YOU'D BE PAID\nPoint | Annual salary\nM1: £33,020\nM2: £34,870", [(33020, "year"), (34870, "year")]),
    ("Pay (annual, gross)\nPoint 1     €36,210\nPoint 2     €38,115", [(36210, "year"), (38115, "year")]),
    ("SALARY\nStep | Monthly\nA: $4,510\nB: $4,735", [(4510, "month"), (4735, "month")]),
    (
        "Compensation\nLevel | Fixed (LPA) | ESOP grant\nDev 2 | 24 | ₹8 lakh\nDev 3 | 36 | ₹20 lakh",
        [(2400000, "year"), (3600000, "year")],
    ),
    (
        "Grade\nGrade | For whom | Salary (£)\n8 | portfolio nearly done | 36,120\n9 | registered | 40,310",
        [(36120, "year"), (40310, "year")],
    ),
    (
        "Pay\nCity | Base | Settling-in allowance\nHull | £31,400 | £2,000\nYork | £32,900 | £2,500",
        [(31400, "year"), (32900, "year")],
    ),
    ("We hire by step\nStep 1 $26.10, step 2 $27.45 after a year", [(26.1, "hour"), (27.45, "hour")]),
    ("Day rates\nConsultant: £345\nSenior: £440", [(345, "day"), (440, "day")]),
    ("Pay\nCrew | Base | With night premium\nA | $27.10 | $29.10", [(27.1, "hour"), (29.1, "hour")]),
    ("Rota\nCrew | Days | Hourly\nA | Mon–Thu | $41.10\nB | Fri–Sun | $43.20", [(41.1, "hour"), (43.2, "hour")]),
    ("Vergütung\nStufe | Jahre | Euro im Monat\n1 | 0 | 3.310\n2 | 3 | 3.525", [(3310, "month"), (3525, "month")]),
    ("Where it can lead\nHead bakers earn from £52,000.", []),
    ("Pay\nThe scale is $50,350 - $53,900 - $57,710 - $61,040.", [(50350, "year")]),
    ("Pay\nDuring training: £23,450 a year", [(23450, "year")]),
    ("Money\nThe stipend is KES 81,000 a month.", [(81000, "month")]),
    ("Money\nThe package for full time is $91,000 to $99,000.", [(91000, "year")]),
    ("The deal\n£41,000 to £46,500 depending on your bread.", [(41000, "year")]),
    ("Rates\nRoom attendant: £13.10 an hour\nParking: £30 a month", [(13.1, "hour")]),
    ("The deal\n£41,000 to £46,500 for training each year.", []),
    ("Our ovens\n£41,000 to £46,500 depending on the bread.", []),
    ("Perks\nWhat | Monthly\nGym | £40\nPhone | £250", []),
    ("What we pay\nLesson | Rate\nOne to one | £26\nPair | £35", []),
    ("Charges (per week)\nSingle room: £95.20\nShared room: £72.10", []),
    ("Fees\nCourse | Fee\nLevel 2 | £1,200\nLevel 3 | £1,450", []),
    ("What we offer\n- Mobile bill up to £60\n- Gym up to £40", []),
    ("Pay and perks\n- Phone: £40\n- A desk: £75", []),
    ("Our shops\nTown | Opened | Sales\nHull | 2019 | £410,000\nYork | 2021 | £390,000", []),
]


@pytest.mark.parametrize(("block", "paid"), ROWS)
def test_a_row_of_a_scale_is_what_the_lines_above_make_of_it(block: str, paid: list[tuple[float, str]]) -> None:
    found = facts(f"Cook\n\n{block}", "salary")
    assert [(fact.value["min"], fact.value["period"]) for fact in found] == paid


def test_columns_of_a_table_can_be_the_ends_of_one_range() -> None:
    table = "SALARY\nClass | Monthly minimum | Monthly maximum\nA | $3,390 | $3,745\nB | $3,610 | $4,325"
    assert [fact.value for fact in facts(f"Clerk\n\n{table}", "salary")] == [
        pay(3390, 3745, "USD", "month"),
        pay(3610, 4325, "USD", "month"),
    ]


def test_a_column_can_hold_what_is_earned_on_target() -> None:
    text = "Seller\n\nPay\nPlace | Base salary | On-target earnings\nYork | £41,000 | £82,000\nHull | £39,000 | £78,000"
    assert [fact.value["min"] for fact in facts(text, "salary")] == [41000, 39000]
    assert [fact.value["min"] for fact in facts(text, "on_target_earnings")] == [82000, 78000]


def test_a_tag_under_the_title_can_be_pay() -> None:
    text = "Housing officer\nFenmoor Homes · Ely patch · £33,610 plus car user allowance"
    assert [fact.value for fact in facts(text, "salary")] == [pay(33610, 33610, "GBP", "year")]


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("Casuals are paid A$36 an hour. Lead hands are paid $41 an hour.", "AUD"),
        ("You are paid $41 an hour plus super.", "AUD"),
        ("You are paid $41 an hour. You need full working rights in Australia.", "AUD"),
        ("You are paid $41 an hour. There is a group RRSP.", "CAD"),
        ("The gold pit near Waihi, New Zealand, is ours too. You are paid $41 an hour plus super.", "AUD"),
        ("You are paid $41 an hour. KiwiSaver is at 4%.", "NZD"),
        ("The Canadian Bread Board is all over Canada. You are paid $41 an hour.", "CAD"),
        ("The Canadian Bread Board is in the US and in Canada. You are paid $41 an hour.", "USD"),
        ("You are paid $41 an hour. The 401(k) is open to our offices in Nova Scotia too.", "USD"),
        ("In Leeds C$90 an hour is paid, in Hull US$70 an hour, and $41 an hour elsewhere.", "USD"),
    ],
)
def test_a_posting_tells_whose_dollar_it_means(text: str, currency: str) -> None:
    assert facts(f"Cook\n\n{text}", "salary")[-1].value["currency"] == currency


@pytest.mark.parametrize(
    ("place", "currency"),
    [
        ("Toronto, Canada", "CAD"),
        ("Sydney, Australia", "AUD"),
        ("Denver, CO", "USD"),
        ("Toronto, CA", "CAD"),
        ("Ontario, CA", "USD"),
        ("Vancouver, WA", "USD"),
        ("Perth, WA", "AUD"),
        ("Singapore", "SGD"),
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


def test_what_it_rises_to_is_the_end_of_the_range() -> None:
    assert said("The salary is £26,310 rising to £29,440.", "salary") == pay(26310, 29440, "GBP", "year")
    steps = "Dispatcher, once certified: $51,350 - $54,900 - $58,710"
    assert said(steps, "salary") == pay(51350, 58710, "USD", "year")
