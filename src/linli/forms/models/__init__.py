from .question import Question
from .registered_form import FormFilling, RegisteredForm
from .survey import Survey, SurveyQuestion, SurveyReturn, SurveySheet
from .survey_value import PaperSlip, SurveyValue

__all__ = [
    "FormFilling",
    "PaperSlip",
    "Question",
    "RegisteredForm",
    "Survey",
    "SurveyQuestion",
    "SurveyReturn",
    "SurveySheet",
    "SurveyValue",
]
