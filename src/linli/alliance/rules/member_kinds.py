"""As what a unit is a member of the alliance (practices.md A3)."""

from __future__ import annotations

from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class MemberKind(Labelled):
    """`organisation` is the kind under which the organisation itself is kept."""

    organisation: str

    PROPERTY_FIRM = "property_firm", _("物业公司"), "property_firm"
    OWNERS_COMMITTEE = "owners_committee", _("业委会"), "committee"
    SOCIAL = "social", _("社会组织"), "social"
    ENTERPRISE = "enterprise", _("企业商户"), "enterprise"
    ORGAN = "organ", _("机关事业单位"), "organ"
    JOINT_COMMITTEE = "joint_committee", _("大党委成员单位"), "organ"
    DEPARTMENT = "department", _("职能部门"), "department"
    UTILITY = "utility", _("公用企业"), "utility"
    COMMITTEE = "committee", _("社区组织"), "committee"


class PointSubject(Labelled):
    """What a point of a joint meeting is about."""

    WISH = "wish", _("微心愿")
    NEED = "need", _("需求")
    PROJECT = "project", _("项目")
    CASE = "case", _("事项")
    OTHER = "other", _("其他")
