"""Which role kit fits a role named in free text. Pure."""

import re
from collections.abc import Sequence

from runtime.interview.catalogue import RoleKit

WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
FILLERS = frozenset({"a", "an", "the", "of", "for", "and", "in", "at", "senior", "junior", "lead"})
NAME_WEIGHT = 3
TAG_WEIGHT = 1


def match_role(target_role: str, kits: Sequence[RoleKit]) -> RoleKit | None:
    """The kit that shares most words with `target_role`; None when none shares any.

    Words of the kit's name and category count more than its tags and skills. Of equals, the
    first wins, so the order of `kits` decides.
    """
    wanted = _words(target_role)
    best, best_score = None, 0
    for kit in kits:
        name = _words(f"{kit.name} {kit.role_category}")
        tags = _words(" ".join([*kit.track_tags, *kit.skills_focus, kit.domain])) - name
        score = NAME_WEIGHT * len(wanted & name) + TAG_WEIGHT * len(wanted & tags)
        if score > best_score:
            best, best_score = kit, score
    return best


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.lower())) - FILLERS
