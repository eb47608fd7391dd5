package dev.lakefront.publication;

import dev.lakefront.backend.Workspace;
import dev.lakefront.backend.WorkspaceFile;
import dev.lakefront.catalog.ApiFile;
import dev.lakefront.catalog.Product;
import dev.lakefront.catalog.ProductFile;
import dev.lakefront.document.Binder;
import dev.lakefront.document.Document;
import dev.lakefront.document.Nearest;
import dev.lakefront.document.References;
import dev.lakefront.document.Report;
import dev.lakefront.policy.Policies;
import dev.lakefront.policy.PolicyFactories;
import dev.lakefront.policy.PolicyFile;
import dev.lakefront.policy.PolicyScope;
import dev.lakefront.secret.NamedValues;
import dev.lakefront.secret.NamedValuesFile;
import dev.lakefront.subscription.Scope;
import dev.lakefront.subscription.Subscription;
import dev.lakefront.subscription.SubscriptionFile;
import dev.lakefront.subscription.SubscriptionIndexBuilder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Understands configuration files: each kind by its own reader, then what they say of each other.
 *
 * <p>Everything that is wrong goes to the report, so that one run shows all of it. Blocks while references to secrets
 * are resolved; for the control plane and the command line.
 */
final class ConfigurationCompiler {

    private final Binder binder = new Binder();
    private final KnownApis knownApis = new KnownApis();
    private final KnownPolicies knownPolicies = new KnownPolicies();
    private final DocumentFiles documentFiles;
    private final ImportedDocuments imported;
    private final PolicyFactories policyFactories;
    private final NamedValuesFile namedValues;
    private final InstantSource clock;

    ConfigurationCompiler(
            PolicyFactories policyFactories,
            NamedValuesFile namedValues,
            ImportedDocuments imported,
            InstantSource clock) {
        this.imported = imported;
        this.documentFiles = new DocumentFiles(clock);
        this.policyFactories = policyFactories;
        this.namedValues = namedValues;
        this.clock = clock;
    }

    /**
     * Empty when there was an error; then the report says all of them.
     *
     * @param offered the workspace to front while no file declares one: the environment's, or the simulation
     */
    Optional<Configuration> compile(ConfigurationFiles files, Optional<Workspace> offered, Report report) {
        GatewaySettings settings = files.file("gateway")
                .flatMap(document -> GatewaySettings.read(document, binder, report))
                .orElse(GatewaySettings.DEFAULT);
        Branding branding = files.file("portal/branding")
                .flatMap(document -> Branding.read(document, files.configDir(), binder, report))
                .orElse(Branding.DEFAULT);
        NamedValues values = namedValues.read(files.file("named-values"), binder, report);
        Map<String, Workspace> workspaces = read(files, "workspaces", new WorkspaceFile(binder, values)::read, report);
        Optional<Workspace> given = offered.filter(workspace -> files.declareNoWorkspace());
        given.ifPresent(workspace -> workspaces.put(workspace.id().value(), workspace));
        Map<String, Product> products = read(files, "products", new ProductFile(binder)::read, report);
        ApiFiles.Declared declared = new ApiFiles(
                        new ApiFile(binder), knownApis, documentFiles, imported, values.isOffline())
                .read(files, workspaces.keySet(), report);
        List<Subscription> subscriptions = subscriptions(files, values, report);
        long before = report.errors();
        Policies policies = policies(files, values, report);
        if (report.errors() == before) {
            // Of a policy file that is wrong nobody knows which limits it has.
            subscriptions.forEach(subscription -> checkLimits(subscription, files, policies, report));
        }
        return report.hasErrors()
                ? Optional.empty()
                : Optional.of(new Configuration(
                        settings,
                        branding,
                        workspaces,
                        given,
                        declared.apis(),
                        declared.documents(),
                        products,
                        subscriptions,
                        policies,
                        files.fingerprint()));
    }

    private List<Subscription> subscriptions(ConfigurationFiles files, References references, Report report) {
        SubscriptionFile reader = new SubscriptionFile(binder, references, clock);
        SubscriptionIndexBuilder index = new SubscriptionIndexBuilder();
        List<Subscription> subscriptions = new ArrayList<>();
        Set<String> products = files.ids("products");
        Set<String> declared = files.ids("apis");
        boolean open = files.declareNoWorkspace();
        files.of("subscriptions")
                .forEach((id, document) -> reader.read(id, document, report).ifPresent(subscription -> {
                    Set<String> apis = declared;
                    if (open && subscription.scope() instanceof Scope.Api(String api)) {
                        // It may be one that the workspace has: that is known only once it was asked.
                        apis = new TreeSet<>(declared);
                        apis.add(api);
                    }
                    SubscriptionIndexBuilder.checkScope(subscription, document, products, apis, report);
                    index.add(subscription, document, report);
                    subscriptions.add(subscription);
                }));
        return subscriptions;
    }

    private static void checkLimits(
            Subscription subscription, ConfigurationFiles files, Policies policies, Report report) {
        PolicyScope to = switch (subscription.scope()) {
            case Scope.Product(String id) -> new PolicyScope.Product(id);
            case Scope.Api(String id) -> new PolicyScope.Api(id);
            case Scope.All _ -> new PolicyScope.Global();
        };
        files.file("subscriptions/" + subscription.id().value())
                .ifPresent(document -> SubscriptionIndexBuilder.checkLimits(
                        subscription, document, policies.canBeLowered(to), report));
    }

    private Policies policies(ConfigurationFiles files, References references, Report report) {
        KnownPolicies.Compilation known = knownPolicies.new Compilation(references);
        PolicyFile reader = new PolicyFile(policyFactories, binder, known);
        files.file("policies/global")
                .ifPresent(document -> reader.read(new PolicyScope.Global(), document, report)
                        .ifPresent(read -> known.add(document, read)));
        files.of("policies/products").forEach((id, document) -> {
            Set<String> products = files.ids("products");
            if (!products.contains(id)) {
                document.error(
                        report,
                        "",
                        "LF1206",
                        "no product '" + id + "' is declared in config/products/, so this" + " holds for nothing"
                                + Nearest.hint(id, products));
            }
            reader.read(new PolicyScope.Product(id), document, report).ifPresent(read -> known.add(document, read));
        });
        Set<String> apis = files.ids("apis");
        files.of("policies/apis").forEach((id, document) -> {
            checkApi(id, document, apis, files, report);
            reader.read(new PolicyScope.Api(id), document, report).ifPresent(read -> known.add(document, read));
        });
        return known.policies();
    }

    /** A warning only where APIs also come from a workspace, which this compilation does not ask. */
    private static void checkApi(
            String id, Document document, Set<String> apis, ConfigurationFiles files, Report report) {
        if (apis.contains(id)) {
            return;
        }
        String message = "no API '" + id + "' is declared in config/apis/, so this ";
        if (files.declareNoWorkspace()) {
            document.warning(
                    report,
                    "",
                    "LF1207",
                    message + "holds only if the workspace has such an endpoint" + Nearest.hint(id, apis));
        } else {
            document.error(report, "", "LF1207", message + "holds for nothing" + Nearest.hint(id, apis));
        }
    }

    @FunctionalInterface
    private interface KindReader<T> {
        Optional<T> read(String id, Document document, Report report);
    }

    private static <T> Map<String, T> read(
            ConfigurationFiles files, String folder, KindReader<T> reader, Report report) {
        Map<String, T> read = new TreeMap<>();
        files.of(folder)
                .forEach((id, document) -> reader.read(id, document, report).ifPresent(value -> read.put(id, value)));
        return read;
    }
}
