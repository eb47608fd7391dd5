package dev.lakefront.subscription.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.lakefront.catalog.Product;
import dev.lakefront.catalog.SubscriptionRules;
import dev.lakefront.limit.Limit;
import dev.lakefront.subscription.IndexFile;
import dev.lakefront.subscription.Offers;
import dev.lakefront.subscription.Scope;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.springframework.context.Lifecycle;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The modules {@code store} and {@code subscription} of one replica, on a database, with a clock that stands still. */
final class PortalStore implements AutoCloseable {

    static final Instant START = Instant.parse("2026-05-01T12:00:00Z");

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    final MutableClock clock = new MutableClock(START);
    private volatile byte[] kept = new byte[0];

    /** @param url with user and password, where the database wants them */
    PortalStore(String url) {
        HikariDataSource dataSource = new HikariDataSource();
        dataSource.setJdbcUrl(url);
        dataSource.setMaximumPoolSize(6);
        dataSource.setConnectionTimeout(2000);
        dataSource.setInitializationFailTimeout(-1);
        context.registerBean(DataSource.class, () -> dataSource);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
        context.registerBean(
                TransactionTemplate.class, () -> new TransactionTemplate(new JdbcTransactionManager(dataSource)));
        context.registerBean(InstantSource.class, () -> clock);
        context.registerBean(RandomGenerator.class, () -> new SecureRandom());
        context.registerBean(Offers.class, TestOffers::new);
        context.registerBean(IndexFile.class, KeptInMemory::new);
        context.scan("dev.lakefront.store", "dev.lakefront.subscription");
        context.refresh();
        // Tests do what it does, when they want it.
        ((Lifecycle) context.getBean("subscriptionUpkeep")).stop();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** What would stand on the disk. */
    String kept() {
        return new String(kept, java.nio.charset.StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class TestOffers implements Offers {

        @Override
        public Optional<Product> product(String id) {
            return switch (id) {
                case "open" -> Optional.of(product(id, SubscriptionRules.DEFAULT, null));
                case "guarded" ->
                    Optional.of(product(
                            id,
                            new SubscriptionRules(SubscriptionRules.Approval.MANUAL, 2, Duration.ofDays(10)),
                            "Be kind."));
                default -> Optional.empty();
            };
        }

        private static Product product(String id, SubscriptionRules rules, String terms) {
            return new Product(id, id, null, false, rules, terms);
        }

        @Override
        public boolean hasApi(String id) {
            return id.equals("iris");
        }

        /** Of the product "open": 100 calls a day, and bursts of 20 a second. */
        @Override
        public List<Limit> limits(Scope scope) {
            return scope.equals(new Scope.Product("open"))
                    ? List.of(
                            Limit.calls("daily", 100, Duration.ofDays(1), "products/open"),
                            Limit.calls("burst", 20, Duration.ofSeconds(1), "products/open"))
                    : List.of();
        }
    }

    private final class KeptInMemory implements IndexFile {

        @Override
        public void write(byte[] content) {
            kept = content;
        }

        @Override
        public Optional<byte[]> read() {
            return kept.length == 0 ? Optional.empty() : Optional.of(kept);
        }
    }
}
