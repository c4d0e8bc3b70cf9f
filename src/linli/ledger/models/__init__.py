from .attachment import Attachment
from .attempt import Attempt
from .audit_line import AuditLine
from .follow_code import FollowCode
from .idempotency_key import IdempotencyKey
from .outbox_message import OutboxMessage

__all__ = ["Attachment", "Attempt", "AuditLine", "FollowCode", "IdempotencyKey", "OutboxMessage"]
