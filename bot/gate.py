"""How often one may ask: by visitor and by site, a minute and a day."""

import math
import time
from dataclasses import dataclass

from limits import RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from bot import settings


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not taken now, and after how many seconds it will be."""

    text: str
    after: int


class Gate:
    """Counts in this process: several replicas allow as many times more."""

    def __init__(self) -> None:
        allowed = settings.allowance()
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._visitor = (RateLimitItemPerMinute(allowed.minute), RateLimitItemPerDay(allowed.day))
        self._site = RateLimitItemPerDay(allowed.site_day)

    def refuses(self, site: str, visitor: str) -> Refusal | None:
        for limit, account in (*((limit, visitor) for limit in self._visitor), (self._site, "")):
            if not self._limiter.hit(limit, site, account):
                after = max(1, math.ceil(self._limiter.get_window_stats(limit, site, account).reset_time - time.time()))
                return Refusal("That is a lot of questions at once. Please wait a little and ask again.", after)
        return None
