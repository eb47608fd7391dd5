"""Trains scikit-learn's iris classifier and writes it as an MLflow model, for `mlflow models serve`."""
import sys

import mlflow.sklearn
from mlflow.models import infer_signature
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

iris = load_iris(as_frame=True)
rows = iris.data.rename(columns=lambda name: name.replace(" (cm)", "").replace(" ", "_"))
model = LogisticRegression(max_iter=500).fit(rows, iris.target)
mlflow.sklearn.save_model(model, sys.argv[1], signature=infer_signature(rows, model.predict(rows)))
