package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CodeTest {

    @Test
    void theBuildSaysWhichCodeItHolds() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Code.class.getResourceAsStream("/META-INF/fathom/code.properties")) {
            properties.load(stream);
        }
        assertEquals("fathom-runs", properties.getProperty("module"));
        assertTrue(properties.getProperty("sources").matches("[0-9a-f]{64}"), properties::toString);
        // No time and no path: the same sources give the same jar.
        assertEquals(Set.of("module", "sources", "commit", "dirty"), properties.stringPropertyNames());
        assertTrue(Code.here().id().matches("[0-9a-f]{16}"), Code.here()::toString);
    }

    /** The id is that of the module and of the sources that the build wrote down, and an edited tree says so. */
    @Test
    void whatIsReadIsWhatTheBuildWrote() throws IOException {
        TreeMap<String, String> modules = new TreeMap<>();
        Set<String> commits = new LinkedHashSet<>();
        boolean edited = false;
        for (URL url : Collections.list(Code.class.getClassLoader().getResources("META-INF/fathom/code.properties"))) {
            Properties properties = new Properties();
            try (InputStream stream = url.openStream()) {
                properties.load(stream);
            }
            modules.put(properties.getProperty("module"), properties.getProperty("sources"));
            commits.add(properties.getProperty("commit"));
            edited |= properties.getProperty("dirty").equals("true");
        }
        commits.remove("");
        Code code = Code.of(modules, commits);
        assertEquals(new Code(code.id(), code.commit() + (edited ? "+edited" : "")), Code.here());
    }

    @Test
    void theIdHangsOnTheSourcesAlone() {
        Code code = Code.of(new TreeMap<>(Map.of("a", "1", "b", "2")), Set.of("abc"));
        assertEquals(
                code.id(),
                Code.of(new TreeMap<>(Map.of("b", "2", "a", "1")), Set.of("def"))
                        .id());
        assertNotEquals(
                code.id(),
                Code.of(new TreeMap<>(Map.of("a", "1", "b", "3")), Set.of("abc"))
                        .id());
        assertNotEquals(
                code.id(),
                Code.of(new TreeMap<>(Map.of("a", "2", "b", "1")), Set.of("abc"))
                        .id());
        assertNotEquals(
                code.id(),
                code.with("mine.java", "x".getBytes(StandardCharsets.UTF_8)).id());
    }

    @Test
    void itIsShownWithItsCommit() {
        assertEquals("f00d (commit 85bbe61fa9a3, edited)", new Code("f00d", "85bbe61fa9a3+edited").toString());
        assertEquals("f00d", new Code("f00d", "").toString());
        assertEquals("an earlier version", Code.UNKNOWN.toString());
    }
}
