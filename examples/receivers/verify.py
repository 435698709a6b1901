import base64
import hashlib
import hmac
import re
import time

TOLERANCE_SECONDS = 300


def is_from_finehook(secret, headers, body, now=None):
    """headers: names in lower case; body: the bytes as they came, before any JSON parser."""
    message_id = headers.get("webhook-id")
    timestamp = headers.get("webhook-timestamp")
    signatures = headers.get("webhook-signature")
    if not message_id or not timestamp or not signatures:
        return False
    if not re.fullmatch(r"[0-9]{1,12}", timestamp):
        return False
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{message_id}.{timestamp}.".encode() + body
    digest = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    expected = b"v1," + digest
    return any(hmac.compare_digest(given.encode(), expected) for given in signatures.split(" "))
