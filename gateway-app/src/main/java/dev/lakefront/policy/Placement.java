package dev.lakefront.policy;

/** Where a policy was declared. */
public record Placement(PolicyScope scope, Section section) {}
