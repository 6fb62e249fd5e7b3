"""What the web keeps: site keys, conversations, what was said in them, and what people made of it.

Changes of these tables are migrations (`bot/migrations/`), never made by hand.
"""

from datetime import UTC, datetime

from sqlalchemy import JSON, DateTime, Executable, ForeignKey, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def now() -> datetime:
    return datetime.now(UTC)


Statement = Executable
"""One of those that a transaction executes."""


class Base(DeclarativeBase):
    pass


class Site(Base):
    """A site that may ask. Its key stands in its pages, so it is no secret: what guards are the origins."""

    __tablename__ = "sites"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    origins: Mapped[list[str]] = mapped_column(JSON)
    made: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class Conversation(Base):
    """`id` is the hash of the token that its visitor holds."""

    __tablename__ = "conversations"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    site: Mapped[str] = mapped_column(ForeignKey("sites.key", ondelete="CASCADE"), index=True)
    origin: Mapped[str] = mapped_column(String(255))
    touched: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, index=True)


class Exchange(Base):
    """A question, masked, and its answer as it was sent. `n` counts from 1 within the conversation."""

    __tablename__ = "exchanges"

    conversation: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    posting: Mapped[str | None] = mapped_column(String(255))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[dict[str, object]] = mapped_column(JSON)
    helpful: Mapped[bool | None]
    why: Mapped[str | None] = mapped_column(Text)
    asked: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now)


class Delivery(Base):
    """What Slack delivered, masked, until it is done; then only that it was, and what came of it."""

    __tablename__ = "deliveries"

    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    lease: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """until then, some process is at work on it"""
    tries: Mapped[int] = mapped_column(default=0)
    reply: Mapped[str | None] = mapped_column(String(64))
    audience: Mapped[str | None] = mapped_column(String(16))
    n: Mapped[int | None]
    made: Mapped[datetime] = mapped_column(DateTime(timezone=True), default=now, index=True)
