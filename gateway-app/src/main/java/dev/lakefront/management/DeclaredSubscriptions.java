package dev.lakefront.management;

import dev.lakefront.problem.GatewayProblem;
import dev.lakefront.problem.ProblemType;
import dev.lakefront.publication.LocationProperties;
import dev.lakefront.publication.Snapshots;
import dev.lakefront.subscription.Subscription;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The subscriptions of configuration files, which can be read here and changed by a commit only. */
@Component
class DeclaredSubscriptions {

    private final Snapshots snapshots;
    private final Path folder;

    DeclaredSubscriptions(Snapshots snapshots, LocationProperties locations) {
        this.snapshots = snapshots;
        this.folder = locations.configDir().resolve("subscriptions");
    }

    Collection<Subscription> all() {
        return snapshots.current().subscriptions().all();
    }

    Optional<Subscription> find(String id) {
        return all().stream()
                .filter(subscription -> subscription.id().value().equals(id))
                .findFirst();
    }

    /** Fails with {@code declared-in-file} for one that is declared. Blocks. */
    void refuse(String id) {
        if (find(id).isEmpty()) {
            return;
        }
        // That of a start without files has none.
        List<String> files = List.of(id + ".yaml", id + ".yml");
        String file = files.stream()
                .filter(name -> Files.isRegularFile(folder.resolve(name)))
                .findFirst()
                .map(name -> "config/subscriptions/" + name)
                .orElse("");
        throw new GatewayProblem(
                        ProblemType.DECLARED_IN_FILE,
                        file.isEmpty()
                                ? "The gateway made subscription '" + id + "' for its start without files."
                                        + " Declare subscriptions in config/subscriptions/, or in the portal."
                                : "Subscription '" + id + "' is declared in " + file + ". Change it there.")
                .with("file", file);
    }
}
