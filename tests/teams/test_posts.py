import pytest

from linli.accounts.models import Grant, User
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.errors import BadInput, MissingField, NotAllowed, NotFound, WrongState
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from linli.teams.actions.appoint import appoint
from linli.teams.actions.close_post import close_post
from linli.teams.actions.open_post import open_post
from linli.teams.actions.set_partner import set_partner
from linli.teams.actions.vacate_post import vacate_post
from linli.teams.models import Post
from linli.teams.queries import (
    captain_post_for,
    holders,
    officer_post_for,
    patch_leader_post_for,
    post_above,
    posts_for_dispatch,
    posts_of_user,
    posts_within,
)
from linli.teams.queries.posts import facts_of
from linli.teams.rules import Why
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_small_community()


def vacate(town, *names):
    for name in names:
        vacate_post(actor=town.actor("admin"), key=None, post=town.posts[name].key)


def newcomer(username="new"):
    return User.objects.create(username=username, name="新来的", created_at=clock.now())


def live_grants(user):
    return list(Grant.objects.filter(user=user, revoked_at__isnull=True).values_list("role", "prefix"))


class TestWhoAnswersForAPlace:
    def test_the_officer_of_the_grid(self, town, django_assert_num_queries):
        with django_assert_num_queries(1):
            chosen = officer_post_for(town.grid_a)
        assert (chosen.post.id, chosen.why) == (town.posts["officer_a"].id, Why.OFFICER)
        assert "第一网格网格员" in chosen.words

    def test_her_partner_while_the_post_is_vacant(self, town):
        vacate(town, "officer_a")
        chosen = officer_post_for(town.grid_a)
        assert (chosen.post.id, chosen.why) == (town.posts["officer_b"].id, Why.PARTNER)

    def test_the_leader_when_both_are_gone(self, town):
        vacate(town, "officer_a", "officer_b")
        assert officer_post_for(town.grid_a).post.id == town.posts["leader"].id
        assert officer_post_for(town.grid_b).why is Why.COMMUNITY_STAFF

    def test_the_community_for_a_place_in_no_grid(self, town):
        assert officer_post_for(town.code).why is Why.COMMUNITY_STAFF
        vacate(town, "staff", "staff2")
        assert officer_post_for(town.code).post.id == town.posts["lead"].id
        vacate(town, "lead")
        assert officer_post_for(town.code).why is Why.STREET
        assert officer_post_for("110101001001").why is Why.NOBODY

    def test_captain_and_patch_leader_by_what_they_are_named_for(self, town):
        assert captain_post_for(town.buildings[0].key).id == town.posts["captain"].id
        assert captain_post_for(town.buildings[1].key) is None
        assert patch_leader_post_for(town.estate_a.key).id == town.posts["patch_leader"].id
        assert patch_leader_post_for(town.estate_b.key) is None

    def test_it_is_found_from_within_a_narrower_scope(self, town):
        with acting_in(town.actor("neighbour_officer").scope):
            assert officer_post_for(town.grid_a).post.id == town.posts["officer_a"].id


