package dev.lakefront.usage;

import java.util.List;

/**
 * What one replica has to write.
 *
 * @param replica no other replica, and no earlier process, has this name
 * @param cells each with all its calls so far, not only with those since it was written last
 */
public record UsageBatch(String replica, List<Cell> cells, List<Request> requests) {

    public UsageBatch {
        cells = List.copyOf(cells);
        requests = List.copyOf(requests);
    }

    /** @param number of one minute and key; never used again by this replica */
    public record Cell(long number, UsageRow sums) {}

    /** @param number counts this replica's requests */
    public record Request(long number, LoggedRequest request) {}
}
