package dev.lakefront.policy;

import java.util.Set;

/**
 * The port to add a policy: the class that implements it, its test and the JSON Schema of its settings, no other file.
 *
 * <p>The schema is the resource {@code schemas/policies/<kind>.schema.json}; it stands alone, without {@code $ref}, so
 * that the schema of policy documents can be put together from all of them. An implementation is a Spring component,
 * stateless and thread-safe. It is called when a snapshot is compiled, never for a request.
 *
 * @param <C> the settings; its constructor refuses what cannot be with {@link IllegalArgumentException}
 */
public interface PolicyFactory<C extends Record> {

    /** The policy's name in documents: its class name in kebab case, for example {@code set-header}. */
    String kind();

    Class<C> configType();

    /** Where it may stand; elsewhere it is an error. */
    Set<Section> sections();

    /**
     * Compiles settings. They are complete and have passed the schema; references in them are resolved.
     *
     * @throws PolicyRefused when they cannot be, with the place of each fault; or a plain
     *     {@link IllegalArgumentException}, which is reported at the policy
     */
    Policy create(C config, Placement placement);
}
