package dev.lakefront.server;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Knows whether the heap is nearly full of what is in use: by what is left after each garbage collection, which unlike
 * what is used in between is no accident.
 */
@Component
class HeapPressure implements NotificationListener, DisposableBean {

    /** Of the largest heap; above it after a collection, collections follow each other. */
    private static final double HIGH = 0.9;

    /** Where nothing is let in, nothing is collected either: after this long it must be tried again. */
    private static final Duration HOLDS = Duration.ofSeconds(1);

    private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());
    private final long max = Runtime.getRuntime().maxMemory();
    private volatile boolean high;
    private volatile long since;

    HeapPressure() {
        ManagementFactory.getGarbageCollectorMXBeans().forEach(collector -> {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(this, null, null);
            }
        });
    }

    boolean isHigh() {
        return high && System.nanoTime() - since < HOLDS.toNanos();
    }

    @Override
    public void handleNotification(Notification notification, Object handback) {
        if (GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION.equals(notification.getType())) {
            Map<String, MemoryUsage> after = GarbageCollectionNotificationInfo.from(
                            (CompositeData) notification.getUserData())
                    .getGcInfo()
                    .getMemoryUsageAfterGc();
            long used = after.entrySet().stream()
                    .filter(pool -> heapPools.contains(pool.getKey()))
                    .mapToLong(pool -> pool.getValue().getUsed())
                    .sum();
            collected(used, max);
        }
    }

    void collected(long used, long of) {
        since = System.nanoTime();
        high = used > of * HIGH;
    }

    @Override
    public void destroy() throws Exception {
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.removeNotificationListener(this);
            }
        }
    }
}
