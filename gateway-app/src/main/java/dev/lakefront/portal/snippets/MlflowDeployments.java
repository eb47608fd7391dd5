package dev.lakefront.portal.snippets;

/** With MLflow's client of deployments, which takes the gateway for a workspace. */
final class MlflowDeployments implements Language {

    @Override
    public Label label() {
        return new Label("mlflow", "MLflow", "call_mlflow.py", "pip install mlflow");
    }

    @Override
    public boolean writes(Target target, Content content) {
        return content.fitsDoubles()
                && content.json() != null
                && content.json().isObject()
                && content.call().method().equals("POST")
                && content.call().url().equals(target.invocations())
                && target.invocations().endsWith("/invocations");
    }

    @Override
    public String write(Target target, Content content) {
        if (content.json() == null) {
            return "";
        }
        String inputs = Literals.PYTHON.write(content.json(), "    ");
        String arguments = "(\n    endpoint=" + Quotes.python(target.api()) + ",\n    inputs=" + inputs + ",\n)";
        String call = content.streams()
                ? "for chunk in client.predict_stream" + arguments + ":\n    print(chunk)\n"
                : "print(client.predict" + arguments + ")\n";
        return """
            import os

            os.environ["DATABRICKS_HOST"] = %s
            os.environ["DATABRICKS_TOKEN"] = os.environ["%s"]

            from mlflow.deployments import get_deploy_client

            client = get_deploy_client("databricks")
            %s\
            """.formatted(Quotes.python(target.gateway()), KEY, call);
    }
}
