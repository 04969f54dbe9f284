"""Five people who apply for the five kinds of job of R-316: their résumés and what they answer."""

from collections.abc import Callable
from typing import Any

import msgspec

from load_tests.answers import CLOSING_QUESTION, NOTHING_MORE, Question


class JobSeeker(msgspec.Struct, frozen=True, kw_only=True):
    """A person, the posting they apply for, and what they say, in order."""

    posting: str
    """Key into the postings that tests share."""
    voice: str
    resume: str
    names: tuple[str, ...]
    """Names of the résumé and of the posting; the interviewer says some of them."""
    introduction: list[str]
    stories: list[list[str]]
    typed: str = ""
    """An answer in another language, given in writing after the stories."""


LEAVING = ["Thank you. I would like to end the interview here, please."]

DATA_ENGINEER = JobSeeker(
    posting="data_engineer",
    voice="rms",
    resume="""\
Nadia Okafor
Data Engineer

Experience

Senior Data Engineer, Halden Energy
March 2021 - Present
- Moved 40 nightly batch jobs to Kafka and cut the delay of readings from 9 hours to 12 minutes
- Led a team of 4 engineers who rebuilt the Snowflake warehouse

Data Engineer, Brightway Logistics
June 2017 - January 2020
- Built Spark jobs in Python that match 3 million shipments a day

Skills
Python, SQL, Kafka, Spark, Snowflake, Airflow
""",
    names=("Halden Energy", "Brightway Logistics", "Kafka", "Spark", "Snowflake", "SQL"),
    introduction=[
        "Hello. I build data pipelines, for an energy company at the moment.",
        "Before that I worked in logistics. I am looking for a warehouse that is still growing.",
    ],
    stories=[
        [
            "The meter readings reached the billing team nine hours late, every single day.",
            "I moved the biggest loads to a stream first and ran both ways side by side.",
            "After three months a reading arrived within twelve minutes.",
        ],
        [
            "I compared the row counts and the totals of both tables every morning.",
            "Where they differed I looked for the first reading that was missing.",
        ],
        [
            "One table had doubled rows, because a job was started twice after a failure.",
            "I made every load safe to repeat, and the doubled rows were gone the next day.",
        ],
    ],
)
DEVOPS = JobSeeker(
    posting="devops",
    voice="slt",
    resume="""\
Jonas Weber
DevOps Engineer

Experience

DevOps Engineer, Lumen Parcel
May 2020 - Present
- Cut the time of a release from 3 hours to 20 minutes with Terraform and Kubernetes
- Ran the on-call rotation of two teams

System Administrator, Hafen Media
August 2016 - April 2020
- Looked after 60 servers and their backups

Skills
Kubernetes, Terraform, AWS, Prometheus, Linux
""",
    names=("Lumen Parcel", "Hafen Media", "Kubernetes", "Terraform", "AWS", "Prometheus"),
    introduction=[
        "Hello. I run the clusters of a parcel company, and I began with servers and backups.",
        "I applied because I want to work for people who keep the lights on.",
    ],
    stories=[
        [
            "Our releases took three hours, and everybody was afraid of them.",
            "I wrote the whole environment down as code and built a small test cluster.",
            "Now a release takes twenty minutes, and we do five of them in a week.",
        ],
        [
            "I watched the error rate of one region for a day before the next region followed.",
            "If it had gone up, one command would have brought the old version back.",
        ],
        [
            "One night the disks of the database filled up and orders stopped for forty minutes.",
            "I freed space first, and in the morning I added an alert at seventy percent.",
        ],
    ],
)
QA = JobSeeker(
    posting="qa_automation",
    voice="rms",
    resume="""\
Lena Fischer
QA Automation Engineer

Experience

QA Automation Engineer, Ferry Tickets Online
January 2021 - Present
- Cut the regression run from 2 days to 40 minutes with Playwright
- Introduced contract tests for 12 services

Software Tester, Granite Bank
March 2017 - December 2020
- Wrote 300 manual test cases for the mobile app

Skills
Playwright, TypeScript, Postman, GitHub Actions
""",
    names=("Ferry Tickets", "Granite Bank", "Playwright", "API testing", "CI/CD", "contract tests"),
    introduction=[
        "Hello. I test the shop of a ferry company, and before that I tested a banking app.",
        "Your customer portal is young, so I could build its tests from the beginning.",
    ],
    stories=[
        [
            "The old regression took two days, and half of the failures were false.",
            "I automated the twenty journeys that bring the money in, and nothing else at first.",
            "The run takes forty minutes now, and a red result really means a defect.",
        ],
        [
            "I ran every new test fifty times overnight before it could block anybody.",
            "The ones that failed without a reason were repaired or thrown away.",
        ],
        [
            "A price was shown without tax, but only for groups of more than nine people.",
            "I found it with a table of group sizes, and we fixed it before the release.",
        ],
    ],
)
ACCOUNT_MANAGER = JobSeeker(
    posting="sales",
    voice="rms",
    resume="""\
Tom Aldridge
Account Manager

Experience

Account Manager, Clearwater Software
April 2019 - Present
- Grew 25 enterprise accounts from 2.1 to 3.4 million dollars a year
- Renewed 96 percent of contracts in 2024

Sales Representative, Office Harbour
September 2015 - March 2019
- Won 40 new customers in the north of England

Skills
Salesforce, negotiation, forecasting, contract renewals
""",
    names=("Clearwater Software", "Office Harbour", "B2B Sales", "CRM", "Negotiation"),
    introduction=[
        "Hello. I look after twenty five large customers of a software house.",
        "I started in office supplies, on the road, and I like to find out what people need.",
    ],
    stories=[
        [
            "A large customer wanted to leave because nobody had called them for half a year.",
            "I visited them twice, wrote down what was broken, and got two of the three repaired.",
            "They renewed for two years and added a second site.",
        ],
        [
            "I asked what a missed delivery costs them, and we agreed on forty thousand a month.",
            "From then on we talked about that number and no longer about my discount.",
        ],
        [
            "I missed my target in the second quarter by nine percent.",
            "I had counted on one big deal, so now I plan with no more than half of it.",
        ],
    ],
)
CUSTOMER_SERVICE = JobSeeker(
    posting="support",
    voice="slt",
    resume="""\
Carmen Ruiz
Customer Service Agent

Experience

Customer Service Agent, Vela Airlines
June 2021 - Present
- Answered 60 calls a day in English and Spanish with 94 percent satisfaction
- Trained 8 new colleagues in Zendesk

Receptionist, Hotel Miramar
May 2018 - May 2021
- Welcomed guests in three languages

Skills
Zendesk, Spanish, English, de-escalation
""",
    names=("Vela Airlines", "Hotel Miramar", "Zendesk", "Spanish", "de-escalation"),
    introduction=[
        "Hello. I answer calls for an airline, in English and in Spanish.",
        "I applied because I enjoy it when an angry person becomes a calm one.",
    ],
    stories=[
        [
            "A man shouted at me because his flight was cancelled on the day of a wedding.",
            "I let him finish, told him what I could do, and found two seats with another airline.",
            "He arrived in time, and he wrote us a letter afterwards.",
        ],
        [
            "I told him every ten minutes what I was doing, so he never sat in silence.",
        ],
        [
            "A new colleague closed calls too early, and people phoned again.",
            "I listened in with her for a week, and her repeated calls fell by half.",
        ],
    ],
    typed=(
        "Una señora mayor llamó porque le habían cobrado dos veces. Yo revisé los pagos, le pedí "
        "disculpas y pedí la devolución. Al final recibió el dinero en tres días."
    ),
)
JOB_SEEKERS = {
    seeker.posting: seeker
    for seeker in (DATA_ENGINEER, DEVOPS, QA, ACCOUNT_MANAGER, CUSTOMER_SERVICE)
}


def answers_of(
    seeker: JobSeeker, write: Callable[[str], Any]
) -> Callable[[Question], list[str] | None]:
    """Tells the stories one after the other, then leaves; `write` sends a typed answer."""
    told = {"introduced": False, "typed": not seeker.typed}
    stories = iter(seeker.stories)

    def answer(question: Question) -> list[str] | None:
        match question.intent:
            case "close":
                return None
            case "invite_questions":
                return CLOSING_QUESTION
            case "answer_candidate":
                return NOTHING_MORE
        if not told["introduced"]:
            told["introduced"] = True
            return seeker.introduction
        story = next(stories, None)
        if story is not None:
            return story
        if not told["typed"]:
            told["typed"] = True
            write(seeker.typed)
            return None
        return LEAVING

    return answer
