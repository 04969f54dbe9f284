"""Finds the one role that a kit, a title, a tech stack and a category speak of (C-09)."""

from collections import Counter
from collections.abc import Sequence

import msgspec
import structlog

from runtime.errors import UnknownRole
from runtime.interview.catalogue import RoleKit
from runtime.roles.job_posting import JobPosting, listed
from runtime.roles.names import (
    GENERIC_CATEGORY,
    NON_TECHNICAL_KEYS,
    TECHNICAL_CATEGORIES,
    Meaning,
    PromptKey,
    RoleType,
    meaning,
    normalised,
)
from runtime.roles.specialisations import specialisations
from runtime.roles.titles import (
    KEY_OF_CATEGORY,
    KIT_OF_CATEGORY,
    KIT_OF_KEY,
    Title,
    title_of,
)

logger = structlog.get_logger()

LEAST_SHARE_OF_SKILLS = 1 / 3
"""Of the required skills must name one category, when nothing else says what the role is (C-10)."""
ANY_CATEGORY = "any"
"""The role category when nothing is known; the neutral prompt fits it."""
GENERAL_KIT = "general"
"""The kit of that category: an interview that holds nothing of any trade."""


class ResolvedRole(msgspec.Struct, frozen=True, kw_only=True):
    """One role in all the ways in which it is named, and where each came from."""

    role_kit_id: str | None
    """None when nothing that was given fits a kit."""
    role_category: str
    base_prompt_key: PromptKey
    role_type: RoleType
    specialisations: tuple[str, ...] = ()
    provenance: dict[str, str] = {}
    """Field → what decided it: `tech_stack:go`, `title:data engineer`, `fallback`."""

    @property
    def technical(self) -> bool:
        """Whether the interview may speak of code (R-217)."""
        return self.role_category in TECHNICAL_CATEGORIES


def map_role_to_base_prompt(
    tech_stack: str | Sequence[str] | None, role_category: str | None
) -> str:
    """The role type whose base prompt fits (R-243 to R-245, R-322).

    The tech stack decides; when it is missing or unknown the role category does; when both are,
    it is `fullstack`. Pure but for a line in the log.
    """
    role_type, because = _role_type(tech_stack, role_category)
    logger.info("role_mapped", role_type=role_type.value, because=because)
    return role_type.value


_map_role_to_base_prompt = map_role_to_base_prompt
"""The name that R-297 gives it."""


def resolve_prompt_key(
    tech_stack: str | Sequence[str] | None,
    role_category: str | None,
    *,
    title: str | None = None,
    skills: Sequence[str] = (),
) -> PromptKey:
    """Which of the 20 role prompts fits (R-119)."""
    role = resolve_role(
        tech_stack=tech_stack,
        role_category=role_category,
        target_role=title,
        job_posting=JobPosting(required_skills=tuple(skills)),
    )
    return role.base_prompt_key


def resolve_role(
    *,
    role_kit_id: str | None = None,
    target_role: str | None = None,
    tech_stack: str | Sequence[str] | None = None,
    role_category: str | None = None,
    job_posting: JobPosting | None = None,
    kits: Sequence[RoleKit] = (),
) -> ResolvedRole:
    """The role that everything given speaks of.

    What is given directly wins over the posting's fields. A kit decides the category; without
    one the category is that of `role_category`, except that plain engineering yields to a title
    or a tech stack that says more. Pure.

    Args:
        kits: the catalogue; without it a kit id is not checked.

    Raises:
        UnknownRole: `role_kit_id` is not in `kits`.
    """
    posting = job_posting or JobPosting()
    clues = _Clues(
        kit=_kit(role_kit_id, target_role or posting.title, kits),
        title=title_of(target_role) or title_of(posting.title),
        stack=meaning(listed(tech_stack) or posting.stack),
        category=meaning(role_category or posting.role_category),
        skills=_speaking(posting.skills),
    )
    category, because = _category(clues)
    provenance = {"role_category": because}
    key, provenance["base_prompt_key"] = _prompt_key(clues, category)
    if role_kit_id and clues.kit is None:
        kit_id: str | None = role_kit_id
        provenance["role_kit_id"] = "role_kit_id"
    else:
        kit_id, provenance["role_kit_id"] = _among(kits, category, *_kit_id(clues, category, key))
    given = (listed(tech_stack) or posting.stack, role_category or posting.role_category)
    if any(given):
        role_type, provenance["role_type"] = _role_type(*given)
    else:
        role_type, provenance["role_type"] = _type_of(key), f"base_prompt_key:{key}"
    named = (target_role or "", posting.title or "", *listed(tech_stack), *posting.stack)
    return ResolvedRole(
        role_kit_id=kit_id,
        role_category=category,
        base_prompt_key=key,
        role_type=role_type,
        specialisations=specialisations([*named, *posting.skills]),
        provenance=provenance,
    )


class _Clues(msgspec.Struct, frozen=True, kw_only=True):
    kit: RoleKit | None
    title: Title | None
    stack: Meaning | None
    category: Meaning | None
    skills: tuple[Meaning, ...]


