package fathom.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The help, and the commands that docs/performance.md prints. */
class BenchMainTest {

    private static final Pattern COMMAND = Pattern.compile("\\./fathom bench([^`#\\n]*)");

    /** A list of commands shows the first line of each description. */
    @Test
    void descriptionsBeginWithALineThatIsASentence() {
        List<CommandLine> commands = new ArrayList<>(List.of(new CommandLine(BenchMain.class)));
        for (int i = 0; i < commands.size(); i++) {
            commands.addAll(commands.get(i).getSubcommands().values());
            String first = commands.get(i).getCommandSpec().usageMessage().description()[0];
            assertTrue(first.endsWith("."), first);
        }
        assertTrue(commands.size() > 8, commands.toString());
    }

    @Test
    void documentedCommandsAreRead() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("README.md"))) {
            root = root.getParent();
        }
        int count = 0;
        for (String page : List.of("docs/performance.md", "docs/kernels.md", "docs/map.md")) {
            Matcher matcher = COMMAND.matcher(Files.readString(root.resolve(page)));
            while (matcher.find()) {
                String[] words = matcher.group(1).strip().split(" +");
                new CommandLine(BenchMain.class)
                        .parseArgs(Arrays.stream(words)
                                .filter(word -> !word.isEmpty())
                                .toArray(String[]::new));
                count++;
            }
        }
        assertTrue(count > 10, count + " commands");
    }
}
