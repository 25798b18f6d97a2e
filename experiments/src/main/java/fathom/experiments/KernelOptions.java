package fathom.experiments;

import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which kernel between rows a command on files computes. */
final class KernelOptions {

    @Option(names = "--kind", defaultValue = "ntk", description = "ntk or nngp (default: ${DEFAULT-VALUE}).")
    private String kind;

    @Mixin
    private NetworkOptions network;

    KernelOptions() {}

    Kernel kind() {
        return NetworkOptions.kind(kind);
    }

    InfiniteNetwork network() {
        return network.reluNetwork();
    }
}
