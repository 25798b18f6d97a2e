package fathom.runs.page;

import fathom.runs.figure.Gallery;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A page with everything on it. Run it with a file name to look at it in a browser. */
final class Demo {

    private Demo() {}

    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), page().html());
    }

    static Page page() {
        List<Claimed> claims = List.of(
                claim("supported", "Depth lowers the test error on local targets", "k = 2, 3; d = 30; L = 1, 2, 4"),
                claim(
                        "supported in part",
                        "Depth does not lower the test error on global targets",
                        "d = 20, 30; L = 1, 4"),
                claim("contradicted", "The gain grows with width", "H = 50, 200, 800"),
                claim("open", "Lazy networks lose the gain", "alpha = 1, 10, 100"),
                claim("not tested", "The gain needs more than two layers", ""));
        Page page = Page.titled(
                        "Does depth help a network to learn local targets, and only those?", "local-global/quick")
                .banner(
                        "Smoke preset: sizes are too small to support or contradict anything. Use it to see that everything works.")
                .answer(
                        "Depth helps local targets and not global ones: error(L=4) − error(L=1) = −0.078, 95 % CI [−0.088, −0.068],"
                                + " n = 5 on local targets, and 0.012 [−0.004, 0.028] on global ones.")
                .lead(Gallery.errors());
        claims.forEach(page::verdict);
        PageBody body = page.body();
        body.section("Errors by depth")
                .paragraph("Networks of width 200 trained on 2000 samples, text with <tags> & \"quotes\".")
                .formula("T_l = S_l + β_l + D_l T_{l−1}, K(x, x') ~ k^{−d−2ν+1}")
                .table("errors", "Test error by depth", errors())
                .figure(Gallery.forest());
        claims.subList(0, 2).forEach(body::verdict);
        body.section("Published numbers").table("Table 2 of the paper", published());
        body.folded("More tests", inner -> claims.subList(2, 5).forEach(inner::verdict));
        body.section("All kinds of figures").note("Nothing here was measured.").bullets(List.of("one", "two"));
        Gallery.all().stream()
                .filter(figure ->
                        !figure.name().equals("errors") && !figure.name().equals("effects"))
                .forEach(body::figure);
        return page.data("summary.csv: every metric with its interval", "summary.csv")
                .data("ledger.jsonl: every trial", "ledger.jsonl")
                .setting("configuration", "{\n  \"depths\": [1, 2, 4]\n}")
                .setting("command", "./fathom run local-global");
    }

    private static Claimed claim(String word, String statement, String scope) {
        return new Claimed(
                new Badge(word),
                statement,
                scope,
                "Supported if the whole 95 % interval lies below 0, contradicted if none of it does; not tested below n = 3.",
                List.of(
                        "k=2: error(L=4) − error(L=1) = −0.078 [−0.088, −0.068], n = 5",
                        "k=3: −0.05 [−0.06, −0.04], n = 5"));
    }

    private static Table errors() {
        Table table = Table.of(
                "target",
                "depth",
                "width",
                "test error",
                "epochs",
                "log-likelihood per sample",
                "train error",
                "seconds");
        for (int depth : new int[] {1, 2, 4, 8}) {
            table.row(
                    "local",
                    depth,
                    200,
                    Interval.of(0.4 / depth, 0.41 / depth, 0.44 / depth),
                    120.0 * depth,
                    -0.5 / depth,
                    0.0,
                    1e-7);
            table.row("global", depth, 200, Interval.of(0.48), 90.5, -0.6, null, 12345678.0);
        }
        return table;
    }

    private static Table published() {
        return Table.of("number", "published", "ours", "difference", "tolerance", "result", "note")
                .row(
                        "error, n = 1000",
                        0.123,
                        Interval.of(0.12, 0.125, 0.13),
                        0.002,
                        0.01,
                        new Badge("met"),
                        "rounding of the paper")
                .row("error, n = 2000", 0.1, 0.2, 0.1, 0.01, new Badge("missed"), "")
                .row("error, n = 10^6", 0.05, null, null, null, new Badge("not run"), "needs 30 hours")
                .row("accuracy", 0.9, 0.7, null, null, new Badge("not comparable"), "other data");
    }
}
