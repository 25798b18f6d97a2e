package fathom.runs;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Makes executors beyond this machine. A provider is a service ({@code META-INF/services/fathom.runs.ExecutorProvider}), so that what
 * runs trials elsewhere is found when it is there, and imported by nobody.
 */
public interface ExecutorProvider {

    /** Addresses that it answers to, for people: such as {@code spark://host:port}. */
    String addresses();

    /** Whether it answers to that address. */
    boolean answersTo(String address);

    /** Connects. Throws {@link UserError} when there is nobody at that address. */
    Connection connect(String address);

    /** An executor that must be let go in the end. */
    interface Connection extends Executor, AutoCloseable {

        /** About how many trials it runs at once. */
        int jobs();

        @Override
        void close();
    }

    /** Connects by the provider that answers to the address; a {@link UserError} says which there are when none does. */
    static Connection connectTo(String address) {
        List<ExecutorProvider> providers = ServiceLoader.load(ExecutorProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return providers.stream()
                .filter(provider -> provider.answersTo(address))
                .findFirst()
                .orElseThrow(() -> new UserError("no executor answers to " + address + ", expected "
                        + (providers.isEmpty()
                                ? "one on the class path (the cluster module, built by mvn -Pcluster package)"
                                : String.join(
                                        " or ",
                                        providers.stream()
                                                .map(ExecutorProvider::addresses)
                                                .toList()))))
                .connect(address);
    }
}
