"""What a model is shown when it chooses a plan: the facts, the catalogue and the limits. Pure."""

from collections.abc import Iterator

from runtime.interview.plan import PhaseId
from runtime.interview.tasks import CaseTemplate
from runtime.planning.facts import Fact, FactKind
from runtime.planning.preparation import Preparation
from runtime.planning.setting import Setting

PROMPT = "plan_generator_v1"
FACTS = 24
"""Per extract; the weightiest ones."""
QUOTE_CHARS = 110
FROM_RESUME = frozenset(
    {
        FactKind.claim,
        FactKind.metric,
        FactKind.project,
        FactKind.claimed_skill,
        FactKind.employer,
        FactKind.story,
    }
)
FROM_JOB = frozenset({FactKind.shared_skill, FactKind.asked_skill, FactKind.duty})


def model_values(setting: Setting, preparation: Preparation) -> dict[str, str]:
    """The slots of the prompt `plan_generator_v1`."""
    request, terms, kit = setting.request, setting.terms, setting.kit
    worth = [f for f in setting.facts if f.kind not in FROM_RESUME | FROM_JOB]
    company = [request.company or "not named"]
    if setting.leaning.skill_focus:
        company.append(f"stresses: {', '.join(setting.leaning.skill_focus)}")
    if setting.leaning.pattern_ids:
        company.append(f"its patterns: {', '.join(sorted(setting.leaning.pattern_ids))}")
    if preparation.company_notes:
        company.append(f"notes: {' '.join(preparation.company_notes.split())[:600]}")
    return {
        "minutes": f"{request.duration_s / 60:g}",
        "interview_type": terms.kind,
        "seniority": terms.level,
        "role_kit": f"{terms.role} ({kit.role_category}): {kit.role_context}\n"
        f"At most {request.questions_target} questions; at most {setting.leaning.most_risks} of "
        "them on what is worth noting with care.",
        "resume_extract": _told(setting, FROM_RESUME) or "none",
        "jd_extract": _told(setting, FROM_JOB) or "none",
        "blueprint": "\n".join(company),
        "heuristics": "\n".join(_line(fact) for fact in worth) or "nothing",
        "weak_areas": ", ".join(preparation.weak_areas) or "unknown",
        "patterns": "\n".join(_patterns(setting)),
    }


def _told(setting: Setting, kinds: frozenset[FactKind]) -> str:
    facts = sorted((f for f in setting.facts if f.kind in kinds), key=lambda f: -f.weight)
    return "\n".join(_line(fact) for fact in facts[:FACTS])


def _line(fact: Fact) -> str:
    trigger = fact.trigger
    return f"{trigger.trigger_id}: {trigger.subject} | “{trigger.quote[:QUOTE_CHARS]}”"


def _patterns(setting: Setting) -> Iterator[str]:
    """One line per pattern that can be asked: id, phase, theme, and kinds of facts it needs."""
    kinds: dict[str, set[str]] = {}
    lines: dict[str, str] = {}
    for candidate in setting.pool:
        pattern = candidate.pattern
        lines[pattern.pattern_id] = f"{pattern.pattern_id} | {pattern.phase} | {pattern.topic}"
        if candidate.fact is not None and not candidate.lead:
            kinds.setdefault(pattern.pattern_id, set()).add(candidate.fact.kind)
    if setting.task is not None:
        what = "a case" if isinstance(setting.task, CaseTemplate) else "a coding exercise"
        yield f"{setting.task_id} | {PhaseId.exercise} | {what}"
    for pattern_id, line in lines.items():
        about = kinds.get(pattern_id)
        yield f"{line} | about: {', '.join(sorted(about))}" if about else line
