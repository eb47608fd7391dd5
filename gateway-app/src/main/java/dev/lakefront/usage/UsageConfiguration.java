package dev.lakefront.usage;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds the settings of the meters and of what is kept. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MetricsProperties.class, UsageProperties.class})
class UsageConfiguration {}
