package dev.lakefront.publication;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the configuration again when somebody asks, without waiting until a change of its files is noticed. */
@Component
public class Reloads {

    private final LocationProperties locations;
    private final Publisher publisher;
    private final ReloadStatus status;

    Reloads(LocationProperties locations, Publisher publisher, ReloadStatus status) {
        this.locations = locations;
        this.publisher = publisher;
        this.status = status;
    }

    /** How it went; absent only before the first publication. Blocks while files and, if need be, workspaces are asked. */
    public ReloadStatus.@Nullable Reading now() {
        publisher.reload(Look.at(locations.folders()));
        return status.last();
    }
}
