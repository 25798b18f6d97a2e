package fathom.experiments.cli;

import com.google.common.collect.ImmutableList;
import fathom.experiments.profile.Profile;
import fathom.experiments.profile.ProfileSettings;
import fathom.experiments.profile.sample.TableOptions;
import fathom.runs.Quoted;
import fathom.runs.UserError;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Request;
import fathom.runs.settings.Require;
import fathom.runs.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From a named target or a user's table to one report. Run again with the same data and values, it goes on where it was. */
@Command(
        name = "profile",
        description = "Tell whether depth helps on a target or your own table, and why.",
        sortOptions = false,
        footer = {
            "",
            "Targets: local, global, parity, staircase, hierarchy, bump, harmonic, each with keys: local(k=3,d=25).",
            "Keys: depths, seeds, data.validation, data.test, network.width, network.rates, network.steps, network.batch,",
            "network.unlabelled, kernel.ridges, kernel.spectrum, kernel.curveRidge, kernel.draws, kernel.conditioning.",
            "Example: fathom profile --target iris.csv --label species depths=0,1,2,4,8"
        })
final class ProfileCommand implements Callable<Integer> {

    /** Keys that the data decide, through options. */
    private static final ImmutableList<String> DECIDED = ImmutableList.of(
            "data.target", "data.digest", "data.label", "data.task", "data.n", "data.inputs", "data.outputs");

    @Option(
            names = "--target",
            paramLabel = "NAME|FILE",
            required = true,
            description = "A named target, a .csv with a sample a row, or an .npy of inputs with --labels.")
    private String target;

    @Option(names = "--label", paramLabel = "COLUMN", description = "Label's column, name or number (default: last).")
    private String label;

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            description = "A column to leave out, name or number; may be given again.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--header",
            paramLabel = "yes|no",
            description = "Whether the first row holds names (default: found out).")
    private String header;

    @Option(names = "--labels", paramLabel = "Y.npy", description = "The labels of an .npy of inputs.")
    private Path labels;

    @Option(names = "--task", description = "classification or regression (default: by the labels).")
    private String task;

    @Option(names = "--n", description = "Samples (default: 5000 of a named target, all rows of a file).")
    private Integer n;

    @Option(names = "--preset", description = "standard or smoke (default: standard).")
    private String preset;

    @Parameters(arity = "0..*", paramLabel = "KEY=VALUE", description = "Values instead of the preset's.")
    private List<String> overrides = new ArrayList<>();

    @Spec
    private CommandSpec spec;

    ProfileCommand() {}

    @Override
    public Integer call() {
        String start = preset == null
                ? Profile.EXPERIMENT.presets().keySet().iterator().next()
                : preset;
        Settings<ProfileSettings> settings = Profile.EXPERIMENT.preset(start);
        if (n != null) {
            Require.atLeast("--n", n, 1);
        }
        var err = spec.commandLine().getErr();
        ProfileInput input = ProfileInput.of(
                target,
                new TableOptions(
                        label == null ? "" : label, task == null ? "" : task, header == null ? "" : header, ignored),
                labels,
                n,
                sentence -> err.println("fathom: " + sentence));
        for (String override : overrides) {
            if (override.matches("(?i)(data\\.)?(target|digest|label|task|n|inputs|outputs)=.*")) {
                throw new UserError("\"" + Quoted.of(override)
                        + "\" is no key of a profile, expected an option such as --target or --n");
            }
        }
        ProfileSettings chosen = settings.overrides(input.settings())
                .fixed(DECIDED)
                .overrides(overrides)
                .overrides(RunOptions.request(spec, List.of()).settings())
                .resolve();
        chosen.checkSplits(input.source());
        return RunOptions.request(spec, overrides)
                .run(
                        new Request.Study(
                                Profile.EXPERIMENT,
                                input.title(),
                                chosen,
                                threads -> Profile.of(input.source())
                                        .prepare(chosen, new Context(threads, Optional.empty(), Path.of("scratch")))),
                        RunOptions.environment(),
                        RunOptions.console(spec));
    }
}
