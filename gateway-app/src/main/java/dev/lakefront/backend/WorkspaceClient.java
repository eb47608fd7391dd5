package dev.lakefront.backend;

import java.util.List;

/**
 * Asks one workspace about its endpoints.
 *
 * <p>Thread-safe. Every method blocks for up to ten seconds, so they are for virtual threads; every method fails with
 * {@link BackendCallFailed}.
 */
public interface WorkspaceClient {

    /** All endpoints that the credential may see. */
    List<Endpoint> endpoints();

    Endpoint endpoint(String name);

    /** The endpoint's OpenAPI document as it came: JSON or YAML, at most 16 MiB. */
    byte[] openApi(String endpoint);
}
