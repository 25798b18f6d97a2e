package fathom.experiments.cli;

import fathom.limit.Limit;
import fathom.nn.Architecture;
import fathom.nn.Initialiser;
import fathom.nn.Network;
import fathom.nn.Shape;
import fathom.ntk.Kernel;
import fathom.ntk.RowKernel;
import fathom.runs.Quoted;
import fathom.runs.Reason;
import fathom.runs.UserError;
import fathom.runs.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The kernel that belongs to an architecture: of its infinitely wide limit, or, where a file holds a network's weights, the tangent kernel of
 * that network.
 */
final class ArchitectureKernel {

    private static final String WEIGHTS = ".safetensors";

    private ArchitectureKernel() {}

    /** Whether the value of {@code --network} is an architecture or a file, not the name of a family. */
    static boolean isMeant(String network) {
        return network.contains("(") || Files.isRegularFile(Path.of(network)) || network.endsWith(WEIGHTS);
    }

    /**
     * The kernel between rows.
     *
     * @param network an architecture as text, a text file that holds one, or a .safetensors file of weights
     * @param input shape of the inputs at hand, where the text does not name it
     */
    static RowKernel of(String network, String initialiser, Kernel kind, Shape input) {
        try {
            if (network.endsWith(WEIGHTS)) {
                if (kind != Kernel.NTK) {
                    throw new UserError("--kind nngp is a mean over networks, and " + network
                            + " holds one: give --kind ntk, or an architecture");
                }
                Network trained = Network.load(Path.of(network));
                check(trained.architecture(), input);
                return Limit.empirical(trained).rowKernel();
            }
            String text = network.contains("(") ? network : Files.readString(Path.of(network));
            Architecture architecture = Architecture.parse(text.strip(), input);
            check(architecture, input);
            return Limit.of(architecture, initialiser(initialiser)).kernel(kind);
        } catch (IOException e) {
            throw new UserError(Reason.of(e), e);
        } catch (IllegalArgumentException e) {
            throw new UserError("--network: " + e.getMessage(), e);
        }
    }

    private static void check(Architecture architecture, Shape input) {
        if (architecture.inputs() != input.size()) {
            throw new UserError("--network takes rows of " + architecture.inputs()
                    + " numbers, and --input has rows of " + input.size());
        }
    }

    private static Initialiser initialiser(String name) {
        List<String> names = Arrays.stream(Initialiser.values())
                .map(known -> known.name().toLowerCase(Locale.ROOT))
                .toList();
        return Initialiser.values()[names.indexOf(Settings.known("--initialiser", Quoted.of(name), names))];
    }
}
