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
    ],
)
def test_visa_sponsorship(sentence: str, value: bool | None) -> None:
    assert said(sentence, "visa_sponsorship") is value
