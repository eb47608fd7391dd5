package dev.lakefront.management;

import dev.lakefront.usage.Latencies;
import dev.lakefront.usage.UsageQuestion;
import dev.lakefront.usage.UsageReport;
import dev.lakefront.usage.UsageSums;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the management API shows usage. */
final class UsageView {

    private static final long NANOS_IN_MICRO = 1000;
    private static final double MICROS_IN_MILLI = 1000;

    private UsageView() {}

    static ObjectNode of(UsageQuestion question, UsageReport report) {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("from", question.from().toString());
        node.put("to", question.to().toString());
        node.put("step", question.step().toString());
        node.set("total", sums(JsonMapper.shared().createObjectNode(), report.total()));
        grouped(node.putArray("by_api"), "api", report.byApi());
        grouped(node.putArray("by_subscription"), "subscription", report.bySubscription());
        ArrayNode keys = node.putArray("by_key");
        report.byKey()
                .forEach((key, sums) -> sums(
                        keys.addObject().put("subscription", key.subscription()).put("key", key.name()), sums));
        ArrayNode statuses = node.putArray("by_status");
        report.byStatus().forEach((status, sums) -> sums(statuses.addObject().put("status", status), sums));
        ArrayNode times = node.putArray("by_time");
        report.byTime().forEach((time, sums) -> sums(times.addObject().put("from", time.toString()), sums));
        return node;
    }

    /** A name is null for calls that have none, such as those without a valid key. */
    private static void grouped(ArrayNode groups, String member, Map<String, UsageSums> sums) {
        sums.forEach((name, sum) -> sums(groups.addObject().put(member, name.isEmpty() ? null : name), sum));
    }

    private static ObjectNode sums(ObjectNode node, UsageSums sums) {
        node.put("calls", sums.calls());
        node.put("errors", sums.errors());
        node.put("limited", sums.limited());
        node.put("request_bytes", sums.requestBytes());
        node.put("response_bytes", sums.responseBytes());
        node.put("rows", sums.rows());
        node.put("input_tokens", sums.inputTokens());
        node.put("output_tokens", sums.outputTokens());
        ObjectNode latency = node.putObject("latency_ms");
        percentile(latency, "p50", sums.latencies(), 0.5);
        percentile(latency, "p95", sums.latencies(), 0.95);
        percentile(latency, "p99", sums.latencies(), 0.99);
        return node;
    }

    private static void percentile(ObjectNode node, String name, Latencies latencies, double share) {
        latencies
                .percentile(share)
                .ifPresentOrElse(
                        nanos -> node.put(name, nanos / NANOS_IN_MICRO / MICROS_IN_MILLI), () -> node.putNull(name));
    }
}
