"""The openai package, unchanged: host and key only."""
import os

from openai import AuthenticationError, NotFoundError, OpenAI

client = OpenAI(base_url=os.environ["GATEWAY"] + "/v1", api_key=os.environ["KEY"], max_retries=0)

models = [model.id for model in client.models.list()]
assert "assistant" in models and "embed" in models, models
assert client.models.retrieve("assistant").id == "assistant"

question = [{"role": "user", "content": "What is 2 + 3?"}]
answer = client.chat.completions.create(model="assistant", messages=question)
assert answer.choices[0].message.content, answer
assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens

pieces = [
    chunk.choices[0].delta.content or ""
    for chunk in client.chat.completions.create(model="assistant", messages=question, stream=True)
    if chunk.choices
]
assert len(pieces) > 1 and "".join(pieces) == answer.choices[0].message.content, pieces

vectors = client.embeddings.create(model="embed", input=["a lake", "a harbour"])
assert len(vectors.data) == 2 and len(vectors.data[0].embedding) == len(vectors.data[1].embedding) > 8

native = OpenAI(base_url=os.environ["GATEWAY"] + "/serving-endpoints", api_key=os.environ["KEY"], max_retries=0)
assert native.chat.completions.create(model="assistant", messages=question).choices[0].message.content

try:
    client.chat.completions.create(model="nobody", messages=question)
    raise AssertionError("an unknown model was answered")
except NotFoundError as error:
    assert error.code == "model-not-found", error

try:
    OpenAI(base_url=os.environ["GATEWAY"] + "/v1", api_key="wrong", max_retries=0).models.list()
    raise AssertionError("a wrong key was accepted")
except AuthenticationError as error:
    assert error.code == "subscription-key-invalid", error

print("openai", len(models), "models")
