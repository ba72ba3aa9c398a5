"""The names of ANS-style JSON: what the reader takes from each object, and what it leaves.

A bare name is one of Ans' API v2; every name of ours begins with `x_`.
"""

from examc.core.records import Record

TARGET = "ans"
NAME = "ANS"
FORMAT = "ans-style-json"
VERSION = "1.0"
GENERATOR = "examc"
TAG = "tag"
"""The key of a tag that is a single word: the API's tags are pairs."""


class Names(Record, frozen=True):
    """The names of one kind of object.

    `used` are read. `idle` say nothing of an exam (who, when, in which list), and are passed over.
    `lost` mean something that our model has no place for, and are reported where they are set.
    """

    noun: str
    used: frozenset[str]
    idle: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()

    @property
    def known(self) -> tuple[str, ...]:
        """All names, in one order."""
        return tuple(sorted(self.used | self.idle | self.lost))


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_DATES = _set("created_at updated_at")

ROOT = Names(
    "file",
    _set("format format_version generator assignment x_attachments"),
    lost=_set("x_warnings"),
)
ASSIGNMENT = Names(
    "assignment",
    _set("id name external_id start_at exercises x_title x_language x_course x_cover x_date")
    | _set("x_duration x_points x_points_exact x_exercise_count x_tags x_attempts x_description"),
    _DATES | _set("status archived"),
    _set("assignment_type summative number_of_forms end_at grades_settings trashed"),
)
COURSE = Names("course", _set("name year course_code x_year x_period"), _set("id external_id"))
COVER = Names(
    "cover",
    _set("description description_before shuffle_choices"),
    _set("allow_comments display_date_and_time display_headers enumerate_questions exercise_box")
    | _set("enumerate_exercises indicate_points second_page_empty show_choice_instruction")
    | _set("show_exercise_group_headers student_name_field"),
    _set("description_after randomize_exercise_order"),
)
EXERCISE = Names(
    "exercise",
    _set("id name external_id qti_identifier position points tags updated_at questions trashed")
    | _set("x_title x_points_exact x_question_bank x_updated x_shuffle x_blocks x_pick"),
    _set("assignment_id author_id question_bank_id created_at"),
    _set("new_page time_limit"),
)
QUESTION = Names(
    "question",
    _set("id position category choice_type content points feedback_correct feedback_incorrect")
    | _set("feedback_mistake grading_type grading_description max_bound zero_bound trashed")
    | _set("partial_scoring choices criteria objectives x_id x_title x_points_exact x_rule")
    | _set("x_floor x_cap x_shuffle x_answer_space x_feedback x_solution x_notes x_tags")
    | _set(
        "x_kind x_always x_fixed x_answers x_items x_unit x_case_sensitive x_gaps fill_content rows"
    )
    | _set("columns cells x_files_least x_files_most x_file_types x_file_size predefined_answer")
    | _set("x_start x_language"),
    _DATES | _set("exercise_id x_source_label"),
    _set("layout bonus start_with_zero new_page skippable word_limit stack_vertically"),
)
CHOICE = Names(
    "choice",
    _set("content feedback points x_points_exact position qti_identifier x_correct")
    | _set("x_fixed_position"),
    _DATES | _set("id uuid"),
)
ANSWER = Names(
    "accepted answer",
    _set("x_position points x_points_exact x_answer x_match x_id x_feedback"),
)
GAP = Names(
    "gap",
    _set("x_position x_id x_kind x_unit x_case_sensitive x_answers x_shuffle choices"),
)
ITEM = Names("item", _set("x_position x_content x_id"))
ROW = Names(
    "row or column",
    _set("id name position x_content x_id x_correct x_wrong x_feedback"),
    _set("qti_identifier"),
)
CELL = Names("cell", _set("row_id column_id points x_points_exact"), _set("id"))
CRITERION = Names(
    "criterion",
    _set("name description points x_points_exact x_position x_percentage x_percentage_printed")
    | _set("x_id"),
    _DATES | _set("id"),
)
BLOCK = Names(
    "block",
    _set("kind position content attachment_key caption space language code truncated x_id x_alt")
    | _set("x_src x_repeat"),
)
ATTACHMENT = Names(
    "attachment",
    _set("key file_name file_size sha256 path data_base64 media_type missing"),
)
SPACE = Names("space", _set("num den unit"))
TAGGED = Names("tag", _set("key value"))
OBJECTIVE = Names("objective", _set("name"), _set("id external_id"))
BANK = Names("question bank", _set("name"), _set("id"))
