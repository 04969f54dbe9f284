"""Made-up posts in the manner of such boards; nobody wrote them but us."""

AMAZON = """Applied via referral for SDE II at Amazon, Bangalore. 4 years of experience.

Online Assessment: two coding questions, one on sliding window and another on graphs, a twist on
counting islands.

Round 1 (DSA): I was asked to return the top k words of a stream. I started with brute force and
then optimized with a heap. He wanted a dry run with edge cases.

Round 2: System Design - Design a notification service. We discussed sharding, kafka and rate
limiting. He grilled me on idempotency.

Round 3 - Bar raiser: all leadership principles. Tell me about a time you disagreed with your
manager. A time you failed and took responsibility.

HR round: why Amazon, notice period.
Got the offer!"""

AMAZON_TOO = """Amazon SDE 2 | Hyderabad | rejected

1. Phone screen: a graph question, shortest path with one obstacle removed. Follow up on time
complexity.
2. Round two was low level design of a parking system, caching of prices came up.
3. Bar raiser. Mostly behavioral: conflict with a coworker, a missed deadline."""

GOOGLE = """Google L4 software engineer onsite

Interview 1: dynamic programming on a grid, they let me think out loud and gave a hint.
Interview 2: binary search tree, find the two swapped nodes. Clean code was expected.
Interview 3: Googliness, tell me about a conflict.
Team match took four weeks."""

SALES = """Interviewed for an Account Executive role at Salesforce.
First round with the recruiter: motivation and numbers.
Second round was a mock call: the manager played an upset buyer with a price objection, I had to
negotiate.
Final round: presentation of a territory plan to the director."""

SUPPORT = """Zendesk, Customer Support Specialist.
Phone interview: why do you want to work in support.
Role play: angry customer whose order was late, they watched how I stay calm under pressure.
Manager round: a time I made a mistake, and how I prioritize tickets with a tight deadline."""

NOTHING = "Has anybody heard back about the hackathon t-shirts? Mine never came :("

ALL = (AMAZON, AMAZON_TOO, GOOGLE, SALES, SUPPORT, NOTHING)
