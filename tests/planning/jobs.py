"""Made-up job descriptions, one for each family of roles."""

JOBS: dict[str, str] = {
    "swe": """Backend Engineer at Northwind

About the role
You will own the payment service and its on-call rota.

Responsibilities
- Design, build and operate services in Go and PostgreSQL
- Own the reliability of our checkout, from alert to post-mortem
- Mentor two junior engineers
- Work closely with product managers to shape the roadmap

Requirements
- 4+ years of experience with Go or Python
- Strong knowledge of PostgreSQL and Kafka
- Experience with Kubernetes
- Excellent communication skills

Nice to have
- Terraform
""",
    "data": """Data Engineer, Northwind

You will build and run the models behind our recommendations.

Responsibilities
- Train, evaluate and deploy ranking models in production
- Build data pipelines that feed our feature store
- Monitor model quality and react when it drifts
- Explain results to product managers and designers

Requirements
- 3+ years of experience with Python and PyTorch
- Solid SQL and experience with Spark
- Experience with Docker and Kubernetes
- Strong communication skills
""",
    "devops": """Site Reliability Engineer

What you will do
- Run our Kubernetes clusters in three regions
- Automate deployments with Terraform and Ansible
- Lead incident reviews and follow up on what they find

Must have
- Linux, Docker and Kubernetes
- One scripting language, such as Python
- Calm under pressure and good communication
""",
    "qa": """QA Automation Engineer

Responsibilities
- Write and maintain automated tests for our web shop
- Report defects so that developers can act on them
- Improve the speed and stability of our test runs

Requirements
- Experience with Selenium or Playwright
- JavaScript or Python
- Attention to detail
""",
    "sales": """Account Executive - Brightline Software

What you'll do
- Win new customers among mid-sized retailers
- Run discovery calls and demos
- Negotiate contracts with finance and procurement
- Keep the forecast honest in Salesforce

What you bring
- 2+ years in B2B sales
- Experience with Salesforce or HubSpot
- Negotiation and prospecting
- Teamwork and resilience
""",
    "support": """Customer Support Specialist (English and Spanish)

Your tasks
- Answer customers by phone, chat and email
- Solve billing problems and explain invoices
- Write help articles for common questions
- Pass on what customers complain about most to the product team

Requirements
- Customer service experience
- Zendesk or a similar ticketing system
- Patience and empathy
- Fluent Spanish
""",
    "pm": """Product Manager

Responsibilities
- Own the roadmap of our booking app
- Talk to travellers every week and turn what they say into decisions
- Decide with design and engineering what to build next
- Measure whether a release did what it should

Requirements
- 3+ years in product management
- Experience with user research and A/B testing
- Stakeholder management and communication
""",
    "design": """Graphic Designer at Zomato

Responsibilities
- Design campaign visuals for social media, email and print
- Own our brand guidelines and keep every team in line with them
- Work with marketing managers to turn briefs into concepts
- Prepare files for print and check proofs with suppliers
- Present your concepts to clients and take their feedback

Requirements
- 3+ years in graphic design
- Strong skills in Adobe Illustrator, Photoshop and InDesign
- Experience with Figma and motion graphics
- Good communication and time management
""",
    "marketing": """Marketing Associate

Responsibilities
- Plan and run email campaigns
- Write posts and product texts
- Report every month on what our campaigns brought

Requirements
- Experience with email marketing and social media marketing
- Google Analytics
- Copywriting
- Time management
""",
    "ops": """Operations Coordinator

Responsibilities
- Schedule deliveries for four shops
- Keep stock levels right and order supplies
- Improve the way we handle returns

Requirements
- Experience in logistics or inventory management
- Microsoft Excel
- Organisation and problem solving
""",
    "management": """Team Manager, Customer Operations

Responsibilities
- Lead a team of twelve people
- Hire, onboard and coach new colleagues
- Set goals and follow them up every week

Requirements
- 2+ years of team management
- Coaching and conflict resolution
- Communication
""",
}
