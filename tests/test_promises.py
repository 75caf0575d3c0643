"""What can go wrong, what we promise instead, and where it is held: by tests, by cases, by measured scripts.

A promise without an entry here has nobody to keep it. ``file.py::test`` is a test, ``broken/name`` a workspace
with its exact answer, ``name.py`` a script in ``benchmarks/`` that the continuous integration runs.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Final

import pytest

from aiwei_cli.cli.help.command_registry import COMMANDS
from aiwei_cli.model.codes.catalogue import every_code
from aiwei_cli.render.check_formats import FORMATS
from aiwei_cli.render.reference.condition_pages import CONDITIONS
from conftest import Cli
from support import PROJECT, WORKSPACES

BENCHMARKS: Final = PROJECT / "benchmarks"
GOOD: Final = WORKSPACES / "good" / "every-verdict"
SAYING: Final = (
    *(("check", "--format", name) for name in FORMATS),
    *((name, "--help") for name in COMMANDS),
    *(
        ("rule", name) for name in (*every_code(), *CONDITIONS) if name != "AW102"
    ),  # shows signs read in the wrong encoding
    ("rule",),
    ("schema", "targets"),
    ("schema", "action"),
    ("schema", "workspace"),
    ("show", "rats"),
    ("show", "first"),
    ("due",),
    ("report",),
)
PROMISES: Final[dict[str, str]] = {
    # Reading
    "anchors, aliases, tags and merge keys are errors with a place, so no small file grows large": """
        test_reading.py::test_a_hostile_file_gets_a_quick_answer broken/aw108-anchor-and-alias broken/aw108-merge-key
        broken/aw108-tag""",
    "an & before a word never empties the value": "broken/aw108-ampersand",
    "depth is limited while reading": "broken/aw110-too-deep test_reading.py::test_a_hostile_file_gets_a_quick_answer",
    "a hostile file gets the code and the line that are written down, in bounded time and memory": """
        hostile_corpus.py test_hostile_corpus.py::test_what_is_said_of_hostile_files""",
    "a file is read as YAML says, or refused on purpose": "yaml_suite.py",
    "whatever a file turns into, no command crashes or loses a byte": "fuzz.py",
    "a file that is too large is not read, in the folder or in a commit": """
        test_reading.py::test_a_huge_file_is_not_even_read test_reading.py::test_a_file_of_many_values_is_refused
        test_history.py::test_a_huge_file_in_a_commit_is_refused_by_its_size""",
    "a key that stands twice is told with both lines": "broken/aw107-same-date-twice",
    "another encoding is named and never converted": """
        test_as_typed.py::test_another_encoding_is_named_and_nothing_converted broken/aw102-gbk broken/aw102-utf16
        broken/aw102-cut-in-a-character""",
    "a byte order mark and Windows line ends are read and kept": """
        test_broken.py::test_line_ends_and_a_bom_change_nothing
        edit/test_record.py::test_a_file_with_a_bom_and_windows_line_ends_keeps_both
        edit/test_splice_property.py::test_a_bom_stays_the_first_thing_in_the_file""",
    "tabs and signs that nobody sees have a place and a remedy": """
        test_as_typed.py::test_a_sign_that_nobody_sees_is_refused_with_its_place broken/aw104-tab broken/aw103-nul
        broken/aw103-escape broken/aw103-next-line""",
    "conflict marks are found, inside texts too": "broken/aw105-merge-conflict broken/aw105-in-a-literal-block",
    "a colon of the wrong kind is told": """
        broken/aw112-no-space broken/aw112-full-width-colon broken/aw112-in-braces""",
    "a day that does not exist has its line": "broken/aw204-no-such-day test_numbers.py::test_days_that_are_none",
    "a verdict turns only on a day with a line, a deadline, a period's edge, an opening or a closing": """
        test_turning_days.py::test_no_verdict_of_any_condition_turns_without_a_cause
        test_turning_days.py::test_no_verdict_of_our_own_data_turns_without_a_cause""",
    "who leaves a group is told with the verdict, and flagged where a target was not met": """
        changes/test_organisations.py::test_a_closing_says_why_the_verdict_turned_and_is_flagged
        changes/test_organisations.py::test_a_closing_of_last_year_entered_late_says_so_too""",
    "a verdict is what the manual says, whatever conditions are nested in one another": """
        independent_judge.py rules/test_second_judge.py::test_two_judges_of_invented_indicators_are_of_one_mind
        rules/test_second_judge.py::test_the_second_judge_shares_nothing_with_the_rules""",
    "nothing that was typed turns into something else": """
        test_as_typed.py::test_words_that_yaml_likes_to_convert_stay_words
        test_numbers.py::test_numbers_that_are_refused test_numbers.py::test_numbers_that_are_too_long""",
    "an empty file, one of comments and a second document each have their message": """
        broken/aw111-empty broken/aw111-only-comments broken/aw109-second-document""",
    "a figure that was cut short is asked about": """
        test_as_typed.py::test_a_figure_cut_short_is_asked_about broken/aw405-jump""",
    "a link, a pipe or a folder in place of a file gets an answer": """
        test_reading.py::test_a_link_out_of_the_workspace_or_in_a_circle
        test_reading.py::test_a_pipe_in_place_of_a_file_does_not_hang
        test_reading.py::test_a_folder_in_place_of_a_file""",
    # Numbers
    "values are compared unrounded and never shown as if they passed": """
        test_numbers.py::test_what_is_shown_stands_on_the_same_side_of_the_limit
        test_numbers.py::test_a_difference_is_never_shown_as_none rules/test_limit.py::test_boundaries""",
    "a ratio is compared in whole numbers": """
        test_numbers.py::test_two_hundred_thousand_triples_without_one_wrong_verdict
        test_numbers.py::test_a_count_pair_is_compared_as_whole_numbers_are exactness.py""",
    "no figure passes through floating point": "test_house.py::test_what_is_sent_back",
    "full-width digits are read, everything else that is no plain number is refused": """
        test_numbers.py::test_numbers_that_are_taken test_numbers.py::test_numbers_that_are_refused
        broken/aw203-thousands""",
    "text is never made to look alike": "test_as_typed.py::test_signs_that_look_alike_are_never_made_alike",
    "an impossible ratio is an error": """
        broken/aw208-denominator-zero broken/aw208-numerator-too-large broken/aw208-over-100
        test_findings.py::test_a_figure_is_not_negative""",
    "0/0 is neither none nor all": """
        rules/test_limit.py::test_a_figure_must_be_of_the_year_and_fresh
        rules/test_groups.py::test_a_school_with_nothing_to_measure_does_not_count""",
    "what looks like a slip is a question that a note answers": """
        broken/aw401-fraction broken/aw402-out-of-range broken/aw405-jump
        test_broken.py::test_a_note_answers_a_question
        test_findings.py::test_three_times_is_not_more_than_three_times
        test_findings.py::test_a_rate_of_another_base_is_asked_about questions.py""",
    "two figures for a day, one before its time, one after the day looked at": """
        broken/aw107-same-date-twice broken/aw309-same-day-in-full-width broken/aw404-before-the-plan
        broken/aw403-after-the-year""",
    "ids and names that only look right are refused, with a guess": """
        test_numbers.py::test_ids_that_are_none test_numbers.py::test_text_with_what_cannot_be_seen
        broken/aw210-radical broken/aw210-zero-width-space broken/aw301-unknown-indicator
        test_cli.py::test_a_wrong_word_gets_a_sentence_and_a_way_out""",
    # Writing
    "an edit changes its own stretch and no other byte": """
        edit/test_splice_property.py::test_an_edit_changes_no_foreign_byte_and_leaves_every_comment_where_it_belongs
        edit/test_splice_property.py::test_an_edit_that_would_change_more_than_was_asked_is_refused edits.py""",
    "killed at any moment every file is whole": """
        edit/test_kills.py::test_a_kill_at_any_line_leaves_whole_files_and_the_next_record_clears_up
        edit/test_write.py::test_what_a_killed_run_left_is_cleared_by_the_next kills.py""",
    "whatever call fails, or is interrupted, a command does all of it or nothing": """
        edit/test_all_faults.py::test_whatever_call_fails_or_is_interrupted_all_is_as_it_was_or_as_it_should_be
        faults.py""",
    "whose a file is stays, and whose lock it is does not matter": """
        edit/test_belongings.py::test_owner_group_and_mode_of_every_file_stay
        edit/test_belongings.py::test_the_lock_of_another_user_is_taken_all_the_same
        edit/test_belongings.py::test_a_lock_that_is_a_link_is_refused""",
    "a full disk leaves the old file": """
        edit/test_faults.py::test_any_call_that_fails_leaves_the_old_file_or_the_new_one_and_says_which
        edit/test_faults.py::test_the_new_content_is_on_the_disk_before_the_old_goes""",
    "of many writers none loses a figure": """
        edit/test_writers.py::test_of_two_writers_at_once_no_figure_is_lost
        edit/test_write.py::test_a_file_changed_since_it_was_read_is_not_overwritten writers.py""",
    "a document that was edited is never overwritten": """
        test_documents.py::test_a_document_that_was_edited_is_left_alone
        test_documents.py::test_what_editors_and_git_do_to_a_file_is_no_edit""",
    "a merge loses no figure of either side unseen": """
        edit/test_merge_driver.py::test_without_aiwei_git_marks_the_conflict
        edit/test_merge_driver.py::test_a_crash_leaves_the_marks_of_git
        edit/test_merge_driver.py::test_what_is_no_text_leaves_our_file_as_it_is
        edit/test_merge_driver.py::test_a_file_that_cannot_be_written_whole_is_not_begun""",
    "what a killed run left half done is taken back or finished": """
        edit/test_half_a_year.py::test_killed_at_any_rename_and_run_again_it_ends_as_if_undisturbed
        edit/test_half_a_year.py::test_what_somebody_edited_in_between_is_left_alone""",
    "evidence that is never committed is told": """
        test_clone_notices.py::test_evidence_that_is_never_committed_is_told_at_once_and_by_check""",
    "a read-only file is refused": """
        edit/test_write.py::test_a_read_only_file_is_refused
        test_cli.py::test_output_keeps_the_mode_and_refuses_a_read_only_file""",
    "a file that another program holds is waited for and named": """
        edit/test_write.py::test_a_program_that_lets_go_of_a_file_on_windows_is_waited_for
        edit/test_write.py::test_a_program_that_holds_a_file_on_windows_is_told""",
    "no path leads out of the workspace": """
        test_reading_only.py::test_no_path_in_the_data_leads_out_of_the_workspace broken/evidence-path
        edit/test_write.py::test_a_link_out_of_the_workspace_is_refused
        edit/test_evidence.py::test_evidence_is_never_written_through_a_link_out_of_the_workspace
        test_schema_write.py::test_a_link_out_of_the_workspace_is_not_followed
        test_cli.py::test_output_never_goes_into_the_data""",
    "a name that cannot stand on every system is refused": """
        edit/test_evidence.py::test_a_name_that_cannot_stand_everywhere_is_refused
        edit/test_evidence.py::test_a_name_may_have_240_bytes""",
    # Showing
    "no character of data steers a terminal, hides text or forges a line": """
        test_safe.py::test_what_nobody_sees_is_shown_by_its_number
        test_safe.py::test_json_holds_it_whole_and_never_shows_it
        test_safe.py::test_a_name_over_several_lines_forges_no_line
        test_history.py::test_what_commits_say_steers_no_terminal
        test_injection.py::test_a_text_in_any_field_stays_text_in_every_format injection.py""",
    "data is no markup of the terminal's": """
        test_due.py::test_long_names_and_markup_stay_text_within_the_width
        test_injection.py::test_a_text_in_any_field_stays_text_in_every_format""",
    "no console makes it fail": """
        test_cli.py::test_no_console_makes_it_fail test_promises.py::test_whatever_we_say_has_signs_of_gbk
        test_consoles.py::test_a_tenth_of_the_consoles consoles.py""",
    "help needs no redirection, which Windows turns into another encoding": """
        test_help.py::test_every_command_has_a_few_examples test_help.py::test_help_is_chinese_and_fits
        test_cli.py::test_output_writes_that_file_and_nothing_else""",
    "a reader that leaves is quiet, a full disk or a closed output is told": """
        test_consoles.py::test_a_reader_of_one_line_is_no_error test_cli.py::test_a_full_disk_is_said
        test_promises.py::test_a_closed_output_is_told
        test_findings.py::test_a_result_that_cannot_be_shown_was_written_all_the_same""",
    "what is meant to be bold is bold": """
        test_report.py::test_bold_leads_are_bold_whatever_they_end_in
        test_report.py::test_what_a_template_fails_to_make_bold_is_told""",
    "data is text in Markdown, HTML, XML and the commands of services": """
        test_report.py::test_data_is_never_markup test_digest.py::test_hostile_text_stays_text
        test_formats.py::test_hostile_names_stay_text naughty.py
        test_injection.py::test_a_text_in_any_field_stays_text_in_every_format""",
    "templates reach nothing but what they are given, and data is never one": """
        test_report.py::test_a_faulty_template_is_named_with_its_line
        test_report.py::test_nothing_outside_the_templates_is_loaded
        test_report.py::test_a_template_that_links_outside_is_none test_digest.py::test_templates_are_sandboxed
        test_promises.py::test_the_documents_say_whose_code_templates_are""",
    "no cell of a table for a spreadsheet is computed": """
        test_formats.py::test_a_spreadsheet_computes_nothing_and_a_negative_number_stays_one
        test_injection.py::test_a_text_in_any_field_stays_text_in_every_format""",
    # Git and processes
    "what is typed as a revision is never an option": """
        changes/test_diff.py::test_a_hostile_revision_is_refused
        test_reading_only.py::test_reading_runs_nothing_but_gits_plumbing revisions.py""",
    "nothing that a repository configures is run, nothing is fetched": """
        changes/test_diff.py::test_a_hostile_configuration_runs_nothing
        changes/test_diff.py::test_the_traps_would_snap changes/test_diff.py::test_a_partial_clone_fetches_nothing
        changes/test_diff.py::test_inherited_variables_are_ignored
        test_reading_only.py::test_reading_writes_nothing_and_asks_nobody""",
    "nothing foreign comes in by the environment, and what the user says there of trust counts": """
        test_past_files.py::test_nothing_hostile_comes_in_by_the_environment
        test_past_files.py::test_only_what_is_listed_reaches_git
        test_past_files.py::test_git_is_never_taken_from_the_workspace
        test_past_files.py::test_on_windows_only_an_executable_is_git
        test_past_files.py::test_a_repository_named_by_the_environment
        test_past_files.py::test_the_advice_on_trust_works_as_it_is_told""",
    "history that cannot be read is told, with the reason, and never taken for none": """
        test_unreadable_history.py::test_every_command_says_that_an_object_is_lost_or_damaged
        test_unreadable_history.py::test_a_partial_clone_is_named_with_what_to_fetch
        test_unreadable_history.py::test_a_broken_repository_is_called_broken
        test_unreadable_history.py::test_two_branches_whose_common_commit_is_lost""",
    "nobody is credited with what came before a shallow clone": """
        test_unreadable_history.py::test_what_a_shallow_clone_begins_with_is_nobodys""",
    "a wrong clock hides no change": """
        test_commits.py::test_days_go_up_along_the_main_line
        test_commits.py::test_what_was_committed_by_a_wrong_clock_is_listed_and_told""",
    "a folder and a commit agree on which files a workspace has": """
        test_past_files.py::test_files_of_any_name_are_in_the_folder_and_in_the_commit
        test_past_files.py::test_links_inside_the_repository_are_followed_in_both
        test_past_files.py::test_links_that_lead_nowhere_are_refused_in_both""",
    "no header of a commit, whatever it holds, stops a command": """
        test_commits.py::test_an_encoding_that_is_none_of_texts_is_as_good_as_none
        test_commits.py::test_odd_headers_are_read_as_far_as_can_be""",
    "whatever reads changes no byte, that of git included": """
        test_reading_only.py::test_reading_writes_nothing_and_asks_nobody
        test_reading_only.py::test_what_is_refused_changes_no_byte
        changes/test_diff.py::test_reading_changes_no_byte""",
    "git leaves line ends alone, and Windows' own work": """
        test_as_typed.py::test_git_never_turns_the_line_ends_of_data
        test_broken.py::test_line_ends_and_a_bom_change_nothing""",
    "without git or history one line says so, and the rest goes on": """
        changes/test_diff.py::test_no_git_installed changes/test_diff.py::test_no_repository
        changes/test_diff.py::test_a_shallow_clone changes/test_diff.py::test_a_repository_of_somebody_else
        changes/test_diff.py::test_an_empty_repository test_history.py::test_without_a_repository_show_goes_on""",
    "Ctrl-C ends quietly, with nothing written and nothing left": """
        test_cli.py::test_ctrl_c_is_quiet
        edit/test_faults.py::test_ctrl_c_at_any_call_is_too_late_or_leaves_everything_as_it_was
        edit/test_guide.py::test_ctrl_c_at_a_question_ends_it""",
    "time zone, locale and day change no byte": """
        test_same_bytes.py::test_the_same_input_gives_the_same_bytes
        test_same_bytes.py::test_whoever_names_the_day_is_never_told_by_a_clock
        test_house.py::test_what_is_sent_back same_bytes.py""",
    # The documents
    "what the documents show is what is printed, and every page is up to date": """
        test_docs.py::test_shown_output_is_real test_docs.py::test_the_first_line_shown_is_the_line_written
        test_docs.py::test_generated_blocks_are_as_the_program_has_them
        test_docs.py::test_everything_that_the_program_knows_has_its_block
        test_docs.py::test_shown_data_is_valid test_docs.py::test_links_lead_somewhere""",
}


COMPARING: Final = {"startup.py", "side_by_side.py", "bytes_to_verdicts.py", "same_output.py"}
"""Scripts that hold us against other programs, or against an earlier version."""
BY_HAND: Final = {"mutants.py"}
"""Scripts that hold the tests themselves to account, and take too long for every run."""
RUN: Final = frozenset(re.findall(r"\w+\.py", (PROJECT / ".ci" / "run").read_text(encoding="utf-8")))
"""Scripts that the continuous integration runs."""


@lru_cache
def named_in(file: str) -> frozenset[str]:
    tree = ast.parse((PROJECT / "tests" / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def keeps(holder: str) -> bool:
    """Whether a test, a case or a script is there and is run."""
    file, _, test = holder.partition("::")
    if test:
        return test.startswith("test_") and Path(file).name.startswith("test_") and test in named_in(file)
    if holder.endswith(".py"):
        runs_with_tests = f"from {holder.removesuffix('.py')} import"
        tests = (path.read_text(encoding="utf-8") for path in (PROJECT / "tests").glob("test_*.py"))
        return (BENCHMARKS / holder).is_file() and (
            holder in RUN or any(runs_with_tests in text for text in tests)
        )
    return (WORKSPACES / holder / "expected.txt").is_file()


@pytest.mark.parametrize("promise", PROMISES)
def test_every_promise_is_held(promise: str) -> None:
    holders = PROMISES[promise].split()
    assert holders
    assert [holder for holder in holders if not keeps(holder)] == []


def test_a_holder_that_is_not_there_would_be_seen() -> None:
    gone = "test_cli.py::test_gone test_cli.py::run broken/gone gone.py startup.py audited.py::main"
    assert [holder for holder in gone.split() if keeps(holder)] == []


def test_every_script_that_measures_holds_a_promise() -> None:
    measuring = {
        file.name for file in BENCHMARKS.glob("*.py") if "__main__" in file.read_text(encoding="utf-8")
    }
    named = {holder for holders in PROMISES.values() for holder in holders.split() if "::" not in holder}
    assert measuring - named == COMPARING | BY_HAND
    assert measuring >= RUN


@pytest.mark.parametrize("words", SAYING, ids=" ".join)
def test_whatever_we_say_has_signs_of_gbk(words: tuple[str, ...], cli: Cli) -> None:
    """Others would be a question mark on a console in Chinese Windows, and in a file it is piped into."""
    placed = () if words[-1] == "--help" or words[0] in ("rule", "schema") else ("-w", str(GOOD))
    result = cli(*words, *placed)
    assert result.code in (0, 1)
    assert (result.out + result.err).removeprefix("\ufeff").encode("gbk")


def test_the_documents_say_whose_code_templates_are() -> None:
    said = {
        "README.md": "Templates are the workspace's own code",
        "README.zh-CN.md": "模板是工作区自己的代码",
        "docs/zh/documents.md": "模板是工作区自己的代码",
    }
    for file, sentence in said.items():
        assert sentence in (PROJECT / file).read_text(encoding="utf-8")


def test_a_closed_output_is_told() -> None:
    """As ``>&-`` leaves it: there is no standard output at all."""
    script = (
        "import sys; sys.stdout = None; from aiwei_cli.cli.boundary import run; sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "check", "-w", str(WORKSPACES / "good" / "every-verdict")],
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("错误：标准输出已经关闭，结果无处可写\n改法：用 --output 写入文件\n")
