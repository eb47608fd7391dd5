package dev.lakefront.limit;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Puts the waiting room before whichever limiter counts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

    @Bean
    WaitingRoom waitingRoom(RateLimiter limiter, LimitProperties properties) {
        return new WaitingRoom(
                limiter,
                Schedulers.parallel(),
                System::nanoTime,
                properties.maxWaiting(),
                properties.maxWaitingSize().toBytes());
    }
}
