package dev.lakefront.accesslog;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the access log, where there is one. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessLogProperties.class)
class AccessLogConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    @ConditionalOnBooleanProperty(name = "lakefront.access-log.enabled", matchIfMissing = true)
    AccessLog accessLog(AccessLogProperties properties, MeterRegistry registry) throws IOException {
        return new AccessLog(properties, output(properties.file()), registry);
    }

    /** Fails the start when the file cannot be opened: a log that somebody asked for is not left out in silence. */
    private static OutputStream output(@Nullable Path file) throws IOException {
        return file == null
                ? new StandardOutput()
                : Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
