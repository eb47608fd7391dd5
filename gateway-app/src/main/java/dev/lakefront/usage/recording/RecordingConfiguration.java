package dev.lakefront.usage.recording;

import dev.lakefront.store.ConditionalOnPortal;
import dev.lakefront.usage.UsageProperties;
import dev.lakefront.usage.UsageStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Records usage where there is a portal to show it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnPortal
class RecordingConfiguration {

    @Bean
    Dropped usageDropped(MeterRegistry registry) {
        return Dropped.register(registry);
    }

    @Bean
    CallQueue usageQueue(UsageProperties properties, Dropped dropped) {
        return new CallQueue(properties.queue(), dropped);
    }

    /** Closed after the last call has ended, and before the store and its database. */
    @Bean(destroyMethod = "close")
    UsageRecording usageRecording(
            UsageProperties properties,
            CallQueue queue,
            UsageStore store,
            Dropped dropped,
            InstantSource clock,
            RandomGenerator random) {
        UsageRecording recording = new UsageRecording(properties, queue, store, dropped, clock, replica(random));
        recording.start(Schedulers.newSingle("usage-collect", true), Schedulers.newSingle("usage-write", true));
        return recording;
    }

    private static String replica(RandomGenerator random) {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
