"""Verifies a message's DKIM signature with dkimpy, as it is and with one byte changed: verify.py FILE RECORD, the selector's TXT record."""
import json
import pathlib
import re
import sys

import dkim

message = pathlib.Path(sys.argv[1]).read_bytes()
asked = []


def record(name, timeout=5):
    asked.append(name.decode())
    return sys.argv[2].encode()


def verify(mail):
    return dkim.verify(mail, dnsfunc=record)


def changed(pattern):
    at = re.search(pattern, message, re.MULTILINE).end()
    return message[:at] + bytes([message[at] ^ 1]) + message[at + 1:]


signature = re.search(rb"^DKIM-Signature:.*?\r\n(?![ \t])", message, re.MULTILINE | re.DOTALL).group()
fields = dict(field.strip().split(b"=", 1) for field in re.sub(rb"\s+", b"", signature.split(b":", 1)[1]).rstrip(b";").split(b";"))
print(json.dumps({
    "verifies": verify(message),
    "asked": sorted(set(asked)),
    "signed": fields[b"h"].decode().lower().split(":"),
    "algorithm": fields[b"a"].decode(),
    "changed": {
        "body": verify(changed(rb"\r\n\r\n[^\r]*\r\nContent-Type: text/plain[^\0]*?\r\n\r\n")),
        "subject": verify(changed(rb"^Subject: ")),
        "list-unsubscribe": verify(changed(rb"^List-Unsubscribe:\s+<")),
    },
}))
