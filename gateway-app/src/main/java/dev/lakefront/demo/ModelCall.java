package dev.lakefront.demo;

import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call to a model.
 *
 * @param served the served entity that is asked
 * @param id names the answer, where its format has an id
 * @param at when the call was made
 */
record ModelCall(String served, Dialect dialect, ObjectNode body, String id, Instant at) {}
