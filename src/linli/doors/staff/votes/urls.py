"""Votes, under `/staff/`."""

from django.urls import path

from .at_the_desk import give_paper, phone_ballot, take_back_proxy, vote_proxies
from .exports import export_votes
from .import_roll import import_roll, roll_template
from .nominations import answer_my_nomination, my_nominations, vote_nominations
from .papers import begin_batch, paper_batch, unused_papers, vote_papers
from .prints import issue_papers, paper_sheet, proxy_form, vote_letters
from .roll import add_entries, answer_to_objection, roll, roll_entry
from .vote import turn_vote, vote
from .votes import new_vote, vote_settings, votes

urlpatterns = [
    path("votes/", votes, name="votes"),
    path("votes/export/", export_votes, name="export_votes"),
    path("votes/new/", new_vote, name="new_vote"),
    path("votes/nominations/", my_nominations, name="my_nominations"),
    path("votes/nominations/<uuid:nomination>/<slug:answer>/", answer_my_nomination, name="answer_my_nomination"),
    path("votes/roll-template/", roll_template, name="roll_template"),
    path("votes/<str:code>/", vote, name="vote"),
    path("votes/<str:code>/settings/", vote_settings, name="vote_settings"),
    path("votes/<str:code>/turn/<slug:deed>/", turn_vote, name="turn_vote"),
    path("votes/<str:code>/roll/", roll, name="vote_roll"),
    path("votes/<str:code>/roll/add/<slug:source>/", add_entries, name="add_entries"),
    path("votes/<str:code>/roll/import/", import_roll, name="import_roll"),
    path("votes/<str:code>/roll/<int:number>/", roll_entry, name="roll_entry"),
    path("votes/<str:code>/objections/<uuid:objection>/", answer_to_objection, name="answer_objection"),
    path("votes/<str:code>/nominations/", vote_nominations, name="vote_nominations"),
    path("votes/<str:code>/letters/", vote_letters, name="vote_letters"),
    path("votes/<str:code>/phone/", phone_ballot, name="phone_ballot"),
    path("votes/<str:code>/proxies/", vote_proxies, name="vote_proxies"),
    path("votes/<str:code>/proxies/form/", proxy_form, name="proxy_form"),
    path("votes/<str:code>/proxies/<uuid:proxy>/take-back/", take_back_proxy, name="take_back_proxy"),
    path("votes/<str:code>/papers/", vote_papers, name="vote_papers"),
    path("votes/<str:code>/papers/issue/", issue_papers, name="issue_papers"),
    path("votes/<str:code>/papers/sheet/", paper_sheet, name="paper_sheet"),
    path("votes/<str:code>/papers/give/", give_paper, name="give_paper"),
    path("votes/<str:code>/papers/unused/", unused_papers, name="unused_papers"),
    path("votes/<str:code>/papers/batches/", begin_batch, name="begin_batch"),
    path("votes/<str:code>/papers/batches/<int:number>/", paper_batch, name="paper_batch"),
]
