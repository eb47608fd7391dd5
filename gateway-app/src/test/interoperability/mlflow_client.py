"""MLflow's deployments client for Databricks, unchanged: host and token from the environment."""
import os

os.environ["DATABRICKS_HOST"] = os.environ["GATEWAY"]
os.environ["DATABRICKS_TOKEN"] = os.environ["KEY"]

from mlflow.deployments import get_deploy_client  # noqa: E402

client = get_deploy_client("databricks")
row = {"sepal_length": 6.3, "sepal_width": 3.3, "petal_length": 6.0, "petal_width": 2.5}
answer = client.predict(endpoint="iris", inputs={"dataframe_records": [row]})
assert answer["predictions"] == ["virginica"], answer

question = {"messages": [{"role": "user", "content": "What is 2 + 3?"}]}
whole = client.predict(endpoint="assistant", inputs=question)
assert whole["choices"][0]["message"]["content"], whole
chunks = list(client.predict_stream(endpoint="assistant", inputs=question))
text = "".join((chunk["choices"][0]["delta"].get("content") or "") for chunk in chunks if chunk["choices"])
assert len(chunks) > 1 and text == whole["choices"][0]["message"]["content"], chunks
assert client.get_endpoint("iris")["name"] == "iris"
print("mlflow", len(chunks), "chunks")
