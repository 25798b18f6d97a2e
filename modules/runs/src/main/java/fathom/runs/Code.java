package fathom.runs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The code that makes the trials of a run: id = the first 16 hexadecimal digits of SHA-256 over the name and the source hash of every
 * module in the program, in the order of their names. Each jar brings the hash of its main sources in {@code
 * META-INF/fathom/code.properties}, which the build writes; so tests, documents and commits that change neither leave the id as it is.
 *
 * @param id what decides whether two trials were made by the same code
 * @param commit for people: the commit that was built, with {@code +edited} when the sources were not those of the commit; empty
 *     without git
 */
public record Code(String id, String commit) {

    private static final String RESOURCE = "META-INF/fathom/code.properties";

    /** Of ledger lines written before they named their code. */
    static final Code UNKNOWN = new Code("", "");

    /** The code of this program; its files are read once. */
    public static Code here() {
        return Here.CODE;
    }

    /** The code with a further part, such as the text of an experiment that a user wrote. */
    public Code with(String name, byte[] source) {
        return new Code(Sha256.digits(id + "\n" + name + " " + Sha256.of(source)), commit);
    }

    /** For instance "3f2a9c0142d7e88b (commit 85bbe61fa9a3, edited)". */
    @Override
    public String toString() {
        if (id.isEmpty()) {
            return "an earlier version";
        }
        return commit.isEmpty() ? id : id + " (commit " + commit.replace("+", ", ") + ")";
    }

    /** @param modules source hashes by module name */
    static Code of(TreeMap<String, String> modules, Set<String> commits) {
        StringBuilder text = new StringBuilder();
        modules.forEach((module, sources) ->
                text.append(module).append(' ').append(sources).append('\n'));
        return new Code(Sha256.digits(text.toString()), String.join("/", commits));
    }

    /** The files in which modules say what their sources are. */
    static List<URL> descriptions() {
        try {
            return Collections.list(Code.class.getClassLoader().getResources(RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " of the program", e);
        }
    }

    private static Code read() {
        TreeMap<String, String> modules = new TreeMap<>();
        Set<String> commits = new LinkedHashSet<>();
        boolean edited = false;
        try {
            for (URL url : descriptions()) {
                Properties properties = new Properties();
                try (InputStream stream = url.openStream()) {
                    properties.load(stream);
                }
                modules.put(properties.getProperty("module", ""), properties.getProperty("sources", ""));
                String commit = properties.getProperty("commit", "");
                if (!commit.isEmpty()) {
                    commits.add(commit);
                }
                edited |= Boolean.parseBoolean(properties.getProperty("dirty"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE + " of the program", e);
        }
        Code code = of(modules, commits);
        return edited ? new Code(code.id, code.commit + "+edited") : code;
    }

    /** Read when it is first asked for. */
    private static final class Here {
        private static final Code CODE = read();
    }
}
