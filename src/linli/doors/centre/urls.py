"""The pages of the governance centre."""

from django.urls import path

from .cases import cases
from .export import export
from .hot_issue import (
    export_hot_issue,
    hot_issue,
    hot_issue_of_case,
    join_hot_issue,
    mute_hot_issue,
    name_hot_issue,
    summarise_hot_issue,
    take_out_of_hot_issue,
    unmute_hot_issue,
)
from .hot_issue_list import export_hot_issues, hot_issue_list
from .indicators import export_indicators, indicator_cases, indicators_page
from .issues_across import export_issues_across, issues_across_page, issues_beside_one
from .kinds import export_kinds, kind_rows, kinds_of_a_place
from .overview import overview_page, print_overview
from .rate_terms import rate_terms
from .screen import screen_page
from .shaded_map import export_shaded_map, shaded_map_page
from .together import export_together, together_page, together_rows
from .trends import export_trends, trends_page

app_name = "centre"
urlpatterns = [
    path("", overview_page, name="overview"),
    path("screen/", screen_page, name="screen"),
    path("print/", print_overview, name="print"),
    path("export/", export, name="export"),
    path("cases/", cases, name="cases"),
    path("indicators/", indicators_page, name="indicators"),
    path("indicators/rows/", indicator_cases, name="indicator_rows"),
    path("indicators/terms/", rate_terms, name="rate_terms"),
    path("indicators/export/", export_indicators, name="export_indicators"),
    path("map/", shaded_map_page, name="shaded_map"),
    path("map/export/", export_shaded_map, name="export_shaded_map"),
    path("kinds/", kinds_of_a_place, name="kinds"),
    path("kinds/rows/", kind_rows, name="kind_rows"),
    path("kinds/export/", export_kinds, name="export_kinds"),
    path("trends/", trends_page, name="trends"),
    path("trends/export/", export_trends, name="export_trends"),
    path("together/", together_page, name="together"),
    path("together/rows/", together_rows, name="together_rows"),
    path("together/export/", export_together, name="export_together"),
    path("hot-issues/", hot_issue_list, name="hot_issues"),
    path("hot-issues/export/", export_hot_issues, name="export_hot_issues"),
    path("hot-issues/across/", issues_across_page, name="issues_across"),
    path("hot-issues/across/export/", export_issues_across, name="export_issues_across"),
    path("hot-issues/of-case/<str:code>/", hot_issue_of_case, name="hot_issue_of_case"),
    path("hot-issues/<uuid:issue_id>/", hot_issue, name="hot_issue"),
    path("hot-issues/<uuid:issue_id>/beside/", issues_beside_one, name="issues_beside"),
    path("hot-issues/<uuid:issue_id>/export/", export_hot_issue, name="export_hot_issue"),
    path("hot-issues/<uuid:issue_id>/name/", name_hot_issue, name="name_hot_issue"),
    path("hot-issues/<uuid:issue_id>/summary/", summarise_hot_issue, name="summarise_hot_issue"),
    path("hot-issues/<uuid:issue_id>/mute/", mute_hot_issue, name="mute_hot_issue"),
    path("hot-issues/<uuid:issue_id>/unmute/", unmute_hot_issue, name="unmute_hot_issue"),
    path("hot-issues/<uuid:issue_id>/join/", join_hot_issue, name="join_hot_issue"),
    path("hot-issues/<uuid:issue_id>/take-out/", take_out_of_hot_issue, name="take_out_of_hot_issue"),
]
