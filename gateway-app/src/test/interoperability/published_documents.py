"""The published documents, judged by openapi-spec-validator: both renditions of every API."""
import json
import os
import urllib.request

from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator, validate

gateway = os.environ["GATEWAY"]


def document(path):
    request = urllib.request.Request(gateway + path, headers={"X-API-Key": os.environ["KEY"]})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


for api in ["iris", "rag-chatbot", "assistant", "embed"]:
    for version, validator in [("3.1", OpenAPIV31SpecValidator), ("3.0", OpenAPIV30SpecValidator)]:
        published = document(f"/{api}/openapi.json?version={version}")
        assert published["openapi"].startswith(version), published["openapi"]
        assert [server["url"] for server in published["servers"]] == [f"{gateway}/{api}"], published["servers"]
        validate(published, cls=validator)
print("openapi-spec-validator")