def _role_type(
    tech_stack: str | Sequence[str] | None, role_category: str | None
) -> tuple[RoleType, str]:
    for source, name in (("tech_stack", tech_stack), ("role_category", role_category)):
        if found := meaning(name):
            return found.role_type, f"{source}:{found.name}"
    return RoleType.fullstack, "fallback"


def _speaking(skills: Sequence[str]) -> tuple[Meaning, ...]:
    """What the skills mean, where enough of them say the same: one tool doesn't make a trade."""
    found = [known for skill in skills if (known := meaning(skill))]
    if not found:
        return ()
    (category, count), *_ = Counter(known.role_category for known in found).most_common(1)
    if count < len(skills) * LEAST_SHARE_OF_SKILLS:
        return ()
    return tuple(known for known in found if known.role_category == category)


def _among(
    kits: Sequence[RoleKit], category: str, kit_id: str | None, because: str
) -> tuple[str | None, str]:
    """That kit, or where the catalogue lacks it, the first one of the category."""
    if not kits or any(kit.role_kit_id == kit_id for kit in kits):
        return kit_id, because
    for kit in kits:
        if kit.role_category == category:
            return kit.role_kit_id, f"role_category:{category}"
    return None, "fallback"


def _kit(role_kit_id: str | None, title: str | None, kits: Sequence[RoleKit]) -> RoleKit | None:
    """The kit that was asked for by id, or one of their own that has the title for its name."""
    if role_kit_id is not None:
        kit = next((kit for kit in kits if kit.role_kit_id == role_kit_id), None)
        if kit is None and kits:
            raise UnknownRole(f"there is no role kit {role_kit_id!r}")
        return kit
    wanted = normalised(title or "")
    known = title_of(title)
    named = (k for k in kits if wanted in (normalised(k.name), k.role_kit_id))
    kit = next(named, None) if wanted else None
    # A kit that the table of titles knows, too, is found by it, together with what else is given.
    return None if kit and known and kit.role_kit_id == known.role_kit_id else kit


def _category(clues: _Clues) -> tuple[str, str]:
    if clues.kit is not None:
        return clues.kit.role_category, f"role_kit:{clues.kit.role_kit_id}"
    given = clues.category
    if given is not None and given.role_category != GENERIC_CATEGORY:
        return given.role_category, f"role_category:{given.name}"
    if clues.title is not None:
        generic = clues.title.role_category == GENERIC_CATEGORY
        if not (generic and clues.stack and clues.stack.role_category != GENERIC_CATEGORY):
            return clues.title.role_category, f"title:{clues.title.found}"
    if clues.stack is not None:
        return clues.stack.role_category, f"tech_stack:{clues.stack.name}"
    if given is not None:
        return given.role_category, f"role_category:{given.name}"
    if clues.skills:
        return clues.skills[0].role_category, f"skill:{clues.skills[0].name}"
    return ANY_CATEGORY, "fallback"


def _prompt_key(clues: _Clues, category: str) -> tuple[PromptKey, str]:
    """Non-technical roles by their category; technical ones by what says most (R-243)."""
    default = KEY_OF_CATEGORY.get(category, PromptKey.fullstack)
    if default in NON_TECHNICAL_KEYS or category == ANY_CATEGORY:
        return default, f"role_category:{category}"
    if clues.title and clues.title.prompt_key and clues.title.role_category == category:
        named_by_stack = clues.stack and clues.stack.role_category == category == GENERIC_CATEGORY
        if not (named_by_stack and clues.stack and clues.stack.prompt_key in KIT_OF_KEY):
            return clues.title.prompt_key, f"title:{clues.title.found}"
    for source, clue in [
        ("tech_stack", clues.stack),
        ("role_category", clues.category),
        *(("skill", skill) for skill in clues.skills),
    ]:
        speaks = clue is not None and clue.role_category == category
        if clue is not None and speaks and clue.prompt_key is not PromptKey.fullstack:
            return clue.prompt_key, f"{source}:{clue.name}"
    return default, f"role_category:{category}"


def _kit_id(clues: _Clues, category: str, key: PromptKey) -> tuple[str | None, str]:
    if clues.kit is not None:
        return clues.kit.role_kit_id, "role_kit"
    title = clues.title
    if title is not None and title.role_category == category:
        plain = title.role_kit_id == KIT_OF_CATEGORY[category]
        if not (plain and category == GENERIC_CATEGORY and key in KIT_OF_KEY):
            return title.role_kit_id, f"title:{title.found}"
    if category in TECHNICAL_CATEGORIES and key in KIT_OF_KEY and clues.stack is not None:
        return KIT_OF_KEY[key], f"base_prompt_key:{key}"
    if category in KIT_OF_CATEGORY:
        return KIT_OF_CATEGORY[category], f"role_category:{category}"
    return None, "fallback"


def _type_of(key: PromptKey) -> RoleType:
    found = meaning(key.value)
    return found.role_type if found else RoleType.fullstack
