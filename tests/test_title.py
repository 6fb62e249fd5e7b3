"""Which line of a document is its title."""

import pytest
from document import read


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("We feed forty boats every day.\n\nCome and cook.", "2026-01-02_acme_harbour-cook.txt", "Harbour Cook"),
        ("Come aboard today.\n\nHarbour Cook (m/f/d)\n\nYou cook.", "harbour-cook.txt", "Harbour Cook (m/f/d)"),
        ("# Harbour Cook\n\nYou cook.", "x.md", "Harbour Cook"),
        ("DEPARTMENT OF HARBOURS\nBureau of Boats\n\nCook (Night Watch)\n\nYou cook.", "7.txt", "Cook (Night Watch)"),
        ("You cook for the crew.", "senior-bi-analyst_7.txt", "Senior BI Analyst 7"),
        (
            "GULL LANE DINING CLUB\nJoin us\n\nGrill cook, days - Hull\n\nYou cook.",
            "gull-9.txt",
            "Grill cook, days - Hull",
        ),
        (
            "Gull Harbour Ltd — Jobs page\n\nBOAT TEAM LEADER, north quay\n\nYou lead.",
            "g.txt",
            "BOAT TEAM LEADER, north quay",
        ),
        (
            "# TOWN OF GULL HARBOUR\n## Posting 7\n\n**Ferry Driver (2 positions)**\n\nYou drive.",
            "7.md",
            "Ferry Driver (2 positions)",
        ),
        (
            "The Gull Trust\nsea rescue since 1901\n\nJob title: Volunteer Lead (North)\n\nYou row.",
            "7.txt",
            "Volunteer Lead (North)",
        ),
        (
            "Institut Mouette · Brest\n=======\n\nPostdoctoral researcher: kelp\n-------\n\nYou dive.",
            "7.md",
            "Postdoctoral researcher: kelp",
        ),
        (
            "Hartley Gull LLP\nPeople | Practices | Careers\n\nAssociate, Shipping\nHull\n\nYou read.",
            "associate-hull.txt",
            "Associate, Shipping",
        ),
        ("Home · Boats · Team · Contact\n\nRuderin (m/w/d)\nGull GmbH\n\nDu ruderst.", "gull-7.txt", "Ruderin (m/w/d)"),
        (
            "Gull Harbour Council\nJoin Us | About | Sea Charts | En español\n\nHarbour Attorney II\n"
            "Las Vegas, Nevada\n\nYou read.",
            "law-las-vegas.txt",
            "Harbour Attorney II",
        ),
        (
            "<html><head><title>Work with us – Hotel Gull</title></head><body><h2>Night Porter</h2><p>You keep watch at"
            " the desk.</p></body></html>",
            "7.html",
            "Night Porter",
        ),
        (
            "WALK IN OR WRITE\n\nPosition: Boat Welder (Steel) - 14 openings\nYard: Hull\n\nYou weld.",
            "welder-hull.txt",
            "Boat Welder (Steel)",
        ),
        (
            "The Gull Trust\n\nWe are looking for a driver who likes rain.\n\nAsk the manager about the van.",
            "7.txt",
            "The Gull Trust",
        ),
        (
            "# Employment at Gull Harbour\n\nGull Harbour was founded in 1903.\n\n### Custodian I\n\nYou sweep.",
            "gull-custodian.md",
            "Custodian I",
        ),
        (
            "DESCRIPTION & SPECIFICATION\n\n    Harbour Writers is a charity of the coast with\n"
            "    a board of its own.\n\nYou plan.",
            "gull-project-manager.txt",
            "Gull Project Manager",
        ),
    ],
)
def test_titles(text: str, name: str, title: str) -> None:
    assert read(text, name).title == title
