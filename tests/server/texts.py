"""A résumé, job descriptions and postings that tests of the API share; all invented."""

from typing import Any

RESUME = """\
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

Education

BSc Computer Science, University of Leeds, 2017

Skills
Python, SQL, Kafka, Spark, Snowflake, Airflow
"""
JOB = """\
Senior Data Engineer

Responsibilities
- Build the pipelines that bring meter readings to the people who bill by them
- Look after the Snowflake warehouse

Requirements
- 5+ years with Python and SQL
- Kafka or another streaming platform
- Spark

Nice to have
- Terraform
"""

POSTINGS: dict[str, dict[str, Any]] = {
    "data_engineer": {
        "title": "Senior Data Engineer",
        "company": "Northwind Grid",
        "description": JOB,
        "required_skills": ["Kafka", "Spark", "Snowflake", "SQL"],
        "tech_stack": "python",
        "role_category": "engineering",
        "employment_type": "full-time",
        "work_setup": "hybrid",
        "location": "Leeds",
        "experience_level": "senior",
    },
    "devops": {
        "title": "DevOps Engineer",
        "company": "Northwind Grid",
        "description": "Keeps our clusters healthy and makes releases boring.",
        "required_skills": ["Kubernetes", "Terraform", "AWS"],
        "tech_stack": "devops",
        "role_category": "engineering",
        "experience_level": "mid",
    },
    "qa_automation": {
        "title": "QA Automation Engineer",
        "company": "Northwind Grid",
        "description": "Owns the browser tests of the customer portal.",
        "required_skills": ["Playwright", "API testing", "CI/CD"],
        "tech_stack": "playwright",
        "role_category": "engineering",
        "experience_level": "mid",
    },
    "sales": {
        "title": "Account Manager",
        "company": "Northwind Grid",
        "description": "Looks after enterprise customers and grows what they use.",
        "required_skills": ["B2B Sales", "CRM", "Negotiation"],
        "tech_stack": None,
        "role_category": "sales",
        "experience_level": "mid",
    },
    "support": {
        "title": "Customer Service Agent",
        "company": "Northwind Grid",
        "description": "Bilingual English and Spanish support by phone and chat in Zendesk.",
        "required_skills": ["Zendesk", "Bilingual (Spanish)", "De-escalation"],
        "tech_stack": None,
        "role_category": "support",
        "experience_level": "entry",
    },
    "product": {
        "title": "Product Manager",
        "company": "Northwind Grid",
        "description": "Decides what the customer portal does next, with users and engineers.",
        "required_skills": ["Roadmaps", "User research", "Prioritisation"],
        "tech_stack": None,
        "role_category": "product",
        "experience_level": "mid",
    },
    "rust": {
        "title": "Backend Engineer (Rust)",
        "company": "Northwind Grid",
        "description": "Builds the service that takes readings from two million meters.",
        "required_skills": ["Rust", "Tokio", "PostgreSQL"],
        "tech_stack": "rust",
        "role_category": "engineering",
        "experience_level": "senior",
    },
}
"""Postings by the kind of role, as a recruiter would send them."""
