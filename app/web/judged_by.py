"""Roles x routes of what goods are judged by: checklists, the grade table, samples, and how well grades hold."""

from app.web.doors import GRADERS, JUDGES, OVERSEERS, Access

JUDGED_BY: dict[str, Access] = {
    "checklists.index": OVERSEERS,
    "checklists.export": OVERSEERS,
    "checklists.create": JUDGES,
    "checklists.show": OVERSEERS,
    "checklists.do": JUDGES,
    "checklist_forms.edit": JUDGES,
    "checklist_forms.update": JUDGES,
    "checklist_forms.do": JUDGES,
    "checklist_forms.words": JUDGES,
    "checklist_forms.keep_words": JUDGES,
    "grade_tables.index": OVERSEERS,
    "grade_tables.export": OVERSEERS,
    "grade_tables.create": JUDGES,
    "grade_tables.show": OVERSEERS,
    "grade_tables.do": JUDGES,
    "grading_quality.index": OVERSEERS,
    "grading_quality.export": OVERSEERS,
    "grading_quality.update": JUDGES,
    "sampling.show": GRADERS,
    "sampling.scan": GRADERS,
    "sampling.do": GRADERS,
    "samples.index": OVERSEERS,
    "samples.export": OVERSEERS,
    "samples.agreed": OVERSEERS,
    "samples.agreed_file": OVERSEERS,
    "samples.keep": OVERSEERS,
}
