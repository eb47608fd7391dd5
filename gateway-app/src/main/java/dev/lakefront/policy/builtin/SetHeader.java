package dev.lakefront.policy.builtin;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.lakefront.policy.Placement;
import dev.lakefront.policy.Policy;
import dev.lakefront.policy.PolicyFactory;
import dev.lakefront.policy.PolicyRefused;
import dev.lakefront.policy.Section;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Sets headers to fixed values, in place of whatever values they had: {@code set-header: { X-Environment: prod }}. */
@Component
final class SetHeader implements PolicyFactory<SetHeader.Config> {

    private static final int MAX_VALUE = 4096;

    /** Values by header name. */
    record Config(Map<String, String> headers) {

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        Config {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }

        /** Without the values, which may have been references. */
        @Override
        public String toString() {
            return "Config" + headers.keySet();
        }
    }

    @Override
    public String kind() {
        return "set-header";
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
        Set<String> seen = new HashSet<>();
        config.headers()
                .forEach((name, value) -> HeaderNames.flaw(name)
                        .or(() -> seen.add(HeaderNames.canonical(name))
                                ? flaw(name, value)
                                : Optional.of("header '" + name + "' stands here twice, in another spelling"))
                        .ifPresent(fault ->
                                faults.put("/" + name.replace("~", "~0").replace("/", "~1"), fault)));
        if (!faults.isEmpty()) {
            throw new PolicyRefused(faults);
        }
        return new Policy.FilterPolicy(
                HeaderChange.in(placement.section(), headers -> config.headers().forEach(headers::set)));
    }

    /** Printable ASCII and tabs only (RFC 9110, section 5.5): nothing that could begin another header. */
    private static Optional<String> flaw(String name, String value) {
        if (value.length() > MAX_VALUE) {
            return Optional.of("the value of header '" + name + "' is longer than " + MAX_VALUE + " characters");
        }
        return value.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7f)
                ? Optional.empty()
                : Optional.of("the value of header '" + name
                        + "' has a line break, another control character or a character outside ASCII in it");
    }
}
