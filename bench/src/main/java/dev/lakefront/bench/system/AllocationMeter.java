package dev.lakefront.bench.system;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Reads how many bytes a JVM's threads have allocated: {@code getTotalThreadAllocatedBytes}, exact to the thread-local
 * buffer, over all threads. It is honest for event loops, where a request has no thread of its own, needs no flag at the
 * start and costs nothing between two readings. Direct memory and JIT compilers are not in it.
 */
public interface AllocationMeter extends AutoCloseable {

    /** For systems without a JVM. */
    AllocationMeter NONE = new AllocationMeter() {
        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };

    /** Since the JVM's start. */
    long bytes() throws IOException;

    @Override
    void close() throws IOException;

    /** Attaches to a JVM of the same user on this machine. */
    static AllocationMeter attach(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            JMXConnector connector = JMXConnectorFactory.connect(
                    // A system that is stopped by a signal does not answer a check of the connection.
                    new JMXServiceURL(address), Map.of("jmx.remote.x.client.connection.check.period", 0L));
            ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                    connector.getMBeanServerConnection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
            return new AllocationMeter() {
                @Override
                public long bytes() {
                    return threads.getTotalThreadAllocatedBytes();
                }

                @Override
                public void close() throws IOException {
                    connector.close();
                }
            };
        } catch (AttachNotSupportedException refused) {
            throw new IOException("cannot attach to process " + pid, refused);
        }
    }
}
