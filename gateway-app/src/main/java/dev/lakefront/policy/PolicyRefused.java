package dev.lakefront.policy;

import java.util.LinkedHashMap;
import java.util.Map;

/** Says what is wrong with a policy's settings, each fault at its place. */
public final class PolicyRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> faults;

    /**
     * @param faults what is wrong, by JSON pointer relative to the settings; {@code ""} is the settings as a whole. Never
     *     quotes a value, which may have been a reference to a secret
     */
    public PolicyRefused(Map<String, String> faults) {
        super(String.join("; ", faults.values()));
        this.faults = new LinkedHashMap<>(faults);
    }

    Map<String, String> faults() {
        return faults;
    }
}
