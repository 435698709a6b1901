import base64
import json
import sys

from verify import is_from_finehook

given = json.load(sys.stdin)
answers = [
    is_from_finehook(given["secret"], call["headers"], base64.b64decode(call["body"]), given["now"])
    for call in given["calls"]
]
print(json.dumps(answers))
