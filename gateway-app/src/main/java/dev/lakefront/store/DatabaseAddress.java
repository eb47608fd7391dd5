package dev.lakefront.store;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Where the database is, as {@code spring.datasource.*} says it. H2 takes a path such as {@code data/portal} for a mistake;
 * for everybody else it begins where the gateway was started.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSourceProperties.class)
@ConditionalOnPortal
class DatabaseAddress {

    private static final Pattern RELATIVE_FILE = Pattern.compile("jdbc:h2:file:(?![./~\\\\]|[A-Za-z]:)");

    @Bean
    JdbcConnectionDetails databaseConnection(DataSourceProperties properties) {
        return new JdbcConnectionDetails() {

            @Override
            public @Nullable String getUsername() {
                return properties.determineUsername();
            }

            @Override
            public @Nullable String getPassword() {
                return properties.determinePassword();
            }

            @Override
            public String getJdbcUrl() {
                return url(Objects.requireNonNull(properties.determineUrl(), "spring.datasource.url has a default"));
            }
        };
    }

    static String url(String written) {
        return RELATIVE_FILE.matcher(written).replaceFirst("jdbc:h2:file:./");
    }
}
