"""The databricks-sdk package, unchanged: host and token, then host and client credentials."""
import json
import os

from databricks.sdk import WorkspaceClient
from databricks.sdk.errors import NotFound, Unauthenticated
from databricks.sdk.service.serving import ChatMessage, ChatMessageRole, DataframeSplitInput

ROW = {"sepal_length": 5.1, "sepal_width": 3.5, "petal_length": 1.4, "petal_width": 0.2}
host, key = os.environ["GATEWAY"], os.environ["KEY"]


def exercise(client):
    names = [endpoint.name for endpoint in client.serving_endpoints.list()]
    assert {"iris", "rag-chatbot", "assistant", "embed"} <= set(names), names
    endpoint = client.serving_endpoints.get("iris")
    assert endpoint.name == "iris" and endpoint.endpoint_url is None and endpoint.data_plane_info is None
    document = json.loads(client.serving_endpoints.get_open_api("iris").contents.read())
    assert "/invocations" in document["paths"], list(document["paths"])

    records = client.serving_endpoints.query("iris", dataframe_records=[ROW])
    split = client.serving_endpoints.query(
        "iris", dataframe_split=DataframeSplitInput(columns=list(ROW), data=[list(ROW.values())])
    )
    instances = client.serving_endpoints.query("iris", instances=[ROW])
    inputs = client.serving_endpoints.query("iris", inputs={name: [value] for name, value in ROW.items()})
    for answer in [records, split, instances, inputs]:
        assert answer.predictions == ["setosa"], answer
    assert records.served_model_name, records

    message = ChatMessage(role=ChatMessageRole.USER, content="What is 2 + 3?")
    assert client.serving_endpoints.query("assistant", messages=[message]).choices[0].message.content
    assert client.serving_endpoints.query("embed", input=["a lake"]).data[0].embedding
    try:
        client.serving_endpoints.get("nobody")
        raise AssertionError("an unknown endpoint was described")
    except NotFound:
        pass
    try:
        client.serving_endpoints.query("nobody", instances=[ROW])
        raise AssertionError("an unknown endpoint answered")
    except NotFound:
        pass


exercise(WorkspaceClient(host=host, token=key, auth_type="pat"))
exercise(WorkspaceClient(host=host, client_id="demo", client_secret=key, auth_type="oauth-m2m"))
try:
    WorkspaceClient(host=host, token="wrong", auth_type="pat").serving_endpoints.get("iris")
    raise AssertionError("a wrong key was accepted")
except Unauthenticated:
    pass
print("databricks-sdk")
