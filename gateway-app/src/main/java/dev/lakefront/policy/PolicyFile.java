package dev.lakefront.policy;

import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Nearest;
import dev.lakefront.document.References;
import dev.lakefront.document.Report;
import dev.lakefront.document.SchemaCheck;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads policy documents: {@code inbound:} and {@code outbound:}, each a list of maps with one key, the policy's name.
 *
 * <p>References stand in texts that the policy's schema leaves free, such as the value of a header. The settings are checked twice: as they are written, so that no message
 * shows what a reference stands for, and once they are resolved.
 */
public final class PolicyFile {

    private final PolicyFactories factories;
    private final Binder binder;
    private final SettingTexts texts;
    private final SchemaCheck schemaCheck = new SchemaCheck();

    public PolicyFile(PolicyFactories factories, Binder binder, References references) {
        this.factories = factories;
        this.binder = binder;
        this.texts = new SettingTexts(references);
    }

    /**
     * Empty when something is wrong; then the report says all of it. A policy whose references cannot be resolved is
     * left out and is in the report. Blocks while references are resolved.
     */
    public Optional<PolicyDocument> read(PolicyScope scope, Document document, Report report) {
        long before = report.errors();
        if (!schemaCheck.check(document, factories.outline(), report)) {
            return Optional.empty();
        }
        List<CompiledPolicy> policies = new ArrayList<>();
        for (Section section : Section.values()) {
            int items = document.content().path(section.word()).size();
            for (int i = 0; i < items; i++) {
                item(document, "/" + section.word() + "/" + i, new Placement(scope, section), report)
                        .ifPresent(policies::add);
            }
        }
        reportTwins(policies, document, report);
        return report.errors() > before ? Optional.empty() : Optional.of(new PolicyDocument(scope, policies));
    }

    private Optional<CompiledPolicy> item(Document document, String pointer, Placement placement, Report report) {
        Document item = document.at(pointer);
        Collection<String> names = item.content().propertyNames();
        if (names.size() != 1) {
            item.error(
                    report,
                    "",
                    "LF1401",
                    "an item is one policy, such as '- remove-header: [Server]'; this one has "
                            + (names.isEmpty()
                                    ? "no name"
                                    : "the names " + String.join(", ", names) + ": put each after its own '-'"));
            return Optional.empty();
        }
        String kind = names.iterator().next();
        Optional<RegisteredPolicy<?>> registered = factories.find(kind);
        if (registered.isEmpty()) {
            item.keyError(report, key(kind), "LF1402", unknown(kind, placement.section()));
            return Optional.empty();
        }
        if (!registered.get().factory().sections().contains(placement.section())) {
            item.keyError(
                    report, key(kind), "LF1403", misplaced(registered.get().factory(), placement.section()));
            return Optional.empty();
        }
        return settings(registered.get(), item, kind, placement, report)
                .map(policy -> new CompiledPolicy(kind, placement, item.keyPosition(key(kind)), policy));
    }

    private Optional<Policy> settings(
            RegisteredPolicy<?> registered, Document item, String kind, Placement placement, Report report) {
        boolean plain = texts.refuseExpressions(item, report);
        if (!schemaCheck.check(item, registered.item(), report) || !plain) {
            return Optional.empty();
        }
        return texts.resolve(item, report)
                .map(resolved -> item.with(resolved).at(key(kind)))
                .flatMap(config -> registered.compile(config, placement, binder, report));
    }

    private String unknown(String kind, Section section) {
        Collection<String> known = factories.kinds(section);
        String nearest = Nearest.to(kind, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
        return "unknown policy '" + kind + "'" + nearest + "; known in " + section.word() + ": "
                + String.join(", ", known);
    }

    private static String misplaced(PolicyFactory<?> factory, Section section) {
        return "policy '" + factory.kind() + "' cannot stand in " + section.word() + "; move it to "
                + String.join(
                        " or ",
                        factory.sections().stream().map(Section::word).sorted().toList());
    }

    /** Two limits of one name in one scope would be one to whoever reads the RateLimit header. */
    private static void reportTwins(List<CompiledPolicy> policies, Document document, Report report) {
        Map<String, CompiledPolicy> byName = new HashMap<>();
        for (CompiledPolicy compiled : policies) {
            if (compiled.policy() instanceof Policy.LimitPolicy limited) {
                CompiledPolicy first = byName.putIfAbsent(limited.limit().name(), compiled);
                if (first != null) {
                    document.error(
                            report,
                            pointerAt(document, compiled),
                            "LF1406",
                            "limit '"
                                    + limited.limit().name() + "' stands here twice; first at " + first.position()
                                    + "; give each its own name");
                }
            }
        }
    }

    private static String pointerAt(Document document, CompiledPolicy compiled) {
        String list = "/" + compiled.placement().section().word();
        JsonNode items = document.content().path(compiled.placement().section().word());
        for (int i = 0; i < items.size(); i++) {
            String pointer = list + "/" + i + key(compiled.kind());
            if (document.keyPosition(pointer).equals(compiled.position())) {
                return pointer;
            }
        }
        return list;
    }

    private static String key(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
