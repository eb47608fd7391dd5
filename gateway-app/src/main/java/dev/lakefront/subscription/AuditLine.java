package dev.lakefront.subscription;

/**
 * An event with its place in the audit log.
 *
 * @param number later ones have higher numbers; some are left out
 */
public record AuditLine(long number, AuditEvent event) {}
