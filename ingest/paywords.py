"""The words by which an amount is told to be pay, or something else."""

import re

_NO_WORK = (
    r"(?:days?|leave|holidays?|time|vacation|parental|sick|volunteer|sabbatical|breaks?|lunch|half|training days?)\b"
)
PAY = re.compile(
    rf"(?<!co-)\b(?:salar(?:y|ies|is|io|iu|ié)|pay(?:s|ing|scale| ?rate)?|paid(?! {_NO_WORK})|compensation"
    r"|remuneration|wages?|(?:day|daily|hourly|base|weekly|monthly) rate|(?<!rental )(?<!staff )rate of|base"
    r"|earn(?:s|ings)?|OTE|gross|CTC|\w{0,20}gehalt|vergütung|salaire"
    r"|package(?: for [\w ]{1,20})? is|(?:the|your) (?:stipend|bursary|fellowship) (?:is|pays|of)"
    r"|rémunération|stipendio lordo|RAL|lön|månadslön|lønn|rate is"
    r"|(?:band|grade|scale(?: point)?|scp|step):? \w{1,3}|point [0-9]{1,2})\b",
    re.IGNORECASE,
)
NOT_PAY = re.compile(
    r"\b(?:bonus(?:es)?|equivalent in|(?:US )?tax[- ]free"
    r"|welcome|golden hello|incentives?|premium|supplement|(?<!the )stipends?|stipends? for"
    r"|allowances?|funding|funded"
    r"|fund|raised|raise|backed|investors?|investment"
    r"|valuation|valued|revenues?"
    r"|turnover|ARR|MRR|budgets?|sign-on|signing|sign on|sales|worth|assets|AUM|customers?|users?|merchants"
    r"|(?<![,.])401(?![,.]\d)"  # a 401(k), not $401,000
    r"|match(?:ing|ed)?|fees?|insurance|life cover|(?:medical )?cover of|mediclaim"
    r"|coverage|deductible|reimburse\w*|refund\w*|guarantee of|credits?|vouchers?|donat\w+|contribut\w+"
    r"|savings|relocation|package of|rent(?:al)?(?: rate)?(?: of)?|housing|accommodation|lodging|tuition|costs?"
    r"|learning|(?<!during )training(?! (?:period|pay|rate|wage|and))|wellness|wellbeing|equipment|home office|referral"
    r"|per (?:claim|transaction|diem)|packaging|sacrifice|differential|weighting|loading of|layover|detention|tronc"
    r"|tip pool|stand-?by|on[- ]call|call[- ]?outs?|mileage|(?:for|on) (?:food|meals|\w* ?courses?)|meals?|airtime"
    r"|variable|flights?|shipping|commuting|moving|you move|removals?|discounts?|boots?|premiums|deposit"
    r"|(?:lunch|fuel|gift|restaurant) card"
    r"|plus [0-9]{1,3} ?%|enhancements? of"
    r"|in prizes?|quota|market|spend"
    r"|grants?|commission|deals?|contracts? worth|fine|penalty|loan|stock|equity|shares|rsus?|esops?|portfolio"
    r"|project costs?|(?<!on )(?<!with )(?<!your )experience|perks?|towards?|processed|payments? volume)\b",
    re.IGNORECASE,
)
# What is paid on top, or taken off. Unlike some of the words above, these are in no name of a job or grade.
EXTRA = re.compile(
    r"\b(?:bonus(?:es)?|incentives?|premiums?|supplement|stipend|allowances?|differential|stand-?by|on[- ]call"
    r"|call[- ]?outs?|detention|layover|waiting|rent|parking|fees?|tronc|mileage|overtime|loading|relocation|tuition"
    r"|sign-on|trial|deposit|commission)\b",
    re.IGNORECASE,
)
PERKS = re.compile(r"\b(?:benefits?|perks|rewards|wellbeing|wellness|health)\b", re.IGNORECASE)
TARGET = re.compile(
    r"\bOTE\b|\bon[- ]target\b|\bpotential to earn\b|\bearnings? potential\b|\bpotential earnings?\b", re.IGNORECASE
)
BASE = re.compile(r"\bbase\b|\bfixed\b|\bbasic\b", re.IGNORECASE)
LEAVE_PAY = re.compile(r"\b(?:maternity|paternity|parental|sick) (?:leave|pay)\b", re.IGNORECASE)
PAY_LABEL = re.compile(
    r"(?<!co-)\b(?:salar|compensation|remuneration|pay\b|wage|rates?\b|gehalt|salaire|rémunération"
    r"|vergütung|\w{0,15}entgelt(?!lich)|\w{0,15}verdienst\b|salario|sueldo|retribuci[oó]n)",
    re.IGNORECASE,
)
# Above rows of amounts these say as much; above prose they do not: "What you'd be paid", "Money".
ROWS_LABEL = re.compile(
    rf"\b(?:paid\b(?! {_NO_WORK})|money\b|what you(?:['’](?:ll|d)| will| would)? (?:earn|make)\b)", re.IGNORECASE
)
PAY_WORD = re.compile(r"salar|pay|compensation|remuneration|wage|rate|gehalt|vergütung|rémunération", re.IGNORECASE)
# Labels of what the self-employed, artists and residents are paid, and of much else: pay only with a unit of time.
FEE_LABEL = re.compile(r"(?:fees?|stipend|rates?)", re.IGNORECASE)
# Above a range of a year's size that begins a sentence: "The deal", "What you get".
DEAL = re.compile(
    r"\b(?:deal|package|money|terms|in it for you|what (?:we|you(?:['’](?:ll|d))?) (?:offer|get))\b", re.IGNORECASE
)
# The name of a column that holds pay, though it says no more than the time.
PERIOD_COLUMN = re.compile(
    r"(?:(?:euro?|€|£|\$|gross|brutto)\s)?(?:hourly|monthly|weekly|annual(?:ly)?|yearly|per (?:hour|month|week|year"
    r"|annum)|(?:a|an) (?:hour|month|year)|im monat|pro stunde|par (?:heure|mois|an))(?: (?:rate|gross|brutto))?",
    re.IGNORECASE,
)
LODGING = re.compile(
    r"\b(?:health(?! visitor)|medical|dental|vision|insurance|pension|retirement|gym|rooms?|bed|staff (?:house|flat)"
    r"|accommodation|lodgings?|housing|board|meals?|canteen|laundry|parking)\b",
    re.IGNORECASE,
)
"""In an amount's label: what the staff pay for, or are given beside the pay."""
# Directly before an amount: it comes on top of the pay.
ON_TOP = re.compile(
    r"(?:\b(?:extra|further|additional|another|adds|by|(?:bonus|incentive|(?<!the )stipend|allowance|premium|supplement"
    r"|payment|differential|weighting|grant)(?: of| is|:)?(?: up to)?"
    r"|overtime(?: rate)?(?: is| are)?(?: paid)?(?: at| of|:)?))\s*$",
    re.IGNORECASE,
)
# The verb is said of all that costs money, so that with it alone these words, anywhere in the sentence, decide.
PAYS = re.compile(
    r"\b(?:pays|paid|(?:we|we['’]ll|they|will|also|who) (?:\w+ )?pay|pay (?:for|out|your|the|up to))\b",
    re.IGNORECASE,
)
COSTS = re.compile(
    r"\b(?:move[sd]?|moving|flights?|shipping|commuting|lodging|premiums?|tuition|hotel|removals?|cards?|courses?|meals?"
    r"|bills?|invoices?|customers?|clients|(?:pays?|paid) (?:by )?us|authority|relocat\w+|rent|voucher)\b",
    re.IGNORECASE,
)
WAGE = re.compile(
    r"salar|\bwages?\b|compensation|remuneration|gehalt|vergütung|salaire|rémunération|\bbase\b|\bgross\b|\brate\b"
    r"|^pay\b",
    re.IGNORECASE,
)
# "pickers pay $140 a week" for their room; but "nights pay £14".
BUYER = re.compile(
    r"\b(?:you(?:['’]d)?|(?!(?:jobs|roles|positions|posts|shifts|nights|days|sessions|grades|steps)\b)[a-z]{3,}s) pay"
    r"(?: us)?(?: only| about| around| up to| just)?\s*$",
    re.IGNORECASE,
)
TAKEN = re.compile(
    r"\b(?:taken|deducted|withheld) (?:from|out of) (?:your |the )?(?:gross )?(?:pay|wages?|salary)\b", re.IGNORECASE
)
# Above what others earn there: those promoted, or in another vacancy.
ELSEWHERE = re.compile(
    r"\b(?:where (?:it|this) (?:can|could|may) lead|progression|what comes (?:after|next)|career path|also with us"
    r"|other (?:jobs|roles|vacancies|openings)|after (?:graduation|the (?:programme|program|fellowship"
    r"|apprenticeship)))\b",
    re.IGNORECASE,
)
NO_JOB = re.compile(
    r"\b(?:trial (?:day|shift|night|week|period|task)s?|paid trial|(?:paid|one) stage|take-home|stand-?by|on[- ]call"
    r"|tests?,? paid|paid tests?|(?:incident|pager) (?:rota|rotation|duty)|per diem)\b",
    re.IGNORECASE,
)
