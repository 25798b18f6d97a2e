package fathom.runs.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fathom.runs.Reason;
import fathom.runs.SavedRun;
import fathom.runs.UserError;
import fathom.runs.compare.Comparison;
import fathom.runs.compare.ComparisonReport;
import fathom.runs.compare.SavedRuns;
import fathom.runs.figure.Figure;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Shows the runs below a root of results to browsers on this machine: a list that follows the runs at work (server-sent events), their
 * reports and files, and comparisons. It reads only. Refused are other hosts' names in the Host header (a page elsewhere cannot reach it
 * through the browser), methods that write, and paths that lead out of the root, by links too.
 */
public final class RunServer implements AutoCloseable {

    /** The port that is tried first where none is asked for. */
    public static final int PORT = 8090;

    private static final String EMPTY = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>";
    private static final int PORTS = 20;
    private static final int PAUSE_MILLIS = 1000;
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "svg", "image/svg+xml",
            "csv", "text/plain; charset=utf-8",
            "json", "text/plain; charset=utf-8",
            "jsonl", "text/plain; charset=utf-8",
            "txt", "text/plain; charset=utf-8",
            "java", "text/plain; charset=utf-8");

    private final Path root;
    private final RunList list;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private RunServer(Path root, HttpServer server) {
        this.root = root;
        this.list = new RunList(root);
        this.server = server;
    }

    /**
     * Starts to serve.
     *
     * @param root the results' root
     * @param port the port asked for; one of the next 20 if it is taken
     * @throws UserError if there is no such folder, or no free port
     */
    public static RunServer start(Path root, int port) {
        if (!Files.isDirectory(root)) {
            throw new UserError("there is no folder " + root + ": './fathom run' makes it, --out says where it is");
        }
        for (int candidate = port; candidate < port + PORTS && candidate < 65_536; candidate++) {
            try {
                RunServer started = new RunServer(
                        root, HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate), 0));
                started.server.setExecutor(started.threads);
                started.server.createContext("/", started::handle);
                started.server.start();
                return started;
            } catch (BindException e) {
                // The next one.
            } catch (IOException e) {
                throw new UserError("port " + candidate + " cannot be served: " + Reason.of(e), e);
            }
        }
        throw new UserError("ports " + port + " to " + (port + PORTS - 1) + " are taken: give another --port");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** The address for a browser. */
    public String address() {
        return "http://localhost:" + port() + "/";
    }

    /** Opens it in the user's browser, where there are a terminal and a desktop. */
    public void open() {
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        if (System.console() == null || !System.console().isTerminal()) {
            return;
        }
        if (mac || System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null) {
            try {
                new ProcessBuilder(mac ? "open" : "xdg-open", address())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                // The address has been printed.
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = String.valueOf(exchange.getRequestURI().getPath());
        if (!hosts().contains(String.valueOf(exchange.getRequestHeaders().getFirst("Host")))) {
            send(exchange, 403, "text/plain", "this server answers to " + address() + " only");
        } else if (!exchange.getRequestMethod().equals("GET")) {
            send(exchange, 405, "text/plain", "this server is read only");
        } else if (path.equals("/")) {
            send(exchange, 200, TYPES.get("html"), list.html());
        } else if (path.equals("/events")) {
            events(exchange);
        } else if (path.equals("/compare")) {
            made(exchange, "html", runs -> new ComparisonReport(Comparison.of(runs)).html());
        } else if (path.equals("/live.svg")) {
            String query = String.valueOf(exchange.getRequestURI().getRawQuery());
            int columns = query.contains("narrow=true") ? 1 : 3;
            made(
                    exchange,
                    "svg",
                    runs -> LiveFigure.of(runs.getFirst(), columns)
                            .map(Figure::svg)
                            .orElse(EMPTY));
        } else {
            file(exchange, path.substring(1));
        }
    }

    private Set<String> hosts() {
        return Set.of("localhost:" + port(), "127.0.0.1:" + port(), "[::1]:" + port());
    }

    /** Sends what is made of the runs that the query names. */
    private void made(HttpExchange exchange, String type, Function<List<SavedRun>, String> make) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getRawQuery());
        String text;
        try {
            List<SavedRun> runs = Stream.of(query.split("&"))
                    .filter(part -> part.startsWith("run="))
                    .map(part -> URLDecoder.decode(part.substring(4), StandardCharsets.UTF_8))
                    .map(this::known)
                    .map(SavedRun::of)
                    .toList();
            if (runs.isEmpty()) {
                throw new UserError("no run is named, expected ?run=experiment/name");
            }
            text = make.apply(runs);
        } catch (UserError | IllegalArgumentException e) {
            send(exchange, 400, "text/plain; charset=utf-8", e.getMessage());
            return;
        }
        send(exchange, 200, TYPES.get(type), text);
    }

    /** The folder of a run by the name that the list gives it; nothing else. */
    private Path known(String name) {
        Path run = SavedRuns.all(root).get(name);
        if (run == null) {
            throw new UserError("there is no run of that name");
        }
        return run;
    }

    private void file(HttpExchange exchange, String name) throws IOException {
        Path real;
        try {
            real = root.resolve(name).toRealPath();
        } catch (IOException | RuntimeException e) {
            send(exchange, 404, "text/plain", "not found");
            return;
        }
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (!real.startsWith(root.toRealPath()) || !Files.isRegularFile(real) || type == null) {
            send(exchange, 404, "text/plain", "not found");
            return;
        }
        // In chunks: a ledger may grow meanwhile.
        head(exchange, 200, type, 0);
        Files.copy(real, exchange.getResponseBody());
    }

    /** The state of all runs, once and whenever it has changed, until the browser leaves. */
    private void events(HttpExchange exchange) throws IOException {
        head(exchange, 200, "text/event-stream; charset=utf-8", 0);
        OutputStream body = exchange.getResponseBody();
        String before = "";
        while (!threads.isShutdown()) {
            String now = list.json();
            // A comment keeps the connection, and shows when it is gone.
            body.write((now.equals(before) ? ":\n\n" : "data: " + now + "\n\n").getBytes(StandardCharsets.UTF_8));
            body.flush();
            before = now;
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(exchange, status, type, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void head(HttpExchange exchange, int status, String type, long length) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, length);
    }
}
