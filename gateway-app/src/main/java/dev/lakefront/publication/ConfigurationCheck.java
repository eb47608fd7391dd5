package dev.lakefront.publication;

import dev.lakefront.backend.WorkspaceFile;
import dev.lakefront.catalog.ApiFile;
import dev.lakefront.catalog.ProductFile;
import dev.lakefront.document.Kind;
import dev.lakefront.document.Report;
import dev.lakefront.policy.PolicyFactories;
import dev.lakefront.secret.NamedValuesFile;
import dev.lakefront.subscription.SubscriptionFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Checks configuration files without starting the gateway: no network, no secrets, the same findings. */
public final class ConfigurationCheck {

    private ConfigurationCheck() {}

    /** Reads and understands both folders; everything that is wrong is in the report. */
    public static Report run(Path configDir, Path policiesDir) {
        return withPolicies(policies -> {
            Report report = new Report();
            ConfigurationFiles files = ConfigurationFiles.read(configDir, policiesDir, report);
            ConfigurationCompiler compiler = new ConfigurationCompiler(
                    policies, NamedValuesFile.offline(), new ImportedDocuments(), Clock.systemUTC());
            compiler.compile(files, Optional.empty(), report);
            return report;
        });
    }

    /** Every kind of configuration file. */
    public static List<Kind<?>> kinds() {
        return withPolicies(policies -> List.of(
                GatewaySettings.KIND,
                Branding.KIND,
                WorkspaceFile.KIND,
                ApiFile.KIND,
                ProductFile.KIND,
                SubscriptionFile.KIND,
                NamedValuesFile.KIND,
                policies.kind()));
    }

    /** Policies are found by injection here as they are in the gateway, so that a check knows all of them. */
    private static <T> T withPolicies(Function<PolicyFactories, T> use) {
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext("dev.lakefront.policy")) {
            return use.apply(context.getBeanProvider(PolicyFactories.class).getObject());
        }
    }
}
