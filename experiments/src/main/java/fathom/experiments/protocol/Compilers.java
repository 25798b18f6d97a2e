package fathom.experiments.protocol;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Whether the virtual machine is compiling: what waits in its queue runs in the interpreter, kernels of vectors at a hundredth of their speed. */
final class Compilers {

    private static final String DIAGNOSTICS = "com.sun.management:type=DiagnosticCommand";

    /** Between two questions, in nanoseconds. */
    private static final long POLL = 5_000_000;

    private Compilers() {}

    /** Whether nothing is compiled now and nothing waits; true too on a machine that does not tell. */
    static boolean idle() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            Object queue = server.invoke(
                    ObjectName.getInstance(DIAGNOSTICS), "compilerQueue", new Object[] {null}, new String[] {
                        String[].class.getName()
                    });
            return empty(String.valueOf(queue));
        } catch (JMException e) {
            return true;
        }
    }

    /** What has been spent on compiling so far, where the machine tells. */
    static long milliseconds() {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        return compilers == null || !compilers.isCompilationTimeMonitoringSupported()
                ? 0
                : compilers.getTotalCompilationTime();
    }

    /** Waits until nothing is compiled, for so many nanoseconds at most. */
    static void rest(long nanoseconds) {
        long begin = System.nanoTime();
        while (!idle() && System.nanoTime() - begin < nanoseconds) {
            LockSupport.parkNanos(POLL);
        }
    }

    /** What HotSpot prints: threads that compile by their names, then each queue's methods by number and name, or "Empty". */
    static boolean empty(String queue) {
        return queue.lines().noneMatch(line -> line.contains("CompilerThread") || line.contains("::"));
    }
}
