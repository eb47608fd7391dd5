package dev.lakefront.backend;

/**
 * How a workspace answered the gateway itself, not its callers.
 *
 * @param controlPlane questions about endpoints and documents
 * @param credential exchanges of a client secret for a token; unknown where none is exchanged
 */
public record WorkspaceHealth(CallHealth controlPlane, CallHealth credential) {}
