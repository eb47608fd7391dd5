package dev.lakefront.portal.tryit;

import dev.lakefront.store.ConditionalOnPortal;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Reads how models are tried. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnPortal
@EnableConfigurationProperties(TryItProperties.class)
class TryItConfiguration {}
