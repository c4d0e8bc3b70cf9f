"""The deliberation groups of the 14 estates, each led by its 片长, with motions in every state; what was said to them this year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from linli.halls.actions.back_motion import back_motion
from linli.halls.actions.call_meeting import call_meeting
from linli.halls.actions.collect_opinion import FOLLOWED_AS, Saying, collect_opinion
from linli.halls.actions.move_motion import move_motion
from linli.halls.actions.open_hall import HallShape, open_hall
from linli.halls.actions.plan_meeting import Plan, plan_meeting
from linli.halls.actions.put_on_agenda import put_on_agenda
from linli.halls.actions.raise_motion import raise_motion
from linli.halls.actions.rate_motion import rate_motion
from linli.halls.actions.report_undertaking import report_undertaking
from linli.halls.actions.resolve_motion import Verdict, resolve_motion
from linli.halls.actions.seat_member import Seat, seat_member
from linli.halls.actions.tick_attendance import tick_attendance
from linli.halls.actions.write_minutes import write_minutes
from linli.halls.models import AgendaItem, Hall, HallMember, Meeting, Motion, Opinion, Undertaking
from linli.halls.proposal import Proposal
from linli.halls.rules import MotionDeed, MotionState, OpinionWay, Outcome, Rating, Sorting
from linli.halls.rules.hall_rules import HallKind, MemberPart
from linli.halls.rules.meetings import MeetingKind
from linli.kernel import clock
from linli.kernel.actor import Actor, reporter
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.copy_rows import copy_rows
from linli.ledger.follow_codes import take_follow_codes
from linli.ledger.scoped import acting_in
from linli.teams.models import Post

from . import town
from .acting import actors_of, ago, deed_key, resident, somebody
from .hall_stories import MOTIONS, SAID, SORTED_OUT, MotionStory
from .load_places import Progress
from .plan import COMMUNITY, ESTATES, dice, fixed_id

SEATS = ("小区党支部", "社区民警", "城管队员", "业委会")
RESOLVED = {MotionState.UNDER_WAY, MotionState.DONE, MotionState.CLOSED, MotionState.REJECTED}
_STREET = street_of(COMMUNITY)


def load_halls(progress: Progress) -> None:
    """14 groups with six or seven seats; ten motions by the real deeds; what was settled on the spot this year."""
    with acting_in(Scope.everything()):
        if Hall.objects.filter(street_code=_STREET).exists():
            return
        patches = {post.estate_ids[0]: post for post in Post.objects.filter(street_code=_STREET, role="patch_leader")}
    staff = actors_of(("shequ",))["shequ"]
    halls = {}
    for estate in ESTATES:
        place, id = town.estate_place(estate), town.estate_id(estate)
        with clock.at(ago(330)):
            halls[estate.name] = open_group(staff, place, estate.name, id, patches[str(id)])
    for number, story in enumerate(MOTIONS):
        _play(staff, halls[story.estate], number, story)
    with acting_in(Scope.everything()):
        said = write_opinions(said_this_year(COMMUNITY, SORTED_OUT))
    waiting = _say_something_new(halls["新湖东苑"])
    progress(f"小区议事会 {len(halls)} 个，议题 {len(MOTIONS)} 个，民情 {said + waiting} 条")


def open_group(staff: Actor, place: str, estate: str, estate_id, patch: Post) -> Hall:
    """The group of an estate: its 片长 calls it together; branch, police, urban management, owners and captains sit in it."""
    shape = HallShape(
        HallKind.ESTATE.value, f"{estate}议事会", "小区里的事小区议，小区里的事小区办", estate_id=estate_id,
        address=f"{estate}居民活动室", opening_hours="每周三晚上七点",
    )  # fmt: skip
    hall = open_hall(actor=staff, key=deed_key("hall", place, estate), place_code=place, shape=shape)
    chance = dice("seats", place, estate)
    seats = [Seat(patch.holder_name, MemberPart.CHAIR.value, "片长", post_id=patch.id)]
    seats += [Seat(somebody(chance), MemberPart.MEMBER.value, seat) for seat in SEATS]
    seats.append(Seat(somebody(chance), MemberPart.SECRETARY.value, "楼栋长"))
    for number, seat in enumerate(seats):
        seat_member(actor=staff, key=deed_key("seat", hall.id, number), hall=hall.key, seat=seat)
    return hall


def _play(staff: Actor, hall: Hall, number: int, story: MotionStory) -> None:
    chance = dice("motion", number)
    mover = resident(hall.place_code, "moves", number)
    with clock.at(ago(story.days, 9, number)):
        proposal = Proposal(story.words, name=somebody(chance), phone=f"1990000{8300 + number:04d}")
        motion = raise_motion(actor=mover, key=deed_key("raise motion", number), hall=hall.key, proposal=proposal)
    if story.state is MotionState.RAISED:
        return
    if story.state is MotionState.REFUSED:
        reason = "小区管理规约里约定不养家禽，这一件不用再议；想种菜可以报名认养绿地。"
        _move(staff, motion, MotionDeed.REFUSE, story.days - 2, {"reason": reason})
        return
    _move(staff, motion, MotionDeed.ADMIT, story.days - 1, {"title": story.title, "public_words": story.words})
    with clock.at(ago(story.days - 2, 20)):
        for voice in range(story.voices):
            back_motion(
                actor=resident(hall.place_code, "backs", number, voice), key=deed_key("backs", number, voice),
                motion=motion.key, phone=f"1990000{8400 + number * 20 + voice:04d}",
            )  # fmt: skip
    if story.state is MotionState.ADMITTED:
        return
    if story.state is MotionState.SCHEDULED:
        starts = ago(-4, 19)
        with clock.at(ago(2)):
            meeting = _meeting(staff, hall, number, story.title, starts)
            put_on_agenda(actor=staff, key=deed_key("agenda", number), meeting=meeting.key, motion=motion.key)
            call_meeting(actor=staff, key=deed_key("call", number), meeting=meeting.key)
        return
    meeting = hold_meeting(staff, hall, number, motion, story, ago(story.days - 8, 19))
    if story.state in (MotionState.DONE, MotionState.CLOSED):
        with acting_in(Scope.everything()):
            todo = list(Undertaking.objects.filter(street_code=_STREET, motion=motion))
        with clock.at(meeting.starts_at + timedelta(days=20)):
            for one in todo:
                report_undertaking(
                    actor=staff, key=deed_key("reports", one.id), undertaking=one.key, note="已经办好，请大家看看"
                )
            rate_motion(
                actor=reporter(motion.id, motion.place_code), key=deed_key("rates", number), motion=motion.key,
                rating=Rating.SATISFIED,
            )  # fmt: skip
    if story.state is MotionState.CLOSED:
        with clock.at(meeting.starts_at + timedelta(days=36)):
            move_motion(
                actor=staff, key=deed_key("closes", number), motion=motion.key, deed_done=MotionDeed.CLOSE, given={}
            )


def hold_meeting(
    staff: Actor, hall: Hall, number: int, motion: Motion, story: MotionStory, starts: datetime
) -> Meeting:
    """The group meets over the motion: who attended, what was said, what was resolved."""
    with clock.at(starts - timedelta(days=4)):
        meeting = _meeting(staff, hall, number, story.title, starts)
        put_on_agenda(actor=staff, key=deed_key("agenda", number), meeting=meeting.key, motion=motion.key)
        call_meeting(actor=staff, key=deed_key("call", number), meeting=meeting.key)
    with acting_in(Scope.everything()):
        members = tuple(
            HallMember.objects.filter(street_code=hall.street_code, hall=hall)
            .order_by("number")
            .values_list("id", flat=True)
        )
        item = AgendaItem.objects.get(street_code=hall.street_code, meeting=meeting)
    rejected = story.state is MotionState.REJECTED
    verdict = Verdict(
        Outcome.REJECTED if rejected else Outcome.ADOPTED, story.resolved,
        in_favour=1 if rejected else len(members) - 1, against=3 if rejected else 0, abstained=1, becomes=story.becomes,
        undertakings=() if rejected else ((story.title, story.who, (starts + timedelta(days=30)).date()),),
    )  # fmt: skip
    with clock.at(starts + timedelta(minutes=90)):
        tick_attendance(actor=staff, key=deed_key("ticks", number), meeting=meeting.key, members=members)
        write_minutes(
            actor=staff, key=deed_key("minutes", number), meeting=meeting.key,
            points={str(item.id): f"大家先说了难处，再商量办法。{story.resolved}。"},
        )  # fmt: skip
        resolve_motion(
            actor=staff, key=deed_key("resolves", number), meeting=meeting.key, motion=motion.key, verdict=verdict
        )
    return meeting


def _meeting(staff: Actor, hall: Hall, number: int, title: str, starts: datetime) -> Meeting:
    plan = Plan(MeetingKind.MEETING, f"商量：{title}", hall.address, starts, starts + timedelta(hours=2))
    return plan_meeting(actor=staff, key=deed_key("meets", number), hall=hall.key, plan=plan)


def _move(staff: Actor, motion: Motion, deed: MotionDeed, days: float, given: Mapping[str, object]) -> None:
    with clock.at(ago(days, 15)):
        move_motion(
            actor=staff, key=deed_key(deed.value, motion.id), motion=motion.key, deed_done=deed, given=dict(given)
        )


def write_opinions(opinions: Iterable[Opinion]) -> int:
    """Write them, each with the code by which it is followed."""
    rows = list(opinions)
    for row, code in zip(rows, take_follow_codes(rows, FOLLOWED_AS), strict=True):
        row.code = code
    return copy_rows(Opinion, rows)


def said_this_year(place: str, count: int) -> Iterator[Opinion]:
    """What was said by that many people in eleven months, and answered the same day."""
    chance = dice("said", place)
    by = fixed_id("user", "shequ")
    for number in range(count):
        words, answer = SAID[number % len(SAID)]
        at = ago(330 - 329 * number / count, chance.randrange(9, 18), chance.randrange(60))
        yield Opinion(
            id=fixed_id("opinion", place, number), place_code=place, street_code=street_of(place), words=words,
            name=somebody(chance), source=chance.choice(list(OpinionWay)[:5]).value, registered_by=by, collected_at=at,
            sorted_as=Sorting.ANSWERED.value, sorted_at=at + timedelta(hours=3), sorted_by=by, answer=answer,
            settled_at=at + timedelta(hours=3),
        )  # fmt: skip


def _say_something_new(hall: Hall) -> int:
    said: Iterable[str] = (
        "南门的减速带松了，车一过就响",
        "能不能在活动室添一台饮水机",
        "楼顶的雨水管断了一截，下雨往墙上冲",
    )
    for number, words in enumerate(said):
        with clock.at(ago(0.3 + number * 0.5)):
            saying = Saying(
                words, hall.place_code, OpinionWay.PAGE, estate_id=hall.estate_id, hall=hall.key,
                phone=f"1990000{8290 + number:04d}",
            )  # fmt: skip
            collect_opinion(
                actor=resident(hall.place_code, "says", number), key=deed_key("says", number), saying=saying
            )
    return 3
