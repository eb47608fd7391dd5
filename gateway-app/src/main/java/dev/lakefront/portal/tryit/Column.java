package dev.lakefront.portal.tryit;

import java.util.List;

/**
 * One column of the table editor.
 *
 * @param type as JSON Schema calls it; empty when the document does not say
 * @param options the only values that are possible; empty when there are others
 */
record Column(String name, String type, List<String> options) {}
