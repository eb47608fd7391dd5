package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.store.Transactions;
import dev.lakefront.subscription.AuditEvent;
import dev.lakefront.subscription.AuditLine;
import dev.lakefront.subscription.AuditLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The audit log, newest first. */
@RestController
class AuditResource {

    /** What of the portal has the log. */
    @Component
    @ConditionalOnPortal
    static class Reader {

        private final AuditLog log;
        private final Transactions transactions;

        Reader(AuditLog log, Transactions transactions) {
            this.log = log;
            this.transactions = transactions;
        }

        List<AuditLine> read(long before, @Nullable String subscription, int limit) {
            return transactions.call(() -> log.before(before, subscription, limit));
        }
    }

    private final ObjectProvider<Reader> reader;
    private final PortalWork work;

    AuditResource(ObjectProvider<Reader> reader, PortalWork work) {
        this.reader = reader;
        this.work = work;
    }

    @GetMapping("/management/v1/audit")
    Mono<ResponseEntity<byte[]>> list(@RequestParam MultiValueMap<String, String> query) {
        Page page = Page.of(query);
        long before = number(page.after());
        return work.with(reader, log -> log.read(before, query.getFirst("subscription"), page.fetched()))
                .map(lines -> Answer.tagged(view(lines, page.limit())));
    }

    private static long number(String after) {
        try {
            return after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
        } catch (NumberFormatException none) {
            throw new GatewayProblem(ProblemType.INVALID_PARAMETER, "'after' must be the 'next' of the part before.");
        }
    }

    private static ObjectNode view(List<AuditLine> lines, int limit) {
        List<AuditLine> part = lines.subList(0, Math.min(limit, lines.size()));
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        ArrayNode items = answer.putArray("items");
        part.forEach(line -> items.add(view(line)));
        answer.put("next", lines.size() > limit ? Long.toString(part.getLast().number()) : null);
        return answer;
    }

    private static ObjectNode view(AuditLine line) {
        AuditEvent event = line.event();
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("number", line.number());
        node.put("at", event.at().toString());
        node.putObject("actor")
                .put("id", event.actor().id())
                .put("name", event.actor().name())
                .put("address", event.actor().address());
        node.put("action", event.action());
        node.putObject("object").put("kind", event.objectKind()).put("id", event.objectId());
        node.put("before", event.before());
        node.put("after", event.after());
        node.put("details", event.details());
        return node;
    }
}
