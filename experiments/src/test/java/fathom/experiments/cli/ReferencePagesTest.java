package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.experiments.profile.Profile;
import fathom.runs.experiment.Experiment;
import fathom.runs.settings.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages docs/reference/*.md say what the annotations say; -Dfathom.write.reference=true writes them anew. */
class ReferencePagesTest {

    private static final Path FOLDER = Path.of("..", "docs", "reference");

    static Stream<Experiment<?>> moved() {
        return Stream.concat(Experiments.ALL.stream(), Stream.of(Profile.EXPERIMENT));
    }

    @ParameterizedTest
    @MethodSource("moved")
    void thePageIsUpToDate(Experiment<?> experiment) throws IOException {
        StringBuilder page = new StringBuilder("# " + experiment.name() + "\n\n" + experiment.question() + "\n\n");
        page.append("Made from the annotations of the settings; `./fathom explain ")
                .append(experiment.name())
                .append("` shows the same.\n\n");
        page.append("## Presets\n\n");
        experiment
                .presets()
                .forEach((preset, words) -> page.append("- `")
                        .append(preset)
                        .append("`: ")
                        .append(words)
                        .append("\n"));
        page.append("\n## Keys\n\n")
                .append(Reference.of(experiment.settingsType()).markdown());
        Path file = FOLDER.resolve(experiment.name() + ".md");
        if (Boolean.getBoolean("fathom.write.reference")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, page);
        }
        List<String> there = Files.exists(file) ? Files.readAllLines(file) : List.of();
        assertEquals(
                page.toString().lines().toList(),
                there,
                file + " is stale: run this test with -Dfathom.write.reference=true");
    }
}
