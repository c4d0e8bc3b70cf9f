"""Several reads in one statement give exactly what each would give alone."""

from __future__ import annotations

import pytest
from django.db.models import Count, Max

from linli.alliance.models import Project, ProjectBudgetLine, ProjectFollower, ProjectMilestone, ProjectStep
from linli.forms.models import Survey
from linli.kernel.scope import Scope
from linli.ledger.read_together import read_together, summed_up
from linli.ledger.scoped import acting_in
from linli.places.models import Building, Estate
from tests.alliance import projects
from tests.forms import surveys
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return make_small_community()


def plain(row) -> dict:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_rows_come_with_the_types_and_the_order_they_have_alone(town, django_assert_num_queries):
    project = projects.under_way(town)
    for n in (9, 3, 6):
        projects.milestone(town, project, days=n, title=f"节点{n}")
    projects.followed(town, project)
    surveys.opened(town)
    with acting_in(Scope.everything()):
        asked = [
            Project.objects.order_by("id"),
            ProjectMilestone.objects.order_by("due_on"),
            ProjectStep.objects.order_by("-at", "-id"),
            ProjectFollower.objects.order_by("id"),
            Survey.public.order_by("id"),
            ProjectBudgetLine.objects.all(),
            Building.public.filter(id__in=[]),
        ]
        with django_assert_num_queries(1):
            together = read_together(*asked)
        for rows, read in zip(asked, together, strict=True):
            assert [plain(row) for row in read] == [plain(row) for row in rows]
        assert together[3][0].phone.last_four == "5678", "what is sealed is unsealed as ever"
        assert together[3][0]._state.adding is False
        assert together[4][0].channels == Survey.public.get().channels


def test_tuples_counts_and_sums_come_in_the_order_asked_for(town):
    with acting_in(Scope.everything()):
        by_estate = Building.public.order_by("estate_id").values_list("estate_id").annotate(n=Count("id"))
        names = Estate.public.order_by("-name").values_list("name", "id")
        counted, named, (whole,) = read_together(
            by_estate, names, summed_up(Building.public.all(), Count("id"), Max("name"))
        )
        assert counted == list(by_estate)
        assert named == list(names)
        assert whole == (Building.public.count(), max(Building.public.values_list("name", flat=True)))


def test_of_nothing_asked_nothing_is_sent(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert read_together(Building.public.filter(id__in=[])) == [[]]
