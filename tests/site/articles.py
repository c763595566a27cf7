"""Short articles of our own for tests of whole builds."""

OSLO = """Norway pledges winter aid for Ukraine

By Kari Hansen
3 March 2023
Source: The Northern Courier

OSLO – Norway will give Ukraine NOK 1.5 billion for generators and repairs to the power grid, Prime \
Minister Jonas Gahr Støre said in Oslo on Friday. The money comes on top of what parliament agreed \
on in the autumn.

“Nobody shall freeze because a power station was bombed,” Støre told reporters after a meeting of \
his cabinet. He said that the first generators would leave the harbour of Drammen before the end of \
the month.

Members of the opposition welcomed the plan, but asked for a list of the towns that would receive \
the machines.
"""

VILNIUS = """Lithuania sends generators to Ukraine

By Jonas Kazlauskas
5 April 2023
Source: The Baltic Desk

VILNIUS – Lithuania has delivered generators worth €12 million to Ukraine, the government said in \
Vilnius on Wednesday. The convoy of forty lorries crossed the border on Tuesday evening and reached \
Lviv in the morning.

The machines come from companies and town councils across the country, and were collected since the \
new year.
"""

CHESS = """Chess club opens its doors

By Mary Miller
1 June 2021
Source: The Village Sheet

The chess club of the village opens its doors on Saturday. Tea will be served, and beginners are \
welcome from the age of six. Boards and pieces are there, and nobody needs to bring anything but \
patience and good humour.

The club was founded by two teachers forty years ago and has met every week in the old school house \
since.
"""
