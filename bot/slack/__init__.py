"""In Slack: what arrives is kept before it is acknowledged, then answered once.

Slack -> receiver -> inbox -> worker -> audience -> a Chat -> blocks -> outbox -> Slack
"""
