"""Travel, relocation, visa sponsorship: what is stated, what is denied, what is only mentioned."""

import pytest
from factcase import said


@pytest.mark.parametrize(
    ("sentence", "percent", "required"),
    [
        ("You must be able to travel up to 25% of the time.", 25, True),
        ("Travel: 10-20%", 20, True),
        ("Expect 30 percent travel within Europe.", 30, True),
        ("The role may require frequent travel to meet growers.", None, True),
        ("Occasional travel to our Cork office is needed.", None, True),
        ("Willingness to travel internationally.", None, True),
        ("A Ghent role with regular travel to Porto.", None, True),
        ("No travel is required.", 0, False),
        ("This role comes without any travel.", 0, False),
        ("Travel: none", 0, False),
        ("There will be opportunities to travel to our farms.", None, False),
    ],
)
def test_travel(sentence: str, percent: int | None, required: bool) -> None:
    assert said(sentence, "travel") == {"text": sentence, "percent": percent, "required": required}


@pytest.mark.parametrize(
    "sentence",
    [
        "We are a travel company, and must grow.",
        "We insure you with travel insurance.",
        "Travel to interview will not be paid.",
        "You must give travel vaccines.",
        "You can get discounts on dining and travel.",
        "A season ticket loan to support your travel to work.",
        "Our customers work in media, travel and leisure.",
        "We help independent travellers to find a bed.",
        "A monthly travel allowance of 40% of your costs.",
    ],
)
def test_no_travel_of_the_job(sentence: str) -> None:
    assert said(sentence, "travel") is None


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("We offer relocation assistance to new employees.", True),
        ("Relocation support is available.", True),
        ("We help you relocate to Oslo.", True),
        ("A relocation package, if you move from abroad.", True),
        ("Visa and relocation support.", True),
        ("Relocation: Yes", True),
        ("Relocation assistance: not offered", False),
        ("Relocation: no", False),
        ("Relocation expenses reimbursed: No", False),
        ("Relocation expenses reimbursed: Yes - as agreed", True),
        ("No relocation assistance is provided.", False),
        ("We are unable to offer relocation for this role.", False),
        ("Relocation assistance is not available.", False),
        ("We do not provide any relocation support.", False),
        ("You must be willing to relocate to Oslo.", None),
        ("Candidates need to be open to relocation.", None),
        ("You plan the relocation of our ovens.", None),
        ("Newcomers get a single relocation payment of €1,800.", True),
        ("We put up to €3,500 towards relocation if you come from abroad.", True),
        ("Moving expenses are reimbursed up to NOK 20,000.", True),
        ("Your removal costs are met in full.", True),
        ("For hires from other states we pay the packers-and-movers bill.", True),
        ("If you move here from more than 50 miles away, we refund up to £6,000 of your rent and fees.", True),
        ("Relocation to Turku can be arranged for whoever fits.", True),
        ("Moving to Turku? families get up to €9,000.", True),
        ("Relocation: €1,200 for those who move from another country", True),
        ("Relocation: One-off €900, paid in May", True),
        ("Wir übernehmen die Umzugskosten.", True),
        ("There is no relocation budget.", False),
        ("We can't offer help with relocation or housing.", False),
        ("The island does not pay moving expenses.", False),
        ("No contribution can be made to removal costs.", False),
        ("We don't pay for moving to Turku.", False),
        ("We pay up to €3,000 for your family move.", True),
        ("For the right baker we add $900 to the move.", True),
        ("We added €900 to the moving fund of the choir.", None),
        ("Moving costs are paid only for senior grades.", None),
        ("You may move here at your own expense.", None),
        ("You move goods worth €4,000 a day.", None),
        ("Acme moves money for 40,000 shops.", None),
        ("If you move up a grade you get £900 more.", None),
    ],
)
def test_relocation(sentence: str, value: bool | None) -> None:
    assert said(sentence, "relocation") is value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("We sponsor visas for this role.", True),
        ("Visa sponsorship is available.", True),
        ("We can sponsor work permits for the right candidate.", True),
        ("We offer visa support and a language course.", True),
        ("Visa sponsorship: Yes", True),
        ("We are unable to sponsor visas.", False),
        ("We do not offer visa sponsorship at this time.", False),
        ("Sponsorship is not available for this position.", False),
        ("No visa sponsorship.", False),
        ("You are not eligible for sponsorship in this role.", False),
        ("You must be authorized to work in Canada without sponsorship.", False),
        ("Visa sponsorship: not offered", False),
        ("You must have the right to work in the UK.", None),
        ("Applicants requiring visa sponsorship should read the rules first.", None),
        ("Will you require sponsorship for a work visa?", None),
        ("Applicants who need visa sponsorship are welcome.", True),
        ("You find an executive sponsor for each project.", None),
        ("We are proud sponsors of the city marathon.", None),
        ("You issue Visa cards.", None),
        ("We offer sponsored training to all candidates.", None),
        ("Bid support and sponsorship.", None),
        ("Sponsor a visa? we can't, sorry.", False),
        ("We'll apply for your General Employment Permit and bear the fee.", True),
        ("We will nominate you for a Skills in Demand visa.", True),
        ("The hotel arranges and pays for the work visa.", True),
        ("Work permit and visa are arranged by our office in Oslo.", True),
        ("We sponsor EU Blue Cards.", True),
        ("Visa sponsorship: we do sponsor visas!", True),
        ("We pay the fee and the certificate of sponsorship, but not the health surcharge.", True),
        ("We don't apply for permits for people from abroad.", False),
        ("We cannot obtain work permits.", False),
        ("We can't hire people who need an employment permit.", False),
        ("We are too small to handle visa matters.", False),
        ("The bakery doesn't hold a sponsor licence for shop jobs.", False),
        ("We hold a licence to sponsor, but shop jobs do not qualify.", False),
        ("This role is not open to sponsorship.", False),
        ("The company doesn't support visa applications.", False),
        ("The bakery is too young to hold a sponsor licence.", False),
        ("Work permits are beyond us, sadly.", False),
        ("We do not sponsor family visas.", None),
        ("Spouses cannot be sponsored in the first year.", None),
        ("Candidates who cannot obtain a work permit are not considered.", None),
        ("We help clients to obtain work visas.", None),
        ("You issue work permits on the platform.", None),
        ("You apply for permits before each dig.", None),
        ("People on a student visa are welcome.", None),
    ],
)
def test_visa_sponsorship(sentence: str, value: bool | None) -> None:
    assert said(sentence, "visa_sponsorship") is value
