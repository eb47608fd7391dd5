package dev.lakefront.document;

/** How much a finding matters: an error keeps the configuration from being published, a warning does not. */
public enum Severity {
    ERROR,
    WARNING
}
