package dev.lakefront.policy.builtin;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.lakefront.policy.Placement;
import dev.lakefront.policy.Policy;
import dev.lakefront.policy.PolicyFactory;
import dev.lakefront.policy.PolicyRefused;
import dev.lakefront.policy.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes headers away: {@code remove-header: [Server, X-Databricks-Org-Id]}, or the name alone when it is one. */
@Component
final class RemoveHeader implements PolicyFactory<RemoveHeader.Config> {

    /**
     * What to take away.
     *
     * @param single whether it was written without a list
     */
    record Config(List<String> names, boolean single) {

        Config {
            names = List.copyOf(names);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Config of(JsonNode written) {
            return written.isArray()
                    ? new Config(written.valueStream().map(JsonNode::asString).toList(), false)
                    : new Config(List.of(written.asString()), true);
        }
    }

    @Override
    public String kind() {
        return "remove-header";
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Set<Section> sections() {
        return Set.of(Section.INBOUND, Section.OUTBOUND);
    }

    @Override
    public Policy create(Config config, Placement placement) {
        Map<String, String> faults = new LinkedHashMap<>();
        for (int i = 0; i < config.names().size(); i++) {
            String pointer = config.single() ? "" : "/" + i;
            HeaderNames.flaw(config.names().get(i)).ifPresent(fault -> faults.put(pointer, fault));
        }
        if (!faults.isEmpty()) {
            throw new PolicyRefused(faults);
        }
        return new Policy.FilterPolicy(
                HeaderChange.in(placement.section(), headers -> config.names().forEach(headers::remove)));
    }
}
