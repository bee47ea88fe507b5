"""Reads messages with Python's own parser and prints what it understood, as JSON: readback.py FOLDER, which holds NAME.eml."""
import email
import json
import pathlib
import sys
import unicodedata
from email import policy


def columns(line):
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in line)


def read(file):
    mail = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    parts = [part for part in mail.walk() if not part.is_multipart()]
    people = {field: [{"name": one.display_name, "address": one.addr_spec} for one in mail[field].addresses] for field in ("from", "to")}
    text = mail.get_body(("plain",)).get_content()
    return {
        "subject": mail["subject"], **people, "messageId": mail["message-id"].strip(), "date": mail["date"].datetime.isoformat(),
        "headers": [name.lower() for name in mail.keys()],
        "text": text, "html": mail.get_body(("html",)).get_content(),
        "types": [part.get_content_type() for part in parts], "type": mail.get_content_type(),
        "wide": [line for line in text.splitlines() if columns(line) > 72],
        "defects": [repr(defect) for part in mail.walk() for defect in part.defects]
                   + [f"{name}: {defect!r}" for name, value in mail.items() for defect in value.defects],
    }


print(json.dumps({file.stem: read(file) for file in pathlib.Path(sys.argv[1]).glob("*.eml")}))
