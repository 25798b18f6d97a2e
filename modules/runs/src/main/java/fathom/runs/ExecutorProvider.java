package fathom.runs;

import java.io.Serializable;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.BiConsumer;

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

        /** Sends a value to every machine that will need it, once. */
        <T extends Serializable> Shared<T> share(T value);

        /**
         * Applies work to every input, on whatever machine. Results arrive in any order, from any thread, each once with the number of
         * its input.
         *
         * @throws UserError if the cluster gives up
         */
        <I extends Serializable, O extends Serializable> void map(
                Work<I, O> work, List<I> inputs, BiConsumer<Integer, O> results) throws InterruptedException;

        @Override
        void close();
    }

    /** A pure function that can travel. */
    @FunctionalInterface
    interface Work<I, O> extends Serializable {
        O apply(I input) throws Exception;
    }

    /** A value that is there on every machine. */
    interface Shared<T> extends Serializable {
        T value();
    }

    /**
     * What the options {@code --executor} and {@code --master} ask for: null for this machine.
     *
     * @param place local or spark
     * @param master the cluster's address, or null
     */
    static Connection connection(String place, String master) {
        boolean local = place.equals("local");
        if (!local && !place.equals("spark")) {
            throw new UserError("invalid value --executor=" + Quoted.of(place) + ": must be local or spark");
        }
        if (local && master != null) {
            throw new UserError("--master " + Quoted.of(master) + " is for --executor spark: give both or neither");
        }
        if (!local && master == null) {
            throw new UserError("--executor spark needs --master ADDRESS, such as spark://host:7077");
        }
        return local ? null : connectTo(master);
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
