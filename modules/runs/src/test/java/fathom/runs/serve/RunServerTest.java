package fathom.runs.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Environment;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.Sweep;
import fathom.runs.Trial;
import fathom.runs.UserError;
import fathom.runs.page.Chromium;
import fathom.runs.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spoken to by a socket, since a client would mend what is to be refused. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RunServerTest {

    private static final int PORT = 18_090;

    @TempDir
    private Path folder;

    private Path root;
    private RunServer server;

    private record Cell(int depth, long seed) {}

    private record Out(double error) {}

    private RunFolder run(String name, long seed, Trial<Cell, Out> trial) {
        List<Cell> plan = List.of(new Cell(1, seed), new Cell(2, seed), new Cell(1, seed + 1), new Cell(2, seed + 1));
        RunFolder run = RunFolder.open(root, "e", name, new Cell(0, 0), Environment.here(), notice -> {});
        Runner.of(1).withProgress(Progress.silent()).run(run, Sweep.of("s", Cell.class, Out.class, plan, trial));
        return run;
    }

    private static Out out(Cell cell) {
        return new Out((double) cell.seed() / cell.depth());
    }

    @BeforeEach
    void start() throws IOException {
        root = Files.createDirectories(folder.resolve("results"));
        run("a", 1, RunServerTest::out).close();
        run("b", 1, RunServerTest::out).close();
        Files.writeString(folder.resolve("secret.html"), "secret");
        Files.writeString(root.resolve("e/a/report.html"), "<p>the report</p>");
        Files.createSymbolicLink(root.resolve("e/a/link.html"), folder.resolve("secret.html"));
        server = RunServer.start(root, PORT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Socket ask(String line, String host) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        OutputStream out = socket.getOutputStream();
        out.write((line + " HTTP/1.1\r\nHost: " + host.replace("PORT", server.port() + "")
                        + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
        return socket;
    }

    private String answer(String line, String host) throws IOException {
        try (Socket socket = ask(line, host);
                InputStream in = socket.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /                                  | localhost:PORT | 200 | <h1>Runs</h1>
            GET /e/a/report.html                   | 127.0.0.1:PORT | 200 | the report
            GET /e/a/config.json                   | [::1]:PORT     | 200 | configuration
            GET /compare?run=e%2Fa&run=e%2Fb       | localhost:PORT | 200 | equal to the bit
            GET /compare?run=e%2Fa                 | localhost:PORT | 400 | at least two runs
            GET /compare                           | localhost:PORT | 400 | no run is named
            GET /live.svg?run=e%2Fa                | localhost:PORT | 200 | <svg
            GET /live.svg?run=e%2Fnone             | localhost:PORT | 400 | no run of that name
            GET /live.svg?run=%zz                  | localhost:PORT | 400 | HTTP
            GET /compare?run=..%2Fsecret&run=e%2Fa | localhost:PORT | 400 | no run of that name
            GET /                                  | evil.example   | 403 | answers to
            GET /                                  | localhost      | 403 | answers to
            POST /                                 | localhost:PORT | 405 | read only
            DELETE /e/a/report.html                | localhost:PORT | 405 | read only
            GET /../secret.html                    | localhost:PORT | 404 | not found
            GET /%2e%2e/secret.html                | localhost:PORT | 404 | not found
            GET /e/a/link.html                     | localhost:PORT | 404 | not found
            GET //etc/hostname                     | localhost:PORT | 404 | not found
            GET /e/a                               | localhost:PORT | 404 | not found
            GET /e/a/.lock                         | localhost:PORT | 404 | not found
            GET /e/a/%00.html                      | localhost:PORT | 404 | not found""")
    void answers(String line, String host, int status, String text) throws IOException {
        String answer = answer(line, host);
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertTrue(answer.contains(text), answer);
    }

    @Test
    void eventsFollowARunAtWork() throws IOException {
        try (Socket socket = ask("GET /events", "localhost:PORT");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String first = lines.lines()
                    .filter(line -> line.startsWith("data: "))
                    .findFirst()
                    .orElseThrow();
            assertTrue(
                    first.contains("\"atWork\":false") && first.contains("{\"name\":\"e/a\",\"trials\":4,\"changed\":"),
                    first);
            run("c", 1, RunServerTest::out).close();
            String next = lines.lines()
                    .filter(line -> line.startsWith("data: "))
                    .findFirst()
                    .orElseThrow();
            assertTrue(next.contains("\"name\":\"e/c\""), next);
        }
    }

    /** A run that begins while the page is open: progress, curves, its end; then a comparison. Ticks outlast what changes. */
    @Test
    void aBrowserFollowsARunAndCompares() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        try (Chromium browser = new Chromium(folder)) {
            browser.size(1200, 900, "light");
            browser.go(server.address());
            browser.until("document.querySelectorAll('#runs tr').length === 2");
            browser.click("input[value='e/a']");
            assertEquals("true", browser.value("document.querySelector('button').disabled"));
            browser.click("input[value='e/b']");
            Thread run = Thread.ofPlatform()
                    .start(() -> run("c", 11, cell -> {
                                if (cell.equals(new Cell(1, 12))) {
                                    held.await();
                                }
                                return out(cell);
                            })
                            .close());
            browser.until("document.querySelector('.work')?.textContent === '2 of 4'");
            browser.until("document.querySelector('.live img').naturalWidth > 300");
            assertEquals("2", browser.value("document.querySelectorAll('input:checked').length"));
            held.countDown();
            run.join();
            browser.until("document.querySelectorAll('#runs tr').length === 3 && !document.querySelector('.work')");
            browser.click("button");
            browser.until("location.pathname === '/compare' && document.readyState === 'complete'");
            assertEquals("e/a and e/b", browser.value("document.querySelector('h1').textContent"));
            assertEquals(List.of(), browser.problems());
        } finally {
            held.countDown();
        }
    }

    @Test
    void aTakenPortGivesTheNextOne() {
        try (RunServer other = RunServer.start(root, server.port())) {
            assertNotEquals(server.port(), other.port());
        }
        UserError error = assertThrows(UserError.class, () -> RunServer.start(root.resolve("none"), PORT));
        assertEquals(
                "there is no folder " + root.resolve("none") + ": './fathom run' makes it, --out says where it is",
                error.getMessage());
    }
}
