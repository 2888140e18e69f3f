"""Pages about policies."""

from bijak.policy.views.activities import (
    activity,
    add_activity,
    cancel_activity,
    change_activity,
    my_activities,
    remove_activity,
    resume_activity,
    withdraw_report,
)
from bijak.policy.views.amending import amendment, download_amendment
from bijak.policy.views.approving import approve, approvers, promulgate, return_draft, revoke
from bijak.policy.views.checking import check, check_passage
from bijak.policy.views.comparing import compare
from bijak.policy.views.consolidated import download_held, held, wordings
from bijak.policy.views.deciding import (
    close_dialogue,
    decide,
    enact,
    open_dialogue,
    pass_gate,
    refer,
    send_back,
    withdraw,
)
from bijak.policy.views.editing import edit_passage, mend, unsaved
from bijak.policy.views.explaining import (
    explanation,
    section,
)
from bijak.policy.views.filing import filing
from bijak.policy.views.options import (
    add_line,
    add_option,
    criteria,
    edit_line,
    edit_option,
    options,
    remove_criterion,
)
from bijak.policy.views.passages import add_passage, move_passage, remove_passage
from bijak.policy.views.plans import export_plan, plan, set_reminder, start_plan
from bijak.policy.views.policies import (
    attach,
    describe,
    detach,
    export,
    figure,
    open_policy,
    policies,
    policy,
    revise,
)
from bijak.policy.views.rewordings import answer_words, propose_words, rewordings, withdraw_words
from bijak.policy.views.rule_pages import rule_list, rule_page
from bijak.policy.views.signing import (
    download_sheet,
    record_ink,
    sign_by_esign,
    sign_here,
    signing,
    take_in_signed,
)
from bijak.policy.views.study import (
    act_node,
    add_behaviour,
    add_node,
    dossier,
    edit_behaviour,
    edit_node,
    move_evidence,
    roccipi,
    study,
    tree,
)
from bijak.policy.views.taking import take_text
from bijak.policy.views.term_pages import term_export, term_list, term_page
from bijak.policy.views.terms import terms
from bijak.policy.views.texts import download_text, text
from bijak.policy.views.versions import versions
from bijak.policy.views.writing import bring_back, changes, unsaved_stretch, write_text

__all__ = [
    "act_node",
    "activity",
    "add_activity",
    "add_behaviour",
    "add_line",
    "add_node",
    "add_option",
    "add_passage",
    "amendment",
    "answer_words",
    "approve",
    "approvers",
    "attach",
    "bring_back",
    "cancel_activity",
    "change_activity",
    "changes",
    "check",
    "check_passage",
    "close_dialogue",
    "compare",
    "criteria",
    "decide",
    "describe",
    "detach",
    "dossier",
    "download_amendment",
    "download_held",
    "download_sheet",
    "download_text",
    "edit_behaviour",
    "edit_line",
    "edit_node",
    "edit_option",
    "edit_passage",
    "enact",
    "explanation",
    "export",
    "export_plan",
    "figure",
    "filing",
    "held",
    "mend",
    "move_evidence",
    "move_passage",
    "my_activities",
    "open_dialogue",
    "open_policy",
    "options",
    "pass_gate",
    "plan",
    "policies",
    "policy",
    "promulgate",
    "propose_words",
    "record_ink",
    "refer",
    "remove_activity",
    "remove_criterion",
    "remove_passage",
    "resume_activity",
    "return_draft",
    "revise",
    "revoke",
    "rewordings",
    "roccipi",
    "rule_list",
    "rule_page",
    "section",
    "send_back",
    "set_reminder",
    "sign_by_esign",
    "sign_here",
    "signing",
    "start_plan",
    "study",
    "take_in_signed",
    "take_text",
    "term_export",
    "term_list",
    "term_page",
    "terms",
    "text",
    "tree",
    "unsaved",
    "unsaved_stretch",
    "versions",
    "withdraw",
    "withdraw_report",
    "withdraw_words",
    "wordings",
    "write_text",
]
