"""How people lay out their jobs, and what must be read: (employer, title, dates)."""

# ruff: noqa: E501 - lines are as wide as in the documents

Shape = tuple[str, list[tuple[str | None, str | None, str]]]

SHAPES: dict[str, Shape] = {
    "title and employer around a dash": (
        """Warehouse Supervisor – Harbour Freight Co. (March 2018 – July 2021)
• Ran the night shift
Forklift Operator – Harbour Freight Co. (2016 – March 2018)
• Moved pallets
""",
        [
            ("Harbour Freight Co.", "Warehouse Supervisor", "2018-03..2021-07"),
            ("Harbour Freight Co.", "Forklift Operator", "2016..2018-03"),
        ],
    ),
    "four columns of bars": (
        """Account Manager | Bluebird Media | Denver, CO | 04/2019 – 11/2022
- Kept 40 clients
Sales Intern | Quickline | Remote | 06/2018 – 09/2018
- Called people
""",
        [
            ("Bluebird Media", "Account Manager", "2019-04..2022-11"),
            ("Quickline", "Sales Intern", "2018-06..2018-09"),
        ],
    ),
    "a sentence before the bullets": (
        """Orchard Foods                                             05/2021 – Present
Head of Procurement
Buys everything that a chain of forty supermarkets sells.
• Cut costs
Mill & Sons                                             01/2017 – 04/2021
Senior Buyer
Bought grain for a family of bakeries.
• Negotiated
""",
        [
            ("Orchard Foods", "Head of Procurement", "2021-05..present"),
            ("Mill & Sons", "Senior Buyer", "2017-01..2021-04"),
        ],
    ),
    "entries without a body": (
        """Orchard Foods                                             05/2021 – Present
Buyer

Fernlight                                             02/2020 – 04/2021
Buyer

Karst Works                                             08/2018 – 12/2019
Junior Buyer
""",
        [
            ("Orchard Foods", "Buyer", "2021-05..present"),
            ("Fernlight", "Buyer", "2020-02..2021-04"),
            ("Karst Works", "Junior Buyer", "2018-08..2019-12"),
        ],
    ),
    "a network's export": (
        """Lumen Dynamics
Data Scientist
January 2020 - Present (4 years 2 months)
Berlin, Germany
I build forecasts for wind farms and look after the team's pipelines.

Northbank
Junior Analyst
June 2017 - December 2019 (2 years 7 months)
London, United Kingdom
""",
        [
            ("Lumen Dynamics", "Data Scientist", "2020-01..present"),
            ("Northbank", "Junior Analyst", "2017-06..2019-12"),
        ],
    ),
    "several roles at one name, exported": (
        """Lumen Dynamics
4 years 2 months
Senior Data Scientist
January 2022 - Present (2 years 2 months)
Berlin
Data Scientist
January 2020 - January 2022 (2 years 1 month)
""",
        [
            ("Lumen Dynamics", "Senior Data Scientist", "2022-01..present"),
            ("Lumen Dynamics", "Data Scientist", "2020-01..2022-01"),
        ],
    ),
    "title, comma, employer above the dates": (
        """Content Writer, Paper & Ink
Little River Group
March 2021 - October 2022
• Wrote copy for direct mail.
Social Media Assistant, Corner Bakery
June - August, 2020
• Posted.
""",
        [
            ("Paper & Ink", "Content Writer", "2021-03..2022-10"),
            ("Corner Bakery", "Social Media Assistant", "2020-06..2020-08"),
        ],
    ),
    "capitals and double titles": (
        """BOLT & BEAM                                              Sept. 2020 – Present
Product Designer / Workshop Lead                                  Dayton, OH
▪ Draws.
WHEELHOUSE BIKES                                              Jun 2018– Sept 2020
Mechanic / Sales                                  Dayton, OH
▪ Fixes.
""",
        [
            ("BOLT & BEAM", "Product Designer / Workshop Lead", "2020-09..present"),
            ("WHEELHOUSE BIKES", "Mechanic / Sales", "2018-06..2020-09"),
        ],
    ),
    "a project behind the title": (
        """Analyst Programmer / Ticketing Project                              OCT 2021 — Jan 2023
Kestrel Systems (Asia) Limited.                              Kowloon, Hong Kong
• Wrote reports.
Programmer / Port Project                              MAY 2018 — JUL 2019
Ferrous Holdings Limited.                              Kowloon, Hong Kong
• Wrote more.
""",
        [
            (
                "Kestrel Systems (Asia) Limited.",
                "Analyst Programmer / Ticketing Project",
                "2021-10..2023-01",
            ),
            ("Ferrous Holdings Limited.", "Programmer / Port Project", "2018-05..2019-07"),
        ],
    ),
    "title at employer, dates below": (
        """Software Engineer at Larkfield Systems
2020 - Present    Global
• Led a team.
Intern at Green Oak Labs
2019 – 2020    Remote
• Helped.
""",
        [
            ("Larkfield Systems", "Software Engineer", "2020..present"),
            ("Green Oak Labs", "Intern", "2019..2020"),
        ],
    ),
    "researchers": (
        """Research Assistant, Alder State University                              Aug. 2021 – Present
• Sped things up.
Capstone Research, Alder State University                              Aug. 2019 – May 2020
• Read.
""",
        [
            ("Alder State University", "Research Assistant", "2021-08..present"),
            ("Alder State University", "Capstone Research", "2019-08..2020-05"),
        ],
    ),
    "freelance behind a dash": (
        """Photographer - Freelance                              November 2021 - December 2022
Key achievements
• Shot weddings.
Responsibilities
• Edited.
Media Officer - Thornton University - England                              January 2023 - July 2023
KEY ACHIEVEMENTS
• Grew the newsletter by 20%.
""",
        [
            ("Freelance", "Photographer", "2021-11..2022-12"),
            ("Thornton University", "Media Officer", "2023-01..2023-07"),
        ],
    ),
    "dates before everything": (
        """2019 – 2021   Baker, Golden Crust
2015 – 2019   Apprentice Baker, Mill Lane Bakery
""",
        [
            ("Golden Crust", "Baker", "2019..2021"),
            ("Mill Lane Bakery", "Apprentice Baker", "2015..2019"),
        ],
    ),
    "employer with a dash to its city": (
        """Rosewater Clinic — Austin, TX
Registered Nurse, Intensive Care
Feb 2016 to Present
- Cared for patients
St. Brigid Hospital — Dallas, TX
Nurse
Jan 2012 to Jan 2016
- Cared for patients
""",
        [
            ("Rosewater Clinic", "Registered Nurse, Intensive Care", "2016-02..present"),
            ("St. Brigid Hospital", "Nurse", "2012-01..2016-01"),
        ],
    ),
    "dots between": (
        """Marketing Manager · Petal & Co · Full-time
Jan 2021 - Present · 3 yrs 2 mos
Lisbon, Portugal
Marketing Associate · Novo Banco · Full-time
Sep 2018 - Dec 2020 · 2 yrs 4 mos
""",
        [
            ("Petal & Co", "Marketing Manager", "2021-01..present"),
            ("Novo Banco", "Marketing Associate", "2018-09..2020-12"),
        ],
    ),
    "unknown titles below names": (
        """Fernlight Ltd                         2019 – 2022
Growth Hacker
• Grew.
Karst Works Inc.                         2016 – 2019
Happiness Hero
• Smiled.
""",
        [
            ("Fernlight Ltd", "Growth Hacker", "2019..2022"),
            ("Karst Works Inc.", "Happiness Hero", "2016..2019"),
        ],
    ),
    "bold in Markdown": (
        """**Fernlight** | Backend Developer | *Oslo, Norway* | 2019 – 2022
- Built an API
### Karst Works — Developer
*2016 – 2019*
- Built another
""",
        [
            ("Fernlight", "Backend Developer", "2019..2022"),
            ("Karst Works", "Developer", "2016..2019"),
        ],
    ),
    "names that sound like titles": (
        """Chef                         2019 – 2022
Baker & Butcher Ltd
• Cooked.
Designer                         2016 – 2019
Studio Architect
• Drew.
""",
        [
            ("Baker & Butcher Ltd", "Chef", "2019..2022"),
            ("Studio Architect", "Designer", "2016..2019"),
        ],
    ),
    "long wrapped bullets without stops": (
        """Operations Manager, Tidal Logistics                         2019 – 2022
• Reorganised the loading bays of four depots and moved the planning of the fleet to a new tool
which the drivers had asked for since the merger with the previous owner of the depots in the
North
Planner, Tidal Logistics                         2016 – 2019
• Planned
""",
        [
            ("Tidal Logistics", "Operations Manager", "2019..2022"),
            ("Tidal Logistics", "Planner", "2016..2019"),
        ],
    ),
    "one employer above two roles": (
        """Contoso Ltd.                                   2015 – Present
Senior Account Executive                       2019 – Present
• Grew the accounts by 30%
Account Executive                              2015 – 2019
• Carried a quota
Fabrikam (Remote)
Customer Support Specialist
March 2012 - Dec 2014
• Answered tickets
""",
        [
            ("Contoso Ltd.", "Senior Account Executive", "2019..present"),
            ("Contoso Ltd.", "Account Executive", "2015..2019"),
            ("Fabrikam", "Customer Support Specialist", "2012-03..2014-12"),
        ],
    ),
    "numbered": (
        """1. Zalmoxis SE, Berlin
   Product Owner, 01.2019 – 03.2022
   - Owned the returns roadmap
2. Karst Works GmbH
   Consultant, 2017 - 2018
   - Audits
""",
        [
            ("Zalmoxis SE", "Product Owner", "2019-01..2022-03"),
            ("Karst Works GmbH", "Consultant", "2017..2018"),
        ],
    ),
    "grades instead of titles": (
        """Amberline | Seattle, WA
SDE II                                            Mar 2021 - Present
- a
SDE I                                             Jul 2019 - Mar 2021
- b
""",
        [("Amberline", "SDE II", "2021-03..present"), ("Amberline", "SDE I", "2019-07..2021-03")],
    ),
    "gaps lost on the way through a PDF": (
        """Hearth & Home Furnishings Reno, NV January 2023 – August 2025
Retail Specialist Elk Grove Village, IL
Sold sofas to forty people a day
Brightline Group, Designer Chicago, IL 2019 – 2022
Drew logos for bakeries and cafés.
""",
        [
            ("Hearth & Home Furnishings", "Retail Specialist", "2023-01..2025-08"),
            ("Brightline Group", "Designer", "2019..2022"),
        ],
    ),
}
