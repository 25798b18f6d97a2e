package fathom.bench.peer;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Stops and continues a process, by the C library's {@code kill}. */
@SuppressWarnings("restricted")
final class Signals {

    /** SIGCONT and SIGSTOP of Linux. */
    static final int CONTINUE = 18;

    static final int STOP = 19;

    private static final MethodHandle KILL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().find("kill").orElseThrow(),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private Signals() {}

    static void send(long process, int signal) {
        try {
            if ((int) KILL.invokeExact((int) process, signal) != 0) {
                throw new IllegalStateException("no process " + process + " to signal");
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
