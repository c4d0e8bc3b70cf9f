"""As what a unit is a member of the alliance (practices.md A3)."""

from __future__ import annotations

from enum import StrEnum

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class MemberKind(StrEnum):
    """`organisation` is the kind under which the organisation itself is kept."""

    label: str
    organisation: str

    def __new__(cls, value: str, label: str, organisation: str) -> MemberKind:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.label, kind.organisation = label, organisation
        return kind

    PROPERTY_FIRM = "property_firm", _("物业公司"), "property_firm"
    OWNERS_COMMITTEE = "owners_committee", _("业委会"), "committee"
    SOCIAL = "social", _("社会组织"), "social"
    ENTERPRISE = "enterprise", _("企业商户"), "enterprise"
    ORGAN = "organ", _("机关事业单位"), "organ"
    JOINT_COMMITTEE = "joint_committee", _("大党委成员单位"), "organ"
    DEPARTMENT = "department", _("职能部门"), "department"
    UTILITY = "utility", _("公用企业"), "utility"
    COMMITTEE = "committee", _("社区组织"), "committee"


class PointSubject(StrEnum):
    """What a point of a joint meeting is about."""

    label: str

    def __new__(cls, value: str, label: str) -> PointSubject:
        subject = str.__new__(cls, value)
        subject._value_ = value
        subject.label = label
        return subject

    WISH = "wish", _("微心愿")
    NEED = "need", _("需求")
    PROJECT = "project", _("项目")
    CASE = "case", _("事项")
    OTHER = "other", _("其他")
