"""Made-up résumés; nobody by these names exists."""

from runtime.documents.dates import YearMonth
from runtime.documents.resume import ResumeExtraction, read_resume

AS_OF = YearMonth(year=2026, month=6)

PEOPLE: dict[str, str] = {
    "engineer": """Tilda Marsh
Senior Backend Engineer
tilda.marsh@example.org

Experience

Acme Payments, Inc.                                   March 2022 - Present
Senior Backend Engineer
- Led the migration of the ledger from MySQL to PostgreSQL without a day of downtime
- Reduced p95 latency of the checkout by 40% by caching exchange rates
- Own the on-call rota of a team of six

Harbour Freight Labs Ltd.                             June 2021 - December 2021
Backend Developer
- Built a booking service in Go that handled 2M requests a day
- Wrote the API documentation

Quill & Co.                                           August 2016 - September 2020
Junior Developer
- Maintained the billing system written in PHP
- Introduced automated tests and cut failed releases by half

Projects
Lanternfish
- Designed an open-source log viewer used by 300 people

Skills
Python, Go, PostgreSQL, Kafka, Docker, Redis

Education
University of Leeds, BSc Computer Science, 2012 - 2016
""",
    "seller": """Rowan Achebe
Sales Representative

Work experience

Brightside Solar                                      January 2024 - Present
Sales Representative
- Won 31 new customers in the first year
- Increased revenue of the northern region by 18%
- Present offers to homeowners and small businesses

Corner Kiosk                                          May 2021 - November 2023
Store Manager
- Managed a team of five people
- Responsible for stock, orders and cash

Skills
Salesforce, Negotiation, Cold calling, Python, Customer service
""",
    "agent": """MARISOL VEGA
Customer Service | Spanish and English

EXPERIENCE

TeleUno                                               02/2025 - 06/2025
Call Center Agent
- Answered 60 calls a day in Spanish and English
- Awarded a prize for the best rating of the month

Hotel Miramar                                         03/2020 - 08/2024
Receptionist
- Resolved complaints of guests and arranged refunds
- Trained four new colleagues
- Cared for my family during the illness of a parent

SKILLS
Zendesk, Customer service, Microsoft Excel, Spanish, English
""",
    "thin": """Sam Odd

I like people and I learn fast.
""",
}


def resume(name: str) -> ResumeExtraction:
    return read_resume(PEOPLE[name], as_of=AS_OF)
