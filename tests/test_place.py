"""Where the work is done."""

import pytest
from factcase import facts, said


@pytest.mark.parametrize(
    ("sentence", "places"),
    [
        ("Location: Lisbon", ["Lisbon"]),
        ("Location: Lisbon; Porto", ["Lisbon", "Porto"]),
        ("Work Location: One location", None),
        ("Location: Remote, based in a large city", None),
        ("Lieu : Travail à domicile à distance", None),
        ("Location: Institute for Bread and Cake, Lyon", ["Institute for Bread and Cake, Lyon"]),
        ("Located in a region that connects Germany and Switzerland, it is sunny.", None),
        ("Based in Turin, the Bread Group bakes.", ["Turin"]),
        ("Location: Amsterdam or Milan", ["Amsterdam", "Milan"]),
        ("Locations: Leeds, United Kingdom; Cork, Ireland", ["Leeds, United Kingdom", "Cork, Ireland"]),
        ("Offices: Leeds, Bath, York, and Hull", ["Leeds", "Bath", "York", "Hull"]),
        ("Location: Austin, TX", ["Austin, TX"]),
        ("Location: Oslo (Hybrid, 3 days)", ["Oslo"]),
        ("This role is based in Washington, DC and may require frequent travel.", ["Washington, DC"]),
        ("The position is located in Ghent with some travel.", ["Ghent"]),
        ("This is a hybrid role based in Perth or Hobart.", ["Perth", "Hobart"]),
        ("This position can be based in France, Germany, Ireland and the UK.", ["France", "Germany", "Ireland", "UK"]),
        ("You will be based in our Kyoto office.", ["Kyoto office"]),
        ("A Bangkok-based role with much sun.", ["Bangkok"]),
        ("Ubicación: Sevilla (España)", ["Sevilla"]),
        ("Base: Ghent", ["Ghent"]),
        ("Locations: 2 vacancies - Reno, NV; 1 vacancy - Salem, OR", ["Reno, NV", "Salem, OR"]),
        ("Plant: Mill Road, Ghent", ["Mill Road, Ghent"]),
        ("Site: Old Quay, Otterby, England", ["Old Quay, Otterby, England"]),
        ("Clinic: Day Surgery", None),
        ("The range for this position based in Wisconsin is wide.", ["Wisconsin"]),
        ("Base: $15.79 per hour", None),
        ("Place: there's a room for you", None),
        ("Location: Remote", None),
        ("Candidates should be located on the East Coast.", ["East Coast"]),
        ("Location: Belfast; London; Homeworker - UK; Bath", ["Belfast", "London", "UK", "Bath"]),
        ("Location: USA - California - San Jose", ["USA - California - San Jose"]),
        ("Location: Austin, TX - Downtown (9th Street)", ["Austin, TX"]),
        ("Location: London – Hybrid", ["London"]),
        ("Location: Remote (United States)", ["United States"]),
        ("Location: Remote - Germany only", ["Germany"]),
        ("Location: Remote, within the EU", ["EU"]),
        ("Location: Oslo; Remote (Norway)", ["Oslo", "Norway"]),
        ("Location: Virtual (100% Remote), Washington, DC; Reno, NV", ["Washington, DC", "Reno, NV"]),
        ("Location: Austin, TX (headquarters), Denver, CO", ["Austin, TX", "Denver, CO"]),
        ("📍 Lübeck / Hybrid", ["Lübeck"]),
        ("Where you'd be: Turku, by the river", ["Turku, by the river"]),
        ("Jobsite: New Turku, Ohio", ["New Turku, Ohio"]),
        ("Based: home-based, within reach of Turku, Oulu or Vaasa", ["Turku", "Oulu", "Vaasa"]),
        ("Where: home-based, living somewhere between Turku and Oulu", ["Turku", "Oulu"]),
        ("Place: Hybrid: Mondays, Fridays and the day of the market in Turku, otherwise from home", ["Turku"]),
        ("The post is located within the Harbour Services Administration.", None),
        ("You would be based at Turku and bake one day a week at Oulu.", ["Turku", "Oulu"]),
        ("This position is located in our airy SoHo office in NYC.", ["NYC"]),
        ("Location: Ontario or Nova Scotia, Canada", ["Ontario", "Nova Scotia, Canada"]),
        ("Where you'll work: bakers are in the shop from Tuesday", None),
        ("Location: This is a remote position", None),
        ("Are you based in Ghent, or willing to move?", None),
        ("A project-based role. Home-based roles exist.", None),
        ("Our company is based in Turin.", None),
        ("We follow the Fair Chance Act for US-based candidates.", None),
        ("We are proud to be based on trust.", None),
        ("The position is based on the NHS pay scale.", None),
        ("You make decisions based in fact.", None),
    ],
)
def test_locations(sentence: str, places: list[str] | None) -> None:
    assert said(sentence, "location") == places


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("Lyon, France — Kitchen, Bread", ["Lyon, France"]),
        ("Salem, OR", ["Salem, OR"]),
        ("Porto Alegre - Brazil", ["Porto Alegre, Brazil"]),
        ("Lyon (FR), Kitchen, Full-time", ["Lyon"]),
        ("Permanent contract, Ghent, Bread, Hybrid", ["Ghent"]),
        ("Full-time | Ghent, Belgium | Bakery", ["Ghent, Belgium"]),
        ("Bread Group · Kitchen · Austin, Texas · Hybrid (three days in the bakery)", ["Austin, Texas"]),
        ("Bread Group, Kitchen. Lisbon, Portugal. Hybrid.", ["Lisbon, Portugal"]),
        ("Bread Group · Kitchen · Remote (United Kingdom)", ["United Kingdom"]),
        ("Bread Group, team of the ovens, based in Ghent", ["Ghent"]),
        ("Bread Group, Leeds and Ghent", ["Leeds", "Ghent"]),
        ("We bake for the people of Leeds, Ghent, and of many other towns.", None),
        ("Denver, Colorado, hybrid: Tuesday to Thursday at the ovens", ["Denver, Colorado"]),
        ("Remote, from the United States or Canada", ["United States", "Canada"]),
        ("Dublin 2 (hybrid)", ["Dublin"]),
        ("Ghent or Leeds · hybrid", ["Ghent", "Leeds"]),
        ("Cape Town (South Africa) · Toronto (Canada)", ["Cape Town, South Africa", "Toronto, Canada"]),
        ("Bread Group · Leeds or Remote (UK)", ["UK", "Leeds"]),
        ("Bread Group (Pty) Ltd, PRN, Enterprise", None),
        ("Oulunranta, Riverland, South Australia", ["Oulunranta, Riverland, South Australia"]),
        ("Town of Gull Harbour", ["Gull Harbour"]),
        ("24 hours a week · anywhere in the UK · permanent", ["UK"]),
        ("Otterdorf, Switzerland, 1,300 metres up, no cars.", ["Otterdorf, Switzerland"]),
        ("Otter Quay, over the water from the mill, Galicia, Spain", ["Galicia, Spain"]),
        ("Bread Group | Reno NV, with some days in Salem | Permanent | Full time", ["Reno, NV"]),
        ("Otterdorf, Switzerland, is our home.", None),
        ("Gull Peak Bakery — Oulunranta, New Zealand", ["Oulunranta, New Zealand"]),
        ("Harbour bread — Gull Ltd, New Zealand", None),
        ("Mobile, Web, Hybrid", None),
        ("Bread - Pastry", None),
        ("Registered Nurse (RN), Full-time", None),
        ("Support Specialist (IT), Full-time", None),
        ("Flour, Water and Salt", None),
        ("We bake, Portugal eats.", None),
    ],
)
def test_a_line_under_the_title_that_is_a_place(line: str, places: list[str] | None) -> None:
    assert [fact.value for fact in facts(f"Cook\n{line}", "location")] == ([places] if places else [])


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("Store Manager – Leeds", ["Leeds"]),
        ("Bolingbrook, IL", ["Bolingbrook, IL"]),
        ("Order Picker, 2nd shift (Reno, NV)", ["Reno, NV"]),
        ("Ward Nurse, Day Surgery (nights and weekends) – Galway", ["Galway"]),
        ("Baker (m/f/d) – Leipzig / partly remote", ["Leipzig"]),
        ("Nanny in Utrecht, 12 months", ["Utrecht"]),
        ("Cook in March, two months", None),
        ("Leeds Bakers, Cook", None),
        ("Cook, Bread and Soup", None),
        ("Nurse - Nights", None),
    ],
)
def test_a_place_behind_a_title(title: str, places: list[str] | None) -> None:
    assert [fact.value for fact in facts(f"{title}\nWe cook.", "location")] == ([places] if places else [])


def test_a_line_of_tags_set_as_a_heading() -> None:
    text = "Cook\n\nSALEM, OR • KITCHEN 2 • FULL TIME\nYou cook."
    assert [fact.value for fact in facts(text, "location")] == [["SALEM, OR"]]
    text = "Cook\n\nGull Trust – North Quay, Aberdeen – 30 hours\nYou cook."
    assert [fact.value for fact in facts(text, "location")] == [["Aberdeen"]]
    text = "Cook\n\nBread and cakes – how we bake\nYou cook."
    assert not facts(text, "location")
