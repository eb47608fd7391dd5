package dev.lakefront.publication;

import dev.lakefront.policy.PolicyFactories;
import dev.lakefront.secret.NamedValuesFile;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires what publication needs of other modules. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LocationProperties.class)
class PublicationConfiguration {

    @Bean
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Bean
    RandomGenerator randomGenerator() {
        return new SecureRandom();
    }

    @Bean
    ConfigurationCompiler configurationCompiler(
            PolicyFactories policies, NamedValuesFile namedValues, ImportedDocuments imported, InstantSource clock) {
        return new ConfigurationCompiler(policies, namedValues, imported, clock);
    }

    @Bean
    KeptDocuments keptDocuments(LocationProperties locations) {
        return new KeptDocuments(new DocumentStore(locations.dataDir()));
    }

    @Bean
    DocumentRevisions documentRevisions(LocationProperties locations) {
        return new DocumentRevisions(new DocumentStore(locations.dataDir()));
    }
}
