from .attachment import Attachment
from .attempt import Attempt
from .audit_line import AuditLine
from .idempotency_key import IdempotencyKey
from .outbox_message import OutboxMessage

__all__ = ["Attachment", "Attempt", "AuditLine", "IdempotencyKey", "OutboxMessage"]
