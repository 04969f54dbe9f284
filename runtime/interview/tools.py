"""Products and languages that are known by name. Pure."""

import re

from runtime.interview.lexicon import one_of

TOOLS = one_of(
    r"python|java|javascript|typescript|golang|rust|c plus plus|kotlin|scala|ruby|rails|django|"
    r"flask|"
    r"fastapi|react|angular|vue|node|spring|kafka|rabbitmq|redis|valkey|memcached|postgres(?:ql)?|"
    r"mysql|sqlite|mongo(?:db)?|cassandra|dynamo(?:db)?|elasticsearch|snowflake|bigquery|spark|"
    r"airflow|"
    r"hadoop|kubernetes|docker|terraform|ansible|helm|aws|azure|gcp|lambda|jenkins|github|gitlab|"
    r"git|"
    r"grafana|prometheus|datadog|splunk|sentry|kibana|graphql|grpc|nginx|linux|pytorch|tensorflow|"
    r"pandas|numpy|tableau|power bi|excel|salesforce|hubspot|outreach|gong|linkedin|zoominfo|"
    r"pipedrive|"
    r"zendesk|intercom|freshdesk|servicenow|jira|confluence|slack|notion|asana|trello|sql|html|css|"
    r"figma|selenium|playwright|cypress|pytest|junit|celery|s3"
)

EVERYDAY = frozenset(
    re.findall(
        r"\S+",
        """
        react rust spring spark ruby rails scala flask node helm excel slack notion outreach gong
        lambda intercom angular cypress
        """,
    )
)
"""Names that are words as well: "in spring" names no framework."""


def is_named(tool: str, text: str) -> bool:
    """Whether a tool found in the text is surely meant: an everyday word only with its capital
    inside a sentence."""
    if tool not in EVERYDAY:
        return True
    return re.search(rf"[\w,;:] {re.escape(tool.capitalize())}\b", text) is not None