class TestOneLevelUp:
    @pytest.mark.parametrize(
        ("below", "above"),
        [
            ("officer_a", "lead"),
            ("captain", "lead"),
            ("firm", "lead"),
            ("staff", "lead"),
            ("lead", "street_lead"),
            ("street_staff", "street_lead"),
            ("street_lead", "centre"),
            ("chengguan", "centre"),
        ],
    )
    def test_each_post_has_the_next_one(self, town, below, above, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert post_above(facts_of(town.posts[below])).role == town.posts[above].role

    def test_above_the_centre_there_is_none(self, town):
        assert post_above(facts_of(town.posts["centre"])) is None

    def test_a_level_without_anybody_is_passed_over(self, town):
        vacate(town, "lead", "staff", "staff2")
        assert post_above(facts_of(town.posts["officer_a"])).id == town.posts["street_lead"].id


class TestToWhomACaseIsHanded:
    def test_groups_from_near_to_far_in_two_statements(self, town, django_assert_num_queries):
        building = town.buildings[0]
        with django_assert_num_queries(2):
            groups = posts_for_dispatch(town.grid_a, building.estate_id, building.id)
        ids = {group.kind: [choice.post.id for choice in group.choices] for group in groups}
        post = {name: row.id for name, row in town.posts.items()}
        assert list(ids) == ["grid", "estate", "community", "department", "utility", "street", "centre"]
        assert ids["grid"] == [post["officer_a"], post["leader"], post["captain"], post["officer_b"]]
        assert ids["estate"] == [post["patch_leader"], post["firm"]]
        assert ids["utility"] == [post["water"]]
        assert not any(post["neighbour_officer"] in group for group in ids.values())
        assert next(c for g in groups for c in g.choices if c.post.id == post["firm"]).organisation == "湖畔物业"

    def test_an_estate_without_property_firm_is_offered_none(self, town):
        groups = posts_for_dispatch(town.grid_b, town.estate_b.id, town.buildings[2].id)
        assert "estate" not in {group.kind for group in groups}


class TestScopeFollowsThePost:
    def test_who_takes_a_post_gets_its_grant_and_who_leaves_loses_it(self, town):
        user = newcomer()
        appoint(actor=town.actor("lead"), key=uuid7(), post=town.posts["officer_a"].key, user_id=user.id)
        assert live_grants(user) == [("grid_officer", town.grid_a), ("grid_officer", town.grid_b)]
        assert live_grants(town.users["officer_a"]) == []
        assert [p.id for p in posts_of_user(user.id)] == [town.posts["officer_a"].id]
        with acting_in(Scope.everything()):
            assert AuditLine.objects.filter(deed="post.appoint", place_code=town.grid_a).count() == 5

    def test_a_second_post_of_the_same_kind_keeps_the_grant(self, town):
        user = newcomer()
        for name in ("staff", "staff2"):
            appoint(actor=town.actor("lead"), key=uuid7(), post=town.posts[name].key, user_id=user.id)
        vacate(town, "staff")
        assert live_grants(user) == [("community_staff", town.code)]
        vacate(town, "staff2")
        assert live_grants(user) == []

    def test_sending_it_twice_appoints_once(self, town):
        user, key = newcomer(), uuid7()
        for _ in range(2):
            appoint(actor=town.actor("lead"), key=key, post=town.posts["staff"].key, user_id=user.id)
        appoint(actor=town.actor("lead"), key=uuid7(), post=town.posts["staff"].key, user_id=user.id)
        assert live_grants(user) == [("community_staff", town.code)]

    def test_nobody_appoints_himself(self, town):
        with pytest.raises(NotAllowed, match="self"):
            appoint(actor=town.actor("lead"), key=None, post=town.posts["staff"].key, user_id=town.users["lead"].id)

    def test_a_community_lead_does_not_fill_the_streets_posts(self, town):
        with pytest.raises(NotFound):
            appoint(actor=town.actor("lead"), key=None, post=town.posts["street_staff"].key, user_id=newcomer().id)
        with pytest.raises(NotAllowed):
            appoint(actor=town.actor("staff"), key=None, post=town.posts["staff2"].key, user_id=newcomer("b").id)

    def test_a_closed_account_takes_no_post(self, town):
        user = newcomer()
        User.objects.filter(id=user.id).update(is_active=False)
        with pytest.raises(BadInput):
            appoint(actor=town.actor("lead"), key=None, post=town.posts["staff"].key, user_id=user.id)


class TestOpeningAndClosing:
    def open(self, town, by="lead", **given):
        facts = {"role": Role.BUILDING_CAPTAIN, "place_code": town.grid_b, "title": "啤酒厂小区1号楼楼栋长"}
        return open_post(actor=town.actor(by), key=None, **{**facts, **given})

    def test_a_captain_without_account_is_known_by_name(self, town):
        building = town.buildings[2]
        self.open(town, building_ids=[building.id], holder_name="李大爷")
        post = captain_post_for(building.key)
        assert (post.holder_name, post.is_vacant) == ("李大爷", True)

    @pytest.mark.parametrize(
        ("given", "refusal"),
        [
            ({"place_code": "3417020109011099"}, BadInput),
            ({"role": Role.STREET_STAFF}, NotAllowed),
            ({"role": Role.COMMUNITY_STAFF}, BadInput),
            ({"role": Role.REPORTER, "by": "admin"}, BadInput),
            ({"role": Role.PROPERTY_FIRM}, MissingField),
            ({"title": " "}, MissingField),
            ({"title": "长" * 61}, BadInput),
            ({"organisation_id": uuid7()}, BadInput),
            ({"building_ids": [uuid7()]}, BadInput),
        ],
    )
    def test_what_cannot_be_is_refused(self, town, given, refusal):
        before = Post.public.count()
        with pytest.raises(refusal):
            self.open(town, **given)
        assert Post.public.count() == before

    def test_a_building_of_the_neighbours_is_not_ours(self, town):
        with pytest.raises(BadInput, match="building_ids"):
            self.open(town, building_ids=[town.neighbour_building.id])

    def test_a_closed_post_frees_its_partner_and_its_holder(self, town):
        key = town.posts["officer_a"].key
        close_post(actor=town.actor("lead"), key=None, post=key)
        close_post(actor=town.actor("lead"), key=None, post=key)
        assert Post.public.get(id=town.posts["officer_b"].id).partner_id is None
        assert live_grants(town.users["officer_a"]) == []
        assert town.posts["officer_a"].id not in {p.id for p in posts_within(town.code)}
        assert holders([key.id])[key.id].title == "第一网格网格员"
        with pytest.raises(WrongState):
            appoint(actor=town.actor("lead"), key=None, post=key, user_id=newcomer().id)


class TestPartners:
    def test_a_new_pair_leaves_the_earlier_partner_alone(self, town):
        third = open_post(
            actor=town.actor("lead"), key=None, role=Role.GRID_OFFICER, place_code=town.grid_b, title="第二网格网格员乙"
        )
        set_partner(actor=town.actor("lead"), key=None, post=town.posts["officer_a"].key, partner=third.key)
        partners = {row.id: row.partner_id for row in Post.public.filter(role="grid_officer")}
        assert partners[third.id] == town.posts["officer_a"].id
        assert partners[town.posts["officer_a"].id] == third.id
        assert partners[town.posts["officer_b"].id] is None

    @pytest.mark.parametrize("other", ["leader", "officer_a", "neighbour_officer"])
    def test_partners_are_officers_of_different_grids_in_one_community(self, town, other):
        with pytest.raises(BadInput):
            set_partner(
                actor=town.actor("admin"), key=None, post=town.posts["officer_a"].key, partner=town.posts[other].key
            )
