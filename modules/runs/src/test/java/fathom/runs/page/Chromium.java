package fathom.runs.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.runs.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A headless browser with one page, driven over a pipe: messages of the DevTools protocol, each ended by a zero byte. */
public final class Chromium implements AutoCloseable {

    private final Process process;
    private final InputStream in;
    private final OutputStream out;
    private final List<String> problems = new ArrayList<>();
    private int last;
    private String session = "";

    /** Skips the test, and says so, where there is no browser. */
    public Chromium(Path folder) throws IOException {
        List<String> names = List.of("chromium", "chromium-browser", "google-chrome");
        List<Path> found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(place -> names.stream().map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .toList();
        assumeTrue(!found.isEmpty(), "skipped: none of " + names + " is on the PATH");
        String options = "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run"
                + " --remote-debugging-pipe about:blank";
        process = new ProcessBuilder(
                        "/bin/sh",
                        "-c",
                        "exec \"$0\" --user-data-dir=\"$1\" " + options + " 3<&0 4>&1 >\"$1.txt\" 2>&1",
                        found.getFirst().toString(),
                        folder.resolve("browser").toString())
                .start();
        in = new BufferedInputStream(process.getInputStream());
        out = process.getOutputStream();
        String target = call("Target.createTarget", "{\"url\": \"about:blank\"}")
                .path("targetId")
                .asString();
        session = call("Target.attachToTarget", "{\"targetId\": \"" + target + "\", \"flatten\": true}")
                .path("sessionId")
                .asString();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", "{}");
        }
    }

    /** Pictures of a page to look at: {@code ADDRESS FOLDER}, for a wide and a narrow screen, light and dark. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        try (Chromium browser = new Chromium(folder)) {
            for (int width : new int[] {1200, 400}) {
                for (String scheme : List.of("light", "dark")) {
                    browser.size(width, 1400, scheme);
                    browser.go(arguments[0]);
                    browser.value("new Promise(done => setTimeout(done, 1500))");
                    browser.picture(folder.resolve(width + "-" + scheme + ".png"));
                }
            }
            browser.problems().forEach(System.out::println);
        }
    }

    private JsonNode call(String method, String parameters) throws IOException {
        ObjectNode message = Json.object().put("id", ++last).put("method", method);
        message.set("params", Json.parse(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        out.write((Json.line(message) + "\0").getBytes(StandardCharsets.UTF_8));
        out.flush();
        while (true) {
            JsonNode answer = read();
            if (answer.path("id").asInt(-1) == last) {
                if (answer.has("error")) {
                    throw new IOException(method + ": " + answer.path("error"));
                }
                return answer.path("result");
            }
            note(answer);
        }
    }

    private JsonNode read() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b != 0; b = in.read()) {
            if (b < 0) {
                throw new IOException("the browser ended");
            }
            bytes.write(b);
        }
        return Json.parse(bytes.toString(StandardCharsets.UTF_8));
    }

    private void note(JsonNode event) {
        JsonNode told = event.path("params");
        switch (event.path("method").asString("")) {
            case "Runtime.exceptionThrown", "Log.entryAdded" -> problems.add(told.toString());
            case "Runtime.consoleAPICalled" -> {
                if (List.of("error", "warning").contains(told.path("type").asString())) {
                    problems.add(told.toString());
                }
            }
            default -> {
                // Of no interest.
            }
        }
    }

    /** What the console holds: exceptions, errors and warnings, such as of a policy or a file that is not there. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    public void size(int width, int height, String scheme) throws IOException {
        call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\": " + width + ", \"height\": " + height + ", \"deviceScaleFactor\": 1, \"mobile\": false}");
        call(
                "Emulation.setEmulatedMedia",
                "{\"features\": [{\"name\": \"prefers-color-scheme\", \"value\": \"" + scheme + "\"}]}");
    }

    public void go(String address) throws IOException {
        call("Page.navigate", "{\"url\": \"" + address + "\"}");
        until("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /** The value of a script's expression as text. */
    public String value(String script) throws IOException {
        ObjectNode parameters = Json.object().put("expression", script).put("returnByValue", true);
        JsonNode result = call("Runtime.evaluate", Json.line(parameters.put("awaitPromise", true)));
        if (result.has("exceptionDetails")) {
            throw new IOException(script + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value").asString("");
    }

    /** Waits, at most 20 s, for a condition. */
    public void until(String condition) throws IOException {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!value(condition).equals("true")) {
            if (System.nanoTime() > end) {
                throw new IOException("never came true: " + condition);
            }
            value("new Promise(done => setTimeout(done, 20))");
        }
    }

    /** Moves the pointer to a place within an element, as shares of its width and height. */
    public void point(String selector, double across, double down) throws IOException {
        mouse("mouseMoved", selector, across, down);
    }

    public void click(String selector) throws IOException {
        for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            mouse(type, selector, 0.5, 0.5);
        }
    }

    private void mouse(String type, String selector, double across, double down) throws IOException {
        String at = value("(() => { const e = document.querySelector(" + Json.tree(selector)
                + "); e.scrollIntoView({ block: 'center', behavior: 'instant' }); const b = e.getBoundingClientRect();"
                + " return (b.x + b.width * " + across + ") + ', \"y\": ' + (b.y + b.height * " + down + "); })()");
        String button = type.equals("mouseMoved") ? "none" : "left";
        call(
                "Input.dispatchMouseEvent",
                "{\"type\": \"" + type + "\", \"x\": " + at + ", \"button\": \"" + button + "\", \"clickCount\": "
                        + (button.equals("none") ? 0 : 1) + "}");
    }

    /** Files that the page saves go to that folder. */
    public void saveTo(Path folder) throws IOException {
        call("Page.setDownloadBehavior", "{\"behavior\": \"allow\", \"downloadPath\": \"" + folder + "\"}");
    }

    /** What the window shows. */
    public void picture(Path png) throws IOException {
        String data = call("Page.captureScreenshot", "{\"captureBeyondViewport\": false}")
                .path("data")
                .asString();
        Files.write(png, Base64.getDecoder().decode(data));
    }

    @Override
    public void close() throws IOException {
        try {
            session = "";
            call("Browser.close", "{}");
            // Until it has left its folder.
            in.transferTo(OutputStream.nullOutputStream());
            process.onExit().join();
        } finally {
            process.destroy();
        }
    }
}
