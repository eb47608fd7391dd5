package dev.lakefront.demo;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The endpoint {@code iris}: tells the species of an iris from four measurements, by nearest centroid. It learns from
 * R. A. Fisher's data of 1936 (The use of multiple measurements in taxonomic problems), which is in the public domain.
 */
final class IrisModel implements DemoModel {

    private static final List<String> COLUMNS = List.of("sepal_length", "sepal_width", "petal_length", "petal_width");
    private static final EndpointCard CARD =
            new EndpointCard("iris", "", 2, List.of(new Entity.Registered("iris-3", "main.demo.iris", "3", 100)));

    private final ScoringRows rows = new ScoringRows(COLUMNS);
    private final Centroids centroids = Centroids.learn(Embedded.text("iris.csv"));

    @Override
    public EndpointCard card() {
        return CARD;
    }

    @Override
    public Set<Dialect> speaks() {
        return Set.of();
    }

    @Override
    public Reply answer(ModelCall call) {
        double maxDistance = maxDistance(call.body().path("params"));
        ObjectNode answer = Json.object();
        ArrayNode predictions = answer.putArray("predictions");
        for (List<JsonNode> row : rows.read(call.body())) {
            Centroids.Match match = centroids.nearest(features(row));
            predictions.add(match.distance() <= maxDistance ? match.label() : "unknown");
        }
        return Reply.json(answer);
    }

    /** The parameter of the model: what is farther from every species, in centimetres, is none of them. */
    private static double maxDistance(JsonNode params) {
        JsonNode value = params.path("max_distance");
        if (value.isMissingNode() || value.isNull()) {
            return Double.POSITIVE_INFINITY;
        }
        return value.doubleValueOpt()
                .orElseThrow(() -> Refusal.badRequest("Incompatible types for param 'max_distance'. Can not safely"
                        + " convert " + value.getNodeType() + " to double."));
    }

    private static double[] features(List<JsonNode> row) {
        double[] features = new double[COLUMNS.size()];
        for (int i = 0; i < features.length; i++) {
            JsonNode cell = row.get(i);
            if (cell.isNull()) {
                throw Refusal.unevaluable("Input contains NaN in column " + COLUMNS.get(i));
            }
            features[i] = cell.doubleValueOpt().orElse(Double.NaN);
            if (!Double.isFinite(features[i])) {
                throw Refusal.unevaluable("Incompatible input types for column " + COLUMNS.get(i)
                        + ". Can not safely convert " + cell.getNodeType() + " to float64.");
            }
        }
        return features;
    }
}
