package dev.lakefront.demo;

import dev.lakefront.backend.Authentication;
import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceId;
import dev.lakefront.publication.FallbackWorkspace;
import dev.lakefront.publication.StarterKey;
import dev.lakefront.secret.Secret;
import dev.lakefront.secret.SecretSource;
import dev.lakefront.subscription.Subscription;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Starts the simulated workspace when there is no other, so that the gateway can be tried without one.
 *
 * <p>Last of the fallbacks. It refuses to be offered to a network, unless that is forced: somebody might take its answers
 * for a model's.
 */
@Component
@EnableConfigurationProperties(DemoProperties.class)
@Order(100)
class DemoFallback implements FallbackWorkspace, DisposableBean {

    private static final Logger LOGGER = LoggerFactory.getLogger(DemoFallback.class);

    static final WorkspaceId ID = new WorkspaceId("demo");

    private final InstantSource clock;
    private final String address;
    private final boolean force;
    private final StarterKey starterKey;
    private volatile @Nullable DemoWorkspace demo;

    DemoFallback(
            InstantSource clock,
            @Value("${server.address:0.0.0.0}") String address,
            DemoProperties properties,
            StarterKey starterKey) {
        this.clock = clock;
        this.address = address;
        this.force = properties.force();
        this.starterKey = starterKey;
    }

    @Override
    public Optional<Workspace> workspace() {
        if (!force && !isLoopback()) {
            throw new DemoExposed(address);
        }
        DemoWorkspace started = DemoWorkspace.start(DemoSettings.onLoopback(clock, new SecureRandom()));
        demo = started;
        LOGGER.warn("SIMULATION: no workspace is configured, so a simulated one answers. Its answers are not those of a"
                + " model. Declare a workspace in config/workspaces/ or set DATABRICKS_HOST.");
        return Optional.of(Workspace.of(
                ID,
                "databricks",
                started.host(),
                new Authentication.Token(SecretSource.of(Secret.of(started.token())))));
    }

    @Override
    public Optional<Subscription> subscription() {
        return Optional.of(starterKey.subscription("demo", "Demo"));
    }

    @Override
    public Map<String, String> files() {
        return DemoFiles.all();
    }

    /** Whether the simulated workspace was chosen; files may declare another one since. */
    boolean started() {
        return demo != null;
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    @Override
    public void destroy() {
        DemoWorkspace started = demo;
        if (started != null) {
            started.close();
        }
    }
}
