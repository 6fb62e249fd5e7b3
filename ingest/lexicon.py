"""What is known of words: from the text itself, and from how usual they are in its language."""

import re
from collections import Counter

RUN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
PART = re.compile(
    r"[A-ZÀ-ÖØ-Þ]{2,}(?:s\b|(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ])|(?![a-zß-öø-ÿ]))|"
    r"[A-ZÀ-ÖØ-Þ]?[^\WA-ZÀ-ÖØ-Þ\d_]+(?:['’][^\W\d_A-ZÀ-ÖØ-Þ]+)*|[^\W\d_]"
)
_WRITTEN_SO = frozenset(
    """
    openai linkedin youtube github gitlab javascript typescript devops graphql postgresql mysql nosql dynamodb mongodb
    phd iphone ipad macos ios ebay paypal wordpress powerpoint sharepoint powershell hubspot salesforce servicenow
    workday bigquery pyspark pytorch tensorflow fastapi datadog cloudformation cloudwatch pagerduty mlops devsecops
    autocad solidworks matlab quickbooks mailchimp whatsapp tiktok facetime bamboohr smartrecruiters deepmind airbnb
    doordash mastercard fedex bluetooth scada latex wifi saas paas iaas hipaa reactjs nodejs nextjs vuejs opencv
    sqlalchemy redux webgl wxpython pyqt numpy scipy vmware virtualbox openshift teamcity circleci jetbrains
    intellij webstorm eclipse datastage databricks powerbi lookml tableau onenote onedrive goto gotomeeting
    chatgpt deepl netsuite freshdesk zendesk intercom docusign dropbox microstrategy businessobjects successfactors
    crossfit healthcare nonprofit lgbtq lgbtqia bipoc mba cpa cfa pmp
    """.split()
)  # fmt: skip
OPENERS = frozenset(
    """
    the this that these we our you your it as at if in on to for from with when what who how why where while is are all
    about any and an a by no not please apply experience strong excellent proven ability knowledge familiarity
    understanding proficiency proficient demonstrated bachelor master degree work working manage develop lead build
    design support collaborate create drive ensure provide help identify participate implement maintain deliver
    partner conduct analyze analyse assist coordinate prepare own review train mentor track plan perform communicate
    must minimum preferred previous prior comfortable passion passionate willingness willing able skilled solid deep
    good great fluent fluency competitive flexible generous paid health medical dental unlimited annual home free
    responsibilities requirements qualifications benefits compensation overview additional key nice bonus equal
    join life
    interested ready
    """.split()
)


class Words:
    """What is known of words: from the text itself, and from how usual they are in its language."""

    def __init__(self, text: str) -> None:
        self.free = Counter(run for run in RUN.findall(text))
        self.parts = {run.casefold() for run in self.free if len(PART.findall(run)) == 1}
        self.language = _language(text)
        self.usual: dict[str, float] = {}

    def frequency(self, word: str) -> float:
        """Zipf scale, 0 (unknown) to 8."""
        from wordfreq import zipf_frequency

        key = word.casefold().replace("’", "'")
        if key not in self.usual:
            found = zipf_frequency(key, self.language)
            self.usual[key] = found if self.language == "en" else max(found, zipf_frequency(key, "en") - 0.5)
        return self.usual[key]

    def is_word(self, word: str) -> bool:
        if len(word) == 1:
            return word in "AIaiàyYoO"
        if len(PART.findall(word)) > 1:
            return self.is_written_so(word)
        if word.isupper() and word in self.free:
            return True
        floor = 4.5 if len(word) == 2 else 3.3 if len(word) == 3 else 2.2
        return (word.casefold() in self.parts and len(word) > 3) or self.frequency(word) >= floor

    def is_written_so(self, run: str) -> bool:
        """Whether a word with a capital inside is one word: usual, or used on its own in the text."""
        key = run.casefold().replace("’", "'").removesuffix("'s")
        if key in _WRITTEN_SO or (key.endswith("s") and key[:-1] in _WRITTEN_SO):
            return True
        parts = PART.findall(run)
        if len(parts) > 3:
            return False
        bare = re.sub(r"['’]s$", "", run)
        count = sum(self.free[form] for form in {run, bare, f"{bare}'s", f"{bare}’s"})
        if count >= 2 and not self._is_joint(parts):
            return True
        opened = parts[0].islower() and len(parts[0]) > 1 and self.is_word(parts[0])
        if opened and parts[-1] in ("A", "I"):
            return False
        return self.frequency(bare) >= (3.0 if opened else 1.55)

    def _is_joint(self, parts: list[str]) -> bool:
        """Two words that a page runs together each time ("skillsExperience", "PolicyApply")."""
        opened = parts[0].islower() and len(parts[0]) > 2
        return self.is_word(parts[0]) and (opened or parts[-1].casefold() in OPENERS)


def _language(text: str) -> str:
    """The language by its smallest words; English where none is sure."""
    words = Counter(re.findall(r"[^\W\d_]+", text[:20_000].lower()))
    small = {
        "en": "the and of to you with for our",
        "de": "und der die das mit für wir ist",
        "nl": "en het van een voor met je wij",
        "fr": "et les des une pour dans vous nous",
        "es": "y los las una para con del por",
        "pt": "e os das uma para com não em",
        "sv": "och att det som för med vi du",
        "it": "e il che per con una di del",
        "da": "og at det som for med vi du",
        "pl": "i w z na do się oraz jest",
    }
    return max(small, key=lambda code: (sum(words[word] for word in small[code].split()), code == "en"))
